import { type Command, Option } from 'commander';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import type { Act } from '../act.js';

const INSTANCE_COLUMNS = ['instanceId', 'filesUrl', 'mode', 'privateNetwork'];

export function addTenantCommands(program: Command, act: Act): void {
  addTenants(program.command('tenant').description('customers of the proxy'), act);
  program
    .command('instance')
    .description('ownClouds and other WOPI hosts of a tenant')
    .command('add <tenant>')
    .description('let the proxy forward calls to an instance')
    .requiredOption('--url <files-url>', 'its files URL, for example https://cloud.example.com/wopi/files/')
    .addOption(
      new Option('--mode <mode>', 'who vouches for a call')
        .choices(['transparent', 'forwarded', 'resign', 'attested'])
        .default('transparent'),
    )
    .option('--private', 'it lies in a private network: plain http and private addresses are allowed')
    .action((tenant: string, options: { url: string; mode: string; private?: boolean }, command: Command) => {
      const body = { filesUrl: options.url, mode: options.mode, privateNetwork: options.private ?? false };
      return act(
        command,
        (admin) => admin.post(`tenants/${encodeURIComponent(tenant)}/instances`, body),
        fields,
      );
    });
  program
    .command('key')
    .description('keys that sign the file ids of a tenant')
    .command('add <tenant>')
    .description('add a key; it is shown once')
    .option('--secret <secret>', 'an existing secret (default: one is made)')
    .action((tenant: string, { secret }: { secret?: string }, command: Command) => {
      const body = secret === undefined ? {} : { secret };
      return act(command, (admin) => admin.post(`tenants/${encodeURIComponent(tenant)}/keys`, body), fields);
    });
}

function addTenants(tenant: Command, act: Act): void {
  tenant
    .command('add <name>')
    .description('register a customer')
    .addOption(
      new Option('--plan <plan>', 'which of Microsoft’s offers its users hold')
        .choices(['business', 'personal'])
        .makeOptionMandatory(),
    )
    .action((name: string, { plan }: { plan: string }, command: Command) =>
      act(command, (admin) => admin.post('tenants', { name, plan }), fields),
    );
  tenant
    .command('list')
    .description('all customers')
    .action((_: object, command: Command) =>
      act(
        command,
        (admin) => admin.get('tenants'),
        ({ tenants }) => table(['name', 'plan', 'state', 'tenantId'], tenants as Json[]),
      ),
    );
  tenant
    .command('show <tenant>')
    .description('a customer with its instances and keys')
    .action((name: string, _: object, command: Command) =>
      act(command, (admin) => admin.get(`tenants/${encodeURIComponent(name)}`), shown),
    );
}

function shown({ instances, keys, ...tenant }: Json): string {
  const lists = [
    table(INSTANCE_COLUMNS, instances as Json[]),
    table(['keyId', 'state', 'createdAt'], keys as Json[]),
  ];
  return [fields(tenant), ...lists].join('\n');
}
