import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, Db } from '#database';
import { DiscoveryModule, type DiscoveryOptions, DiscoveryService, type WopiProfile } from '#discovery';
import { OutgoingModule } from '#outgoing';
import { type Discovery, discoveryProofKey, publishDiscovery } from '#wopi-protocol';
import type { DatabaseClone } from '../../support/database.js';
import { freePorts } from '../../support/processes.js';
import { newProofPair, type ProofPair } from '../../support/wopi-client.js';

/** An office server whose answer the test chooses. */
export class Office {
  keys: ProofPair = newProofPair();
  /** Undefined: it answers with its discovery. */
  answer: RequestListener | undefined;
  requests = 0;
  #server: Server | undefined;
  #port = 0;
  readonly #name = randomUUID();

  /** Never that of an earlier one, whose row is still there, even on the same port. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/hosting/discovery?of=${this.#name}`;
  }

  async listen(): Promise<this> {
    this.#server = createServer((request, response) => {
      this.requests++;
      if (this.answer) this.answer(request, response);
      else response.end(this.document());
    });
    this.#port ||= (await freePorts(1))[0]!;
    await new Promise<void>((resolve) => this.#server!.listen(this.#port, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()));
    this.#server = undefined;
  }

  rotate(): void {
    this.keys = { current: newProofPair().current, old: this.keys.current };
  }

  document(changes: Partial<Discovery> = {}): string {
    const urlsrc = 'https://office.example/we/edit?<ui=UI_LLCC&>';
    return publishDiscovery({
      zones: [
        {
          name: 'external-https',
          apps: [
            {
              name: 'Word',
              favIconUrl: 'https://office.example/w.ico',
              actions: [{ name: 'edit', ext: 'docx', requires: 'locks,update', urlsrc }],
            },
          ],
        },
      ],
      proofKey: discoveryProofKey(this.keys.current, this.keys.old),
      ...changes,
    });
  }
}

/** One process as far as discovery goes. */
export interface Replica {
  readonly discovery: DiscoveryService;
  readonly db: Db;
  readonly errors: string[];
  close(): Promise<void>;
}

/** Offices and processes of one test, on a database that all tests of a file may share: a row belongs to one office. */
export class World {
  readonly #offices: Office[] = [];
  readonly #replicas: Replica[] = [];

  constructor(private readonly database: DatabaseClone) {}

  async office(): Promise<Office> {
    const office = await new Office().listen();
    this.#offices.push(office);
    return office;
  }

  /** Starts a process for one client; times are short unless told. */
  async replica(
    office: Office,
    options: Partial<DiscoveryOptions> = {},
    profile: WopiProfile = 'microsoft365',
  ): Promise<Replica> {
    const errors: string[] = [];
    const module = await Test.createTestingModule({
      imports: [
        DatabaseModule.forRoot({ url: this.database.url, applicationName: 'test', poolSize: 4 }),
        OutgoingModule.forRoot({ userAgent: 'test' }),
        DiscoveryModule.forRoot({
          clients: [{ name: 'office', profile, discoveryUrl: office.url }],
          fetchTimeoutMs: 2_000,
          retryMs: 50,
          ...options,
        }),
      ],
    })
      .setLogger(noting(errors))
      .compile();
    await module.init();
    const replica = {
      discovery: module.get(DiscoveryService),
      db: module.get(Db),
      errors,
      close: () => closeOnce(module),
    };
    this.#replicas.push(replica);
    return replica;
  }

  async end(): Promise<void> {
    for (const { close } of this.#replicas.splice(0)) await close();
    for (const office of this.#offices.splice(0)) await office.stop();
  }
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}

const closed = new WeakSet<TestingModule>();

async function closeOnce(module: TestingModule): Promise<void> {
  if (closed.has(module)) return;
  closed.add(module);
  await module.close();
}

function noting(errors: string[]): LoggerService {
  const nothing = () => undefined;
  return { log: nothing, warn: nothing, error: (message: unknown) => errors.push(String(message)) };
}
