import { type Command, Option } from 'commander';
import type { Act } from '../act.js';
import { more, withLimit, withQuery } from './list-options.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { INSTANCE_COLUMNS } from './instance.js';
import { KEY_COLUMNS } from './key.js';
import { entitlementPath, summary, tenantPath, typeOf } from './tenant-output.js';
import { addTenantSettings } from './tenant-settings.js';

const COLUMNS = ['name', 'plan', 'state', 'daysLeft', 'tenantId'];

export function addTenantCommands(program: Command, act: Act): Command {
  const tenant = program.command('tenant').description('customers of the proxy');
  tenant
    .command('add <name>')
    .description('register a customer')
    .addOption(
      new Option('--plan <plan>', 'which of Microsoft’s offers its users hold')
        .choices(['business', 'personal'])
        .makeOptionMandatory(),
    )
    .action((name: string, { plan }: { plan: string }, command: Command) =>
      act(command, (admin) => admin.post('tenants', { name, plan }), summary),
    );
  withLimit(tenant.command('list'))
    .description('customers by name')
    .option('--name <text>', 'part of the name')
    .option('--state <state>', 'trial, active, grace, suspended or expired')
    .action((options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('tenants', options)),
        ({ tenants, next }) => table(COLUMNS, tenants as Json[]) + more(next),
      ),
    );
  tenant
    .command('show <tenant>')
    .description('a customer with its instances and keys, and what needs attention')
    .action((name: string, _: object, command: Command) =>
      act(command, (admin) => admin.get(tenantPath(name)), shown),
    );
  addTenantSettings(tenant, act);
  addEnds(tenant, act);
  tenant
    .command('entitlement <tenant> <file>')
    .description('keep a statement of the Microsoft 365 entitlement')
    .option('--valid-until <day>', 'the last day it speaks of, as 2027-12-31')
    .action((name: string, file: string, { validUntil }: { validUntil?: string }, command: Command) =>
      act(command, (admin) => admin.upload(entitlementPath(name, validUntil), file, typeOf(file)), fields),
    );
  return tenant;
}

function addEnds(tenant: Command, act: Act): void {
  tenant
    .command('suspend <tenant>')
    .description('refuse its calls; running sessions may save for the days of grace')
    .option('--now', 'running sessions may not save either')
    .action((name: string, { now = false }: { now?: boolean }, command: Command) =>
      act(command, (admin) => admin.post(`${tenantPath(name)}/suspension`, { now }), summary),
    );
  tenant
    .command('resume <tenant>')
    .description('end a suspension')
    .action((name: string, _: object, command: Command) =>
      act(command, (admin) => admin.delete(`${tenantPath(name)}/suspension`), summary),
    );
  tenant
    .command('remove <tenant>')
    .description('remove a customer with all that is its; refused while sessions run')
    .option('--now', 'even while sessions run')
    .action((name: string, { now = false }: { now?: boolean }, command: Command) =>
      act(
        command,
        (admin) => admin.delete(`${tenantPath(name)}?now=${now}`),
        () => 'Removed.\n',
      ),
    );
}

function shown({ instances, keys, usage = {}, warnings = [], entitlements = [], ...tenant }: Json): string {
  const attention = (warnings as string[]).map((warning) => `! ${warning}\n`).join('');
  const statements = entitlements as Json[];
  const lists = [
    table(INSTANCE_COLUMNS, instances as Json[]),
    table(KEY_COLUMNS, keys as Json[]),
    ...(statements.length === 0
      ? []
      : [table(['statementId', 'mediaType', 'bytes', 'validUntil', 'uploadedAt'], statements)]),
  ];
  return [summary(tenant) + fields(usage as Json) + attention, ...lists].join('\n');
}
