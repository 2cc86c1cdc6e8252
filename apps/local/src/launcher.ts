import * as path from 'node:path';
import { migrate } from '#database';
import { openDatabase, type OpenedDatabase } from '#embedded-postgres';
import { MIGRATIONS } from '../../../migrations/index.js';
import { addressesOf, removeAddresses, table, writeAddresses } from './addresses.js';
import { type Settings, settingsFor } from './environment.js';
import { databaseSentence, INSTALLATION } from './installation.js';
import { ADMINISTRATOR, putSamples, seed } from './seed.js';
import { Service } from './service.js';

const EDITOR = 'sandbox-office';

/** A stop was asked for while the start was under way. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Everything of one installation on one machine: database, schema, first rows, and the processes. */
export class Launcher {
  #services: readonly Service[] = [];
  #database: OpenedDatabase | undefined;
  #addressesIn: string | undefined;
  #starting: Promise<unknown> = Promise.resolve();
  #stopping: Promise<void> | undefined;

  constructor(private readonly say: (line: string) => void) {}

  /** Resolves with the table of addresses once all processes are ready; when it fails, {@link stop} ends what had started. */
  start(given: NodeJS.ProcessEnv): Promise<string> {
    const started = this.bringUp(given);
    this.#starting = started.catch(() => undefined);
    return started;
  }

  /** The processes first, the database last. Called again with `force`, nothing under way is waited for any more. */
  async stop(force = false): Promise<void> {
    const processes = this.stopServices(force);
    this.#stopping ??= this.takeDown(processes);
    await this.#stopping;
  }

  private async bringUp(given: NodeJS.ProcessEnv): Promise<string> {
    const settings = await settingsFor(given, INSTALLATION);
    const { config, adminPassword, sandbox } = settings;
    const addresses = addressesOf(config, sandbox);
    this.say(config.databaseUrl ? 'Connecting to the database …' : 'Starting the embedded PostgreSQL …');
    const { url } = await this.openDatabase(settings);
    this.goOn();
    const fresh = await seed({
      databaseUrl: url,
      encryptionKey: config.encryptionKey.reveal(),
      addresses,
      adminPassword,
      proxy: { secret: settings.proxySecret, mode: config.WOPI_PROXY_MODE },
    });
    this.goOn();
    await this.startServices({ ...settings, env: { ...settings.env, DATABASE_URL: url } });
    writeAddresses(config.dataDir, addresses);
    this.#addressesIn = config.dataDir;
    if (fresh) {
      this.say('Putting the sample documents in place …');
      await putSamples(path.join(INSTALLATION, 'samples'), addresses, config.adminApiKey.reveal());
    }
    return table(addresses, signIn(settings), config);
  }

  private async openDatabase({ config }: Settings): Promise<OpenedDatabase> {
    this.#database = await openDatabase(config.databaseUrl?.reveal(), {
      dataDir: config.dataDir,
      log: this.say,
    });
    this.goOn();
    const applied = await migrate(this.#database.url, MIGRATIONS).catch((error: unknown) => {
      throw databaseSentence(error);
    });
    if (applied.length > 0) this.say(`Applied ${applied.length} migration${applied.length > 1 ? 's' : ''}`);
    return this.#database;
  }

  private async startServices({ config, env, sandbox }: Settings): Promise<void> {
    const names = [...(sandbox ? [EDITOR] : []), 'host', 'proxy', 'admin'];
    this.say(`Starting ${names.join(', ')} …`);
    this.#services = names.map((name) => {
      const script = path.join(INSTALLATION, 'dist', 'apps', name, 'src', 'main.js');
      const logDirectory = path.join(config.dataDir, 'logs');
      return new Service({ name, script, cwd: INSTALLATION, env, logDirectory, say: this.say });
    });
    // The editor first: the others ask for its discovery as soon as they start.
    const [first, ...others] = this.#services;
    if (sandbox) await first!.start();
    await Promise.all((sandbox ? others : this.#services).map((service) => service.start()));
  }

  private goOn(): void {
    if (this.#stopping) throw new Interrupted('The start was interrupted.');
  }

  private async takeDown(processes: Promise<void>): Promise<void> {
    await processes;
    await this.#starting;
    await this.stopServices(false);
    if (this.#addressesIn) removeAddresses(this.#addressesIn);
    await this.#database?.stop();
  }

  private async stopServices(force: boolean): Promise<void> {
    await Promise.all(this.#services.map((service) => service.stop(force)));
  }
}

/** The password is only shown where one person sits; logs of a production machine are read by many. */
function signIn({ config, adminPassword }: Settings): string {
  if (config.NODE_ENV !== 'production') return `sign in as ${ADMINISTRATOR}, password ${adminPassword}`;
  return `sign in as ${ADMINISTRATOR}; its first password is in ${config.dataDir}/secrets.json`;
}
