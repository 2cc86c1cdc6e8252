import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WopiHeader, type WopiSuffix } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { stopProcess } from '../../support/processes.js';
import { startGateway } from '../../support/start-gateway.js';
import { TraceCollector } from '../../support/trace-collector.js';
import type { WopiAnswer, WopiClient } from '../../support/wopi-client.js';

const canary = (what: string) => `canary-${what}-${randomBytes(8).toString('hex')}`;

const NAME = canary('name');
const CONTENT = canary('content');
const LOCK = canary('lock');
const USER_INFO = canary('user-info');
const MADE_UP_TOKEN = canary('token');
/** A name that the database is told to refuse, for a failure that nobody expects. */
const UNLUCKY = `${NAME}-unlucky`;
const TOO_LARGE = Buffer.from(CONTENT.repeat(50_000));

let gateway: Gateway;
let collector: TraceCollector;
const tokens: string[] = [MADE_UP_TOKEN];
/** Everything that the installation told anybody but the client that asked: by place. */
const told = { output: '', metrics: '', audit: '', errors: '', spans: '' };
const statuses = { direct: new Set<number>(), proxied: new Set<number>() };
/** What the proxy says once the host is gone. */
let unanswered: WopiAnswer;

beforeAll(async () => {
  collector = await TraceCollector.start();
  const env = { LOG_LEVEL: 'debug', MAX_FILE_MIB: '1', ...collector.env };
  gateway = await startGateway({ proxy: true, env, output: (text) => (told.output += text) });
  await gateway.query(`alter table files add constraint lucky check (name not like '%-unlucky%')`);
  await useAll('direct');
  const proxied = await useAll('proxied');
  told.metrics = await reportedMetrics();
  told.audit = await auditRows();
  await stopProcess(gateway.hosts[0]!);
  unanswered = await proxied.checkFileInfo();
  note('proxied', unanswered);
  await stopProcess(gateway.proxyProcess!);
  told.spans = collector.text;
});
afterAll(async () => {
  await gateway?.stop();
  await collector?.stop();
});

/** A whole session, and every way in which a call can fail; answers the session's client. */
async function useAll(way: 'direct' | 'proxied'): Promise<WopiClient> {
  const file = await gateway.putFile(`${NAME}-${way}.wopitest`, Buffer.from(CONTENT));
  const client = await gateway.client(file, { direct: way === 'direct' });
  tokens.push(client.accessToken);
  const suggest = { [WopiHeader.SuggestedTarget]: `${NAME}-copy-${way}.wopitest` };
  const rename = (name: string) => client.post('RENAME_FILE', { [WopiHeader.RequestedName]: name });
  const calls: (() => Promise<WopiAnswer>)[] = [
    client.checkFileInfo,
    client.getFile,
    () => client.lock(LOCK),
    client.getLock,
    () => client.putFile(Buffer.from(`${CONTENT}, changed`), LOCK),
    () => client.lock(`${LOCK}-of-another`),
    () => client.putFile(Buffer.from(CONTENT), `${LOCK}-of-another`),
    () => client.putFile(TOO_LARGE, LOCK),
    () => client.refreshLock(LOCK),
    () => client.unlock(LOCK),
    () => rename(`${NAME}-renamed-${way}`),
    () => rename(UNLUCKY),
    () => client.post('PUT_USER_INFO', {}, Buffer.from(USER_INFO)),
    () => client.withToken(MADE_UP_TOKEN).checkFileInfo(),
    () => client.call({ suffix: `/${NAME}` as WopiSuffix }),
    () => client.call({ signed: false }),
  ];
  for (const call of calls) note(way, await call());
  const copy = await client.post('PUT_RELATIVE', suggest, Buffer.from(CONTENT));
  note(way, copy);
  const copied = client.following(copy.json<{ Url: string }>().Url);
  tokens.push(copied.accessToken);
  note(way, await copied.post('DELETE'));
  note(way, await copied.getFile());
  return client;
}

/** Keeps what an error told; the lock that is in the way is told on purpose. */
function note(way: 'direct' | 'proxied', { status, headers, body }: WopiAnswer): void {
  statuses[way].add(status);
  if (status < 400) return;
  told.errors += `${status} ${JSON.stringify({ ...headers, 'x-wopi-lock': undefined })} ${body.toString()}\n`;
}

/** What /metrics shows once host and proxy, which report each ten seconds, have told of the last kind of call. */
async function reportedMetrics(): Promise<string> {
  let text = '';
  const reported = (process: string) =>
    text
      .split('\n')
      .some((line) => line.includes('operation="DeleteFile"') && line.includes(`process="${process}"`));
  for (let tries = 0; tries < 80; tries++) {
    text = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
    if (reported('host') && reported('proxy')) return text;
    await sleep(500);
  }
  throw new Error(
    `host and proxy did not report: ${text.match(/^wopi_operation_seconds_count.*$/gm)?.join(' ')}`,
  );
}

/** All rows but the lock ids, which the audit log is asked to keep. */
async function auditRows(): Promise<string> {
  const rows = await gateway.query<{ row: string }>(
    `select (to_jsonb(a) - 'lock_before' - 'lock_after')::text as row from audit_log a`,
  );
  return rows.map(({ row }) => row).join('\n');
}

describe('what the processes tell', () => {
  it('comes from a session in which every kind of call was answered', () => {
    const all = [200, 401, 404, 409, 413, 500];
    for (const seen of Object.values(statuses)) expect([...seen]).toEqual(expect.arrayContaining(all));
    expect(unanswered.status).toBeGreaterThanOrEqual(500);
    expect(told.output).toContain('violates check constraint');
    for (const operation of ['PutFile', 'RenameFile', 'PutRelativeFile']) {
      expect(told.metrics).toContain(`operation="${operation}"`);
      expect(told.audit).toContain(`"operation": "${operation}"`);
      const services = collector.spans.flatMap(({ name, service }) => (name === operation ? [service] : []));
      expect(services).toEqual(expect.arrayContaining(['wopi-gateway-host', 'wopi-gateway-proxy']));
    }
  });

  it.each(Object.keys(told) as (keyof typeof told)[])('holds no access token: %s', (place) => {
    for (const token of tokens) {
      expect(told[place]).not.toContain(token);
      expect(told[place]).not.toContain(token.split('.').at(-1));
    }
  });

  it.each(
    (Object.keys(told) as (keyof typeof told)[]).flatMap((place) =>
      [NAME, CONTENT, LOCK, USER_INFO].map(
        (secret) => [place, secret.split('-', 2).join('-'), secret] as const,
      ),
    ),
  )('holds no file name, content, lock id or user info: %s, %s', (place, _, secret) => {
    expect(told[place]).not.toContain(secret);
  });
});
