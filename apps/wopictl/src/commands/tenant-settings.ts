import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { summary, tenantPath } from './tenant-output.js';

/** Takes a value away; commander knows no option whose value is null. */
const NONE = Symbol('none');

/** A number, or none. */
function count(text: string): number | typeof NONE {
  if (text === 'none') return NONE;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number or none.');
}

/** A day or a moment, or none. */
function date(text: string): string | typeof NONE {
  if (text === 'none') return NONE;
  if (!Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  throw new InvalidArgumentError('It must be a date such as 2027-12-31, or none.');
}

function list(text: string): string[] | typeof NONE {
  return text === 'none' ? NONE : text.split(',').map((name) => name.trim());
}

function contact(text: string, before: Json[] = []): Json[] {
  const [, name, email] = /^(.+?)\s*<([^<>]+)>$/.exec(text) ?? [];
  if (!name || !email) throw new InvalidArgumentError('It must look like "Ada Byron <ada@example.com>".');
  return [...before, { name, email }];
}

const POLICY = [
  'softProof',
  'businessFlow',
  'pseudonymUserIds',
  'keepUserInfo',
  'discoveryApps',
  'discoveryActions',
];
const LIMITS = ['requestsPerSecond', 'concurrentCalls', 'mibPerSecond', 'maxFileMib'];

const onOff = (flag: string, what: string) =>
  new Option(`${flag} <on|off>`, what).argParser((text) => {
    if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('It must be on or off.');
    return text === 'on';
  });

export function addTenantSettings(tenant: Command, act: Act): void {
  tenant
    .command('set <tenant>')
    .description('change a customer; "none" takes a date or a limit away')
    .option('--name <name>', 'another name')
    .addOption(new Option('--plan <plan>', 'which of Microsoft’s offers').choices(['business', 'personal']))
    .addOption(new Option('--state <state>', 'paid or not').choices(['trial', 'active']))
    .option(
      '--contact <contact>',
      '"Name <address>"; repeat it for several: they replace those there were',
      contact,
    )
    .option('--valid-from <date>', 'when the subscription begins', date)
    .option('--valid-until <date>', 'when it ends', date)
    .option('--grace-days <days>', 'how long running sessions may save then', count)
    .option('--seats <number>', 'distinct users in 30 days that were paid for', count)
    .addOption(onOff('--soft-proof', 'serve calls with a wrong proof: for a migration only'))
    .addOption(onOff('--business-flow', 'always ask for a licence to edit'))
    .addOption(onOff('--pseudonym-user-ids', 'show clients pseudonyms instead of user ids'))
    .addOption(onOff('--keep-user-info', 'answer PutUserInfo for instances that cannot'))
    .option('--discovery-apps <names>', 'limit its discovery to these, comma-separated', list)
    .option('--discovery-actions <names>', 'limit its discovery to these, comma-separated', list)
    .option('--requests-per-second <number>', 'of one proxy process', count)
    .option('--concurrent-calls <number>', 'of one proxy process', count)
    .option('--mib-per-second <number>', 'of one proxy process', count)
    .option('--max-file-mib <number>', 'largest body', count)
    .action((name: string, { contact: contacts, ...options }: Json, command: Command) => {
      const top = without(options, ['json', ...POLICY, ...LIMITS]);
      const body: Json = { ...top, ...(contacts !== undefined && { contacts }) };
      const [policy, limits] = [only(options, POLICY), only(options, LIMITS)];
      if (Object.keys(policy).length > 0) body['policy'] = policy;
      if (Object.keys(limits).length > 0) body['limits'] = limits;
      return act(command, (admin) => admin.patch(tenantPath(name), body), summary);
    });
}

const only = (options: Json, names: readonly string[]): Json =>
  picked(options, (name) => names.includes(name));

const without = (options: Json, names: readonly string[]): Json =>
  picked(options, (name) => !names.includes(name));

function picked(options: Json, wanted: (name: string) => boolean): Json {
  const entries = Object.entries(options).filter(([name]) => wanted(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, value === NONE ? null : value]));
}
