import { type Command, Option } from 'commander';
import type { Act } from '../act.js';
import type { AdminClient, Json } from '../admin-client.js';
import { table } from '../output.js';
import { Refused } from '../refused.js';
import { instancePath, instancesPath, PRODUCTS } from './instance.js';

/** How an instance comes behind the proxy. Where a customer has one instance only, it need not be named. */
export function addOnboarding(instance: Command, act: Act): void {
  instance
    .command('onboarding <tenant> [instance]')
    .description('settings to paste on the customer’s side')
    .option('--new-key', 'with a key that is made for it, and shown this once')
    .addOption(new Option('--product <product>', 'with --new-key: for this product').choices(PRODUCTS))
    .action(
      (
        tenant: string,
        id: string | undefined,
        { newKey, product }: { newKey?: boolean; product?: string },
        command: Command,
      ) =>
        act(
          command,
          async (admin) => {
            const path = `${instancePath(tenant, id ?? (await onlyInstance(admin, tenant)))}/onboarding`;
            return newKey ? admin.post(path, product === undefined ? {} : { product }) : admin.get(path);
          },
          pasted,
        ),
    );
  instance
    .command('verify <tenant> [instance]')
    .description('look at an instance from outside, and keep the report')
    .action((tenant: string, id: string | undefined, _: object, command: Command) =>
      act(
        command,
        async (admin) =>
          admin.post(`${instancePath(tenant, id ?? (await onlyInstance(admin, tenant)))}/reports`, {}),
        verified,
      ),
    );
  instance
    .command('reports <tenant> [instance]')
    .description('reports that were kept')
    .action((tenant: string, id: string | undefined, _: object, command: Command) =>
      act(
        command,
        async (admin) =>
          admin.get(`${instancePath(tenant, id ?? (await onlyInstance(admin, tenant)))}/reports`),
        ({ reports }) => table(['madeAt', 'passed', 'failed'], (reports as Json[]).map(line)),
      ),
    );
}

async function onlyInstance(admin: AdminClient, tenant: string): Promise<string> {
  const { instances } = await admin.get(instancesPath(tenant));
  const [only, ...others] = instances as Json[];
  if (!only) throw new Refused('The customer has no instance: wopictl instance add.');
  if (others.length > 0) throw new Refused('The customer has several instances: name one by its id.');
  return String(only['instanceId']);
}

/** Settings as they are pasted, with what to mind. */
export function pasted({ files, notes, keyId }: Json): string {
  const parts = (files as Json[]).map(({ where, text }) => `# ${String(where)}\n${String(text)}\n`);
  const hints = (notes as string[]).map((note) => `- ${note}\n`);
  return [...parts, hints.join(''), ...(typeof keyId === 'string' ? [`keyId  ${keyId}\n`] : [])].join('\n');
}

const SIGNS: Readonly<Record<string, string>> = { passed: 'ok', warning: '!', failed: 'FAIL', skipped: '-' };

/** A report for a person. */
export function verified({ passed, findings, changes, before }: Json): string {
  const lines = (findings as Json[]).map(({ check, outcome, tried, seen, change }) => {
    const todo = typeof change === 'string' ? `\n      > ${change}` : '';
    return `${SIGNS[String(outcome)]!.padEnd(5)} ${String(check).padEnd(13)} ${String(seen)}\n      ${String(tried)}${todo}\n`;
  });
  const changed = (changes as Json[]).map(
    ({ check, from, to }) => `${String(check)}: ${String(from)} -> ${String(to)}\n`,
  );
  const since =
    before && changed.length > 0 ? `\nsince ${String((before as Json)['madeAt'])}\n${changed.join('')}` : '';
  return `${lines.join('')}${since}\n${passed ? 'The instance is ready.' : 'The instance is not ready.'}\n`;
}

function line({ madeAt, passed, findings }: Json): Json {
  const failed = (findings as Json[]).filter(({ outcome }) => outcome === 'failed');
  return { madeAt, passed, failed: failed.map(({ check }) => check) };
}
