import { Command, type CommanderError } from 'commander';
import { addApiKeyCommands } from './commands/api-key.js';
import { addAuditCommands } from './commands/audit.js';
import { addClientCommands } from './commands/client.js';
import { addCompletion } from './commands/completion.js';
import { addFileCommands } from './commands/file.js';
import { addContainerCommands } from './commands/container.js';
import { addDoctor } from './commands/doctor.js';
import { addGrantCommands } from './commands/grant.js';
import { addGroupCommands } from './commands/group.js';
import { addInstanceCommands } from './commands/instance.js';
import { addKeyCommands } from './commands/key.js';
import { addRecoveredCommands } from './commands/recovered.js';
import { addRetentionCommands } from './commands/retention.js';
import { addOnboarding } from './commands/onboarding.js';
import { addJobCommands } from './commands/job.js';
import { addLockCommands } from './commands/lock.js';
import { addOverviewCommands } from './commands/overview.js';
import { addSecureViewCommands } from './commands/secure-view.js';
import { addSessionCommands } from './commands/session.js';
import { addSettings } from './commands/settings.js';
import { addShareCommands } from './commands/share.js';
import { addStorageCommands } from './commands/storage.js';
import { addTenantCommands } from './commands/tenant.js';
import { addVersionCommands } from './commands/version.js';
import { addUserCommands } from './commands/user.js';
import { addWebhookCommands } from './commands/webhook.js';
import { addWizard } from './commands/wizard.js';
import type { Act } from './act.js';
import type { AdminClient } from './admin-client.js';
import type { Ask } from './questions.js';

/** What the commands work with. */
export interface Surroundings {
  /** Looked up only when a command needs it: help works anywhere. */
  readonly admin: () => AdminClient;
  readonly write: (text: string) => void;
  readonly ask: Ask;
}

/** The command line was not understood; commander has said why. */
export class UsageError extends Error {
  constructor(readonly exitCode: number) {
    super('usage');
  }
}

/** All commands of wopictl. */
export function createProgram({ admin, write, ask }: Surroundings): Command {
  const act: Act = async (command, work, show) => {
    const answer = await work(admin());
    const { json } = command.optsWithGlobals<{ json?: boolean }>();
    write(json ? `${JSON.stringify(answer)}\n` : show(answer));
  };
  const program = new Command('wopictl')
    .description('Manages a WOPI Gateway installation through its admin API.')
    .option('--json', 'answer with JSON')
    .addHelpText(
      'after',
      '\nThe address and the key are found in the data directory of the installation, unless\nADMIN_URL and ADMIN_API_KEY, or DATA_DIR, say otherwise.',
    );
  addFileCommands(program, act);
  addContainerCommands(program, act);
  addShareCommands(program, act);
  addSecureViewCommands(program, act);
  addVersionCommands(program, act);
  addRecoveredCommands(program, act);
  addRetentionCommands(program, act);
  addStorageCommands(program, act);
  addLockCommands(program, act);
  addSessionCommands(program, act);
  addGrantCommands(program, act);
  addUserCommands(program, act);
  addGroupCommands(program, act);
  addWebhookCommands(program, act);
  addJobCommands(program, act);
  addApiKeyCommands(program, act);
  addAuditCommands(program, act);
  addWizard(addTenantCommands(program, act), { admin, ask, write });
  addOnboarding(addInstanceCommands(program, act), act);
  addKeyCommands(program, act);
  addClientCommands(program, act);
  addOverviewCommands(program, act);
  addSettings(program, act);
  addDoctor(program, act);
  addCompletion(program, write);
  forAll(program, (command) => {
    command.exitOverride((error) => {
      throw usage(error);
    });
    command.configureOutput({ writeOut: write });
    if (command !== program && command.commands.length === 0) command.option('--json', 'answer with JSON');
    else command.showHelpAfterError();
  });
  return program;
}

function forAll(command: Command, work: (command: Command) => void): void {
  work(command);
  for (const child of command.commands) forAll(child, work);
}

/** 0 for help that was asked for, 2 for everything that was not understood. */
function usage({ exitCode, code }: CommanderError): UsageError {
  return new UsageError(exitCode === 0 || code === 'commander.helpDisplayed' ? 0 : 2);
}
