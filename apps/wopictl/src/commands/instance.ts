import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { more, withLimit, withQuery } from './list-options.js';
import { Refused } from '../refused.js';

export const INSTANCE_COLUMNS = ['instanceId', 'filesUrl', 'mode', 'product', 'privateNetwork'];

const MODES = ['transparent', 'forwarded', 'resign', 'attested'];
export const PRODUCTS = ['owncloud10', 'ocis', 'wopiserver', 'gateway', 'other'];

interface InstanceOptions {
  readonly mode?: string;
  readonly private?: boolean;
  readonly product?: string;
  readonly productVersion?: string;
  readonly origin?: string[];
  readonly pinnedCa?: string;
  readonly plainFileId?: boolean;
  readonly redirector?: boolean;
  readonly fileUrl?: boolean;
}

export const instancesPath = (tenant: string): string => `tenants/${encodeURIComponent(tenant)}/instances`;

export const instancePath = (tenant: string, id: string): string =>
  `${instancesPath(tenant)}/${encodeURIComponent(id)}`;

export function addInstanceCommands(program: Command, act: Act): Command {
  const instance = program.command('instance').description('ownClouds and other WOPI hosts of a tenant');
  withSettings(instance.command('add <tenant>'))
    .description('let the proxy forward calls to an instance')
    .requiredOption('--url <files-url>', 'its files URL, for example https://cloud.example.com/wopi/files/')
    .option('--private', 'it lies in a private network: plain http and private addresses are allowed')
    .action((tenant: string, options: InstanceOptions & { url: string }, command: Command) =>
      act(
        command,
        async (admin) =>
          admin.post(instancesPath(tenant), { filesUrl: options.url, ...(await settingsOf(options)) }),
        fields,
      ),
    );
  withLimit(instance.command('list <tenant>'))
    .description('instances of a customer, by files URL')
    .option('--product <product>', 'that run this')
    .option('--mode <mode>', 'with this one to vouch for calls')
    .action((tenant: string, options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery(instancesPath(tenant), options)),
        ({ instances, next }) => table(INSTANCE_COLUMNS, instances as Json[]) + more(next),
      ),
    );
  withSettings(instance.command('set <tenant> <instance>'))
    .description('change an instance')
    .option('--private', 'it lies in a private network')
    .option('--no-private', 'it does not')
    .option('--no-plain-file-id', 'calls carry the whole file id')
    .option('--no-redirector', 'addresses for browsers stay as they are')
    .option('--no-file-url', 'FileUrl is left out')
    .action((tenant: string, id: string, options: InstanceOptions, command: Command) =>
      act(command, async (admin) => admin.patch(instancePath(tenant, id), await settingsOf(options)), fields),
    );
  instance
    .command('remove <tenant> <instance>')
    .description('forward no more calls to it; refused while sessions run')
    .option('--now', 'even while sessions run')
    .action((tenant: string, id: string, { now = false }: { now?: boolean }, command: Command) =>
      act(
        command,
        (admin) => admin.delete(`${instancePath(tenant, id)}?now=${now}`),
        () => 'Removed.\n',
      ),
    );
  return instance;
}

function withSettings(command: Command): Command {
  return command
    .addOption(new Option('--mode <mode>', 'who vouches for a call (default: transparent)').choices(MODES))
    .addOption(new Option('--product <product>', 'what runs there').choices(PRODUCTS))
    .option('--product-version <version>', 'of which version')
    .option('--origin <origin>', 'an origin that people open it by; repeat it for several', origin)
    .option('--pinned-ca <file>', 'PEM of the only authorities to trust for it; "none" for the usual ones')
    .option('--plain-file-id', 'calls carry the instance’s own file id')
    .option('--redirector', 'addresses for browsers lead through the redirector')
    .option('--file-url', 'FileUrl becomes an address on the proxy');
}

function origin(text: string, before: string[] = []): string[] {
  if (!URL.canParse(text)) throw new InvalidArgumentError('It must look like https://cloud.example.com.');
  return [...before, text];
}

/** Only what was said: the rest stays as it is, or has its default. */
async function settingsOf(options: InstanceOptions): Promise<Json> {
  const { mode, private: privateNetwork, product, productVersion, origin: browserOrigins } = options;
  const { pinnedCa, plainFileId, redirector, fileUrl: proxiedFileUrl } = options;
  const told = { mode, privateNetwork, product, productVersion, browserOrigins };
  const flags = { plainFileId, redirector, proxiedFileUrl };
  const all = { ...told, ...flags, pinnedCa: await pemOf(pinnedCa) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function pemOf(file: string | undefined): Promise<string | null | undefined> {
  if (file === undefined) return undefined;
  if (file === 'none') return null;
  return readFile(file, 'utf8').catch(() => {
    throw new Refused(`${file} cannot be read.`);
  });
}
