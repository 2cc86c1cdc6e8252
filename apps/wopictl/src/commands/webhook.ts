import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';
import { more, withLimit, withQuery } from './list-options.js';

const COLUMNS = ['url', 'events', 'active', 'oldSecretUntil', 'id'];
const DELIVERY_COLUMNS = [
  'type',
  'state',
  'attempts',
  'lastOutcome',
  'nextAttemptAt',
  'finishedAt',
  'fileId',
  'id',
];

const pathOf = (id: string) => `webhooks/${encodeURIComponent(id)}`;

export function addWebhookCommands(program: Command, act: Act): void {
  const webhook = program.command('webhook').description('addresses of applications that hear of events');
  withLimit(webhook.command('list'))
    .description('webhooks, oldest first')
    .option('--event <event>', 'that hear of this, such as saved')
    .option('--active', 'that do not pause')
    .action((options: Record<string, string | boolean>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery('webhooks', options)),
        ({ webhooks, next }) => table(COLUMNS, webhooks as Json[]) + more(next),
      ),
    );
  webhook
    .command('add <url> <event...>')
    .description('have an address told of events; the secret that they are signed with is shown this once')
    .option('--private-network', 'the address lies in a private network')
    .action((url: string, events: string[], options: { privateNetwork?: boolean }, command: Command) =>
      act(command, (admin) => admin.post('webhooks', { url, events, ...options }), fields),
    );
  for (const [name, active, what] of [
    ['pause', false, 'tell it nothing for now: it misses what happens meanwhile'],
    ['resume', true, 'tell it again'],
  ] as const)
    webhook
      .command(`${name} <id>`)
      .description(what)
      .action((id: string, _: object, command: Command) =>
        act(command, (admin) => admin.patch(pathOf(id), { active }), fields),
      );
  webhook
    .command('remove <id>')
    .description('remove it, with all that waits for it')
    .action((id: string, _: object, command: Command) =>
      act(
        command,
        (admin) => admin.delete(pathOf(id)),
        () => 'removed\n',
      ),
    );
  addDeliveries(webhook, act);
  webhook
    .command('rotate <id>')
    .description('sign with a new secret, which is shown this once')
    .option('--overlap-hours <n>', 'how long events are signed with the one before, too (default: 24)')
    .action((id: string, { overlapHours }: { overlapHours?: string }, command: Command) => {
      const body = overlapHours === undefined ? {} : { overlapHours: Number(overlapHours) };
      return act(command, (admin) => admin.post(`${pathOf(id)}/rotate`, body), fields);
    });
}

function addDeliveries(webhook: Command, act: Act): void {
  withLimit(webhook.command('deliveries <id>'))
    .description('what became of its events, newest first')
    .option('--state <state>', 'waiting, delivered or given-up')
    .option('--type <event>', 'such as saved')
    .option('--file <id>', 'of this file')
    .action((id: string, options: Record<string, string>, command: Command) =>
      act(
        command,
        (admin) => admin.get(withQuery(`${pathOf(id)}/deliveries`, options)),
        ({ deliveries, next }) => table(DELIVERY_COLUMNS, deliveries as Json[]) + more(next),
      ),
    );
  webhook
    .command('replay <id> <delivery...>')
    .description('have events told once more')
    .action((id: string, deliveries: string[], _: object, command: Command) =>
      act(command, (admin) => admin.post(`${pathOf(id)}/replay`, { deliveries }), fields),
    );
}
