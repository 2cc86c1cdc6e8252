import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { type AuditEntry, AuditModule, AuditService } from '#audit';
import { DatabaseModule, Db } from '#database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

let clone: DatabaseClone;
let module: TestingModule;
let db: Db;
let audit: AuditService;
let tenantId: string;

const rows = () =>
  db.query<Record<string, unknown>>('select * from audit_log where tenant_id = $1 order by occurred_at', [
    tenantId,
  ]);
const entry = (operation: string) => ({
  tenantId,
  operation,
  status: 200,
  fileId: 'f',
  bytesIn: 12,
  detail: { a: 1 },
});

beforeAll(async () => {
  clone = await cloneDatabase();
  const database = DatabaseModule.forRoot({ url: clone.url, applicationName: 'test' });
  module = await Test.createTestingModule({
    imports: [database, AuditModule.forRoot({ process: 'test' })],
  }).compile();
  await module.init();
  db = module.get(Db);
  audit = module.get(AuditService);
});
beforeEach(() => {
  tenantId = randomUUID();
});
afterAll(async () => {
  await module.close();
  await clone.drop();
});

describe('AuditService', () => {
  it('writes a row with its change, in a partition of the month', async () => {
    await audit.append(entry('CreateFile'));
    expect(await rows()).toMatchObject([
      { operation: 'CreateFile', process: 'test', bytes_in: '12', detail: { a: 1 } },
    ]);
    const [{ partition } = { partition: '' }] = await db.query<{ partition: string }>(
      'select tableoid::regclass::text as partition from audit_log where tenant_id = $1',
      [tenantId],
    );
    expect(partition).toMatch(/^audit_log_\d{4}_\d{2}$/);
  });

  it('keeps what a hostile sender makes of details, and the rows beside it', async () => {
    const detail = { removed: ['a\u0000b', '\ud800', 'x'.repeat(5000), ...Array<string>(500).fill('y')] };
    audit.record({ ...entry('Hostile'), detail });
    audit.record(entry('Beside'));
    await audit.flush();
    const written = await rows();
    expect(new Set(written.map(({ operation }) => operation))).toEqual(new Set(['Hostile', 'Beside']));
  });

  it('gives up a row that cannot be kept, and no other', async () => {
    audit.record({ ...entry('Unfit'), status: 1_000_000 });
    audit.record({ ...entry('Refused'), client: 'a\0b' });
    audit.record(entry('Fit'));
    await audit.flush();
    expect((await rows()).map(({ operation }) => operation)).toEqual(['Fit']);
  });

  it('writes every member into its own column, with a change and beside others', async () => {
    const all: Required<AuditEntry> = {
      tenantId,
      operation: 'Whole',
      status: 499,
      fileId: 'file',
      containerId: 'container',
      userId: 'user',
      principalId: 'principal',
      sessionId: randomUUID(),
      client: 'client',
      instanceId: randomUUID(),
      keyId: randomUUID(),
      proof: 'proof',
      lockBefore: 'before',
      lockAfter: 'after',
      versionBefore: '9007199254740991',
      versionAfter: '2',
      correlationId: 'correlation',
      wopiSessionId: 'wopi session',
      deviceId: 'device',
      clientVersion: 'version',
      remoteAddress: '192.0.2.1',
      bytesIn: 5_000_000_000,
      bytesOut: 3,
      milliseconds: 0.125,
      upstreamMilliseconds: 2000.5,
      detail: { text: 'ü\n', list: [1, null] },
    };
    await audit.append(all);
    audit.record(all);
    await audit.flush();
    const { detail, milliseconds, upstreamMilliseconds, ...plain } = all;
    const texts = Object.entries({ ...plain, process: 'test' }).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      name === 'status' ? value : String(value),
    ]);
    const times = { milliseconds, upstream_milliseconds: upstreamMilliseconds };
    const expected = expect.objectContaining({ ...Object.fromEntries(texts), ...times, detail });
    expect(await rows()).toEqual([expected, expected]);
  });

  it('takes the row back when the transaction fails', async () => {
    const work = db.transaction(async () => {
      await audit.append(entry('PutFile'));
      throw new Error('boom');
    });
    await expect(work).rejects.toThrow('boom');
    expect(await rows()).toEqual([]);
  });

  it('writes a companion only where something changed', async () => {
    const change = 'update users set user_info = null where tenant_id = $1 returning user_id';
    await db.change(change, [tenantId], audit.companion(entry('PutUserInfo')));
    expect(await rows()).toEqual([]);
  });

  it('writes what it was told in batches, in the order of the moments', async () => {
    for (let n = 0; n < 50; n++) audit.record(entry(`Read${n}`));
    await audit.flush();
    expect((await rows()).length).toBe(50);
  });

  it('keeps what could not be written for the next try', async () => {
    audit.record({ ...entry('Read'), sessionId: randomUUID() });
    await db.query('alter table audit_log rename to audit_log_away');
    await audit.flush();
    await db.query('alter table audit_log_away rename to audit_log');
    await audit.flush();
    expect(await rows()).toHaveLength(1);
  });

  it('keeps microseconds, not the further digits of the clock', async () => {
    audit.record({ ...entry('Read'), milliseconds: 1.2345678, upstreamMilliseconds: 0.5 });
    await audit.flush();
    expect(await rows()).toMatchObject([{ milliseconds: 1.235, upstream_milliseconds: 0.5 }]);
  });

  it('accepts any header value', async () => {
    audit.record({ ...entry('Read'), correlationId: 'a\0b\u{1f600}"\\' });
    await audit.flush();
    expect(await rows()).toMatchObject([{ correlation_id: 'ab\u{1f600}"\\' }]);
  });
});

describe('audit_log', () => {
  it.each(['update audit_log set status = 500', 'delete from audit_log'])(
    'refuses: %s',
    async (statement) => {
      await audit.append(entry('Lock'));
      await expect(db.query(statement)).rejects.toThrow('append-only');
    },
  );
});
