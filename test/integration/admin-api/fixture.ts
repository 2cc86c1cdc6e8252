import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import pg from 'pg';
import { loadConfig } from '#config';
import type { RunningServer } from '#http-server';
import { createAdmin } from '../../../apps/admin/src/create-admin.js';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';
import { OfficeDiscovery } from '../../support/office-discovery.js';

export const KEY = 'an admin key of at least 24 bytes'.replaceAll(' ', '-');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the API answers
  readonly json: any;
}

/** The admin process in this one, on a database of its own. */
export class Admin {
  private constructor(
    readonly server: RunningServer,
    readonly database: DatabaseClone,
    readonly office: OfficeDiscovery,
    readonly dataDir: string,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<Admin> {
    const [database, office] = await Promise.all([cloneDatabase(), OfficeDiscovery.start()]);
    const dataDir = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-admin-'));
    const settings = {
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      ADMIN_LISTEN: '127.0.0.1:0',
      ADMIN_API_KEY: KEY,
      ENCRYPTION_KEY: 'k'.repeat(32),
      WOPI_CLIENTS: `office=microsoft365@${office.url}`,
      ...env,
    };
    return new Admin(await createAdmin(loadConfig(settings, '/')), database, office, dataDir);
  }

  /** The header of the installation's key. */
  readonly credentials = { Authorization: `Bearer ${KEY}` };

  /** A Buffer or text is sent as it is, anything else as JSON. */
  async call(
    method: string,
    target: string,
    body?: Buffer | string | object,
    key = KEY,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
    const response = await fetch(new URL(target, this.server.url), {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(raw ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: raw ? (body as Buffer<ArrayBuffer> | string | undefined) : JSON.stringify(body),
    });
    const text = await response.text();
    const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
      ? (JSON.parse(text) as unknown)
      : undefined;
    return { status: response.status, headers: response.headers, text, json };
  }

  get(target: string): Promise<Answer> {
    return this.call('GET', `/admin/v1/${target}`);
  }

  post(target: string, body?: Buffer | string | object): Promise<Answer> {
    return this.call('POST', `/admin/v1/${target}`, body);
  }

  /** Everything of a list, a page after the other; `between` runs after each. */
  async readAll(
    target: string,
    name: string,
    between: () => Promise<unknown> = async () => undefined,
  ): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let cursor = '';
    for (let pages = 0; pages < 50; pages++) {
      const { status, json, text } = await this.get(`${target}${cursor && `&cursor=${cursor}`}`);
      if (status !== 200) throw new Error(`${target}: ${status} ${text}`);
      items.push(...(json[name] as Record<string, unknown>[]));
      if (json.next === undefined) return items;
      cursor = json.next as string;
      await between();
    }
    throw new Error('There is no last page.');
  }

  /** One statement on the process's database. */
  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client(this.database.url);
    await client.connect();
    try {
      return (await client.query(text, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** One statement whose connection, with the locks that it took, stays until `release`. */
  async hold(text: string): Promise<{ release: () => Promise<void> }> {
    const client = new pg.Client(this.database.url);
    await client.connect();
    await client.query(text);
    return { release: () => client.end() };
  }

  async stop(): Promise<void> {
    await this.server.close();
    await Promise.all([
      this.office.stop(),
      this.database.drop(),
      rm(this.dataDir, { recursive: true, force: true }),
    ]);
  }
}
