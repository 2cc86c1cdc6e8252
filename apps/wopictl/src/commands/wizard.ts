import type { Command } from 'commander';
import type { AdminClient, Json } from '../admin-client.js';
import { type Ask, NobodyAnswers } from '../questions.js';
import { Refused } from '../refused.js';
import { instancePath, instancesPath, PRODUCTS } from './instance.js';
import { pasted, verified } from './onboarding.js';
import { entitlementPath, summary, typeOf } from './tenant-output.js';

/** Where each product has its files, as it is written when nothing was moved. */
const EXAMPLES: Readonly<Record<string, string>> = {
  owncloud10: 'https://cloud.example.com/index.php/apps/wopi/files/',
  ocis: 'https://ocis.example.com/wopi/files/',
  wopiserver: 'https://wopi.example.com:8443/wopi/files/',
};

interface Terminal {
  readonly admin: () => AdminClient;
  readonly ask: Ask;
  readonly write: (text: string) => void;
}

/** A new customer from the first question to the instance that works. */
export function addWizard(tenant: Command, terminal: Terminal): void {
  tenant
    .command('wizard')
    .description('ask for what a new customer needs, say what he pastes, and look whether it works')
    .action(() => new Wizard(terminal, terminal.admin()).run());
}

class Wizard {
  constructor(
    private readonly terminal: Terminal,
    private readonly admin: AdminClient,
  ) {}

  async run(): Promise<void> {
    // Who cannot go on hears so before the first answer.
    await this.admin.get('tenants?limit=1');
    const tenant = await this.addTenant();
    await this.keepStatement(tenant);
    const { instanceId, product } = await this.addInstance(tenant);
    const path = instancePath(tenant, instanceId);
    this.say('\nThe customer pastes this; the key is shown this once.\n\n');
    this.say(pasted(await this.admin.post(`${path}/onboarding`, { product })));
    await this.look(`${path}/reports`);
  }

  private addTenant(): Promise<string> {
    return this.untilTaken(async () => {
      const name = await this.required('Name of the customer:');
      const plan = await this.choice('Which Microsoft 365 plan do its users have?', ['business', 'personal']);
      this.say(summary(await this.admin.post('tenants', { name, plan })));
      return name;
    });
  }

  private async keepStatement(tenant: string): Promise<void> {
    await this.untilTaken(async () => {
      const file = await this.ask('File with the statement of its Microsoft 365 entitlement (empty: later):');
      if (file === '') return;
      const validUntil = await this.ask('Last day it speaks of, as 2027-12-31 (empty: none):');
      await this.admin.upload(entitlementPath(tenant, validUntil || undefined), file, typeOf(file));
    });
  }

  private async addInstance(tenant: string): Promise<{ instanceId: string; product: string }> {
    const product = await this.choice('What runs there?', PRODUCTS);
    return this.untilTaken(async () => {
      const example = EXAMPLES[product] ?? EXAMPLES['ocis'];
      const filesUrl = await this.required(`Its files URL, for example ${example}:`);
      const network = await this.choice('Which network is it in?', ['public', 'private']);
      const wish = { filesUrl, product, privateNetwork: network === 'private' };
      const { instanceId } = await this.admin.post(instancesPath(tenant), wish);
      return { instanceId: String(instanceId), product };
    });
  }

  /** Until all is well, or whoever sits there has seen enough. */
  private look(reports: string): Promise<void> {
    return this.untilTaken(async () => {
      for (;;) {
        const wish = await this.ask('\nPress Enter once that is done, to look at the instance (or “later”):');
        if (wish !== '') return;
        const report: Json = await this.admin.post(reports, {});
        this.say(verified(report));
        if (report['passed']) return;
      }
    });
  }

  /** Asks again, with the reason, as long as the admin API refuses what was answered. */
  private async untilTaken<Answer>(step: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof Refused) || error instanceof NobodyAnswers) throw error;
        this.say(`${error.message}\n`);
      }
    }
  }

  private async required(question: string): Promise<string> {
    let answer = '';
    while (answer === '') answer = await this.ask(question);
    return answer;
  }

  /** The first of the choices when nothing is typed. */
  private async choice(question: string, choices: readonly string[]): Promise<string> {
    for (;;) {
      const answer = (await this.ask(`${question} [${choices.join(', ')}]`)) || choices[0]!;
      if (choices.includes(answer)) return answer;
    }
  }

  private readonly ask: Ask = (question) => this.terminal.ask(question);

  private say(text: string): void {
    this.terminal.write(text);
  }
}
