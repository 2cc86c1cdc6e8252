import { statfs } from 'node:fs/promises';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { AuditPush } from '#audit';
import { DiscoveryService } from '#discovery';
import { Outgoing } from '#outgoing';
import { BlobStore } from '#storage';
import { TenantsService } from '#tenants';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { DatabaseFacts } from '../persistence/database-facts.js';
import { TenantAttention } from '../tenants/tenant-attention.js';
import { SelfTestCaller } from '#self-test';
import { auditPushed } from './audit-pushed.js';
import { certificateLasts } from './certificate-lasts.js';
import { type Check, check } from './check.js';
import { clientClock } from './client-clock.js';
import { clientMayBeFramed } from './client-may-be-framed.js';
import { clientWebSocket } from './client-websocket.js';
import { portalPolicy } from './portal-policy.js';
import { proofSelfTest } from './proof-self-test.js';
import { publicAddress } from './public-address.js';

const LEAST_FREE_BYTES = 1024 ** 3;
const MOST_SKEW_MS = 5_000;
const TIMEOUT_MS = 5_000;

/** Looks at everything an installation needs and says what to change. */
@Injectable()
export class Doctor {
  readonly #caller: SelfTestCaller;

  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly database: DatabaseFacts,
    private readonly blobs: BlobStore,
    private readonly discovery: DiscoveryService,
    private readonly outgoing: Outgoing,
    private readonly tenants: TenantsService,
    private readonly attention: TenantAttention,
    @Optional() private readonly push?: AuditPush,
  ) {
    this.#caller = new SelfTestCaller(outgoing, options.encryptionKey);
  }

  /** All checks, in an order for reading; it never throws. */
  async examine(): Promise<Check[]> {
    const { publicUrls } = this.options.doctor;
    const urls = Object.entries(publicUrls);
    return Promise.all([
      this.databaseAnswers(),
      this.savesLast(),
      this.migrationsApplied(),
      this.clocksAgree(),
      this.blobsWritable(),
      ...this.discovery.clients.flatMap(({ name }) => this.client(name)),
      ...urls.map(([name, url]) => this.urlAnswers(name, url)),
      ...urls.flatMap(([name, url]) => certificateLasts(name, url, this.outgoing)),
      ...urls.flatMap(([name, url]) => this.selfTests(name, url)),
      portalPolicy(publicUrls['portal']!, this.outgoing),
      this.proofsCount(),
      this.subscriptionsLast(),
      ...(this.push ? [auditPushed(this.push)] : []),
      check('proof self-test', 'Install the packages again (npm ci); Node may lack RSA.', proofSelfTest),
    ]);
  }

  private databaseAnswers(): Promise<Check> {
    return check('database', 'See that PostgreSQL runs and that DATABASE_URL is right.', async () => {
      const { version, size } = await this.database.server();
      return {
        ok: parseInt(version, 10) >= 15,
        seen: `PostgreSQL ${version}, ${size}`,
        change: 'Use PostgreSQL 15 or later.',
      };
    });
  }

  private savesLast(): Promise<Check> {
    const change =
      'Switch these settings of PostgreSQL on, unless its storage does their work: a power failure may take saves that were confirmed, or the database.';
    return check('durability', change, async () => {
      const unsafe = await this.database.unsafeSettings();
      return { ok: unsafe.length === 0, seen: unsafe.join(', ') || 'no setting gives up what was confirmed' };
    });
  }

  private migrationsApplied(): Promise<Check> {
    return check('migrations', 'Apply them: npm run migrate.', async () => {
      const pending = await this.options.doctor.pendingMigrations();
      return { ok: !pending, seen: pending ? 'some are missing' : 'all applied' };
    });
  }

  private clocksAgree(): Promise<Check> {
    return check('clocks', 'Let both machines set their clocks by NTP.', async () => {
      const before = Date.now();
      const { now } = await this.database.server();
      const skew = Math.round(now - (before + Date.now()) / 2);
      return { ok: Math.abs(skew) <= MOST_SKEW_MS, seen: `the database is ${skew} ms ahead of this process` };
    });
  }

  private blobsWritable(): Promise<Check> {
    return check(
      'blobs',
      'See that BLOB_DIR (or DATA_DIR) can be written by this account and has room.',
      async () => {
        await this.blobs.check();
        const { blobDir } = this.options.doctor;
        if (blobDir === undefined) return { seen: 'writable' };
        const { bavail, bsize } = await statfs(blobDir);
        const free = bavail * bsize;
        return {
          ok: free >= LEAST_FREE_BYTES,
          seen: `writable, ${(free / 1024 ** 3).toFixed(1)} GiB free`,
          change: 'Free some disk space.',
        };
      },
    );
  }

  private client(name: string): Promise<Check>[] {
    const { discoveryUrl } = this.discovery.client(name);
    const { host, portal } = this.options.doctor.publicUrls;
    return [
      this.clientKnown(name),
      clientClock(name, discoveryUrl, this.outgoing),
      ...certificateLasts(`client ${name}`, discoveryUrl, this.outgoing),
      clientMayBeFramed(name, { hostUrl: host!, portalUrl: portal! }, this.discovery, this.outgoing),
      ...clientWebSocket(name, host!, this.discovery, this.outgoing),
    ];
  }

  private selfTests(name: string, url: string): Promise<Check>[] {
    const largestBody = this.options.doctor.largestBodies[name];
    return largestBody === undefined ? [] : publicAddress(this.#caller, { name, url, largestBody });
  }

  private clientKnown(name: string): Promise<Check> {
    const { discoveryUrl } = this.discovery.client(name);
    return check(
      `client ${name}`,
      `See that ${discoveryUrl} answers from this machine, or correct WOPI_CLIENTS.`,
      async () => {
        await this.discovery.discovery(name);
        const status = (await this.discovery.status()).find((one) => one.name === name)!;
        const seen = `${status.apps} apps, ${status.proofKeys ? 'signs its calls' : 'does not sign its calls'}`;
        if (status.failure !== undefined) return { ok: false, seen: `${seen}, but last: ${status.failure}` };
        const ok = status.proofKeys || this.options.doctor.proof === 'off';
        return {
          ok,
          seen,
          change: 'It publishes no proof keys: WOPI_PROOF=off lets it in, and everybody else.',
        };
      },
    );
  }

  private proofsCount(): Promise<Check> {
    return check(
      'proofs of tenants',
      'End the migration of these tenants: switch soft proofs off.',
      async () => {
        const soft = (await this.tenants.list())
          .filter(({ policy }) => policy.softProof)
          .map(({ name }) => name);
        if (soft.length === 0) return { seen: 'every wrong proof is refused' };
        return {
          ok: false,
          seen: `wrong ones are let pass for ${soft.slice(0, 10).join(', ')} (${soft.length} in all)`,
        };
      },
    );
  }

  private subscriptionsLast(): Promise<Check> {
    return check(
      'subscriptions of tenants',
      'Speak to these customers; wopictl tenant show has the details.',
      async () => {
        const names = await this.attention.tenants();
        if (names.length === 0) return { seen: 'none ends soon or runs out of seats' };
        return {
          ok: false,
          seen: `they end within 30 days, or have no seats left: ${names.slice(0, 10).join(', ')} (${names.length} in all)`,
        };
      },
    );
  }

  private urlAnswers(name: string, url: string): Promise<Check> {
    const change = `See that ${url} leads to the process "${name}", or correct ${name.toUpperCase()}_PUBLIC_URL.`;
    return check(`${name} url`, change, async () => {
      const { status } = await this.outgoing.fetchText(`${url}/healthz`, {
        policy: { allowPrivate: true },
        maxBytes: 64 * 1024,
        timeoutMs: TIMEOUT_MS,
      });
      return { ok: status === 200, seen: `${url}/healthz answers ${status}` };
    });
  }
}
