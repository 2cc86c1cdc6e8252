import type { Command } from 'commander';
import type { Act } from '../act.js';
import type { Json } from '../admin-client.js';
import { fields, table } from '../output.js';

const COLUMNS = ['url', 'events', 'active', 'oldSecretUntil', 'id'];

export function addWebhookCommands(program: Command, act: Act): void {
  const webhook = program.command('webhook').description('addresses of applications that hear of events');
  webhook
    .command('list')
    .description('webhooks, oldest first')
    .action((_: object, command: Command) =>
      act(
        command,
        (admin) => admin.get('webhooks'),
        ({ webhooks }) => table(COLUMNS, webhooks as Json[]),
      ),
    );
  webhook
    .command('rotate <id>')
    .description('sign with a new secret, which is shown this once')
    .option('--overlap-hours <n>', 'how long events are signed with the one before, too (default: 24)')
    .action((id: string, { overlapHours }: { overlapHours?: string }, command: Command) => {
      const body = overlapHours === undefined ? {} : { overlapHours: Number(overlapHours) };
      return act(command, (admin) => admin.post(`webhooks/${id}/rotate`, body), fields);
    });
}
