import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { WopiHeader } from '#wopi-protocol';
import type { Gateway } from '../support/gateway.js';
import type { WopiClient } from '../support/wopi-client.js';

type Headers = Readonly<Record<string, string>>;
/** Sends the change; whether it is answered does not matter. */
type Send = (headers: Headers) => Promise<unknown>;

/** A change, the objects that it changed, and the objects that rows of the audit log say it changed. */
export interface AuditedChange {
  readonly name: string;
  readonly process: 'host' | 'admin';
  /** Makes an object of its own for one request. */
  readonly prepare: (gateway: Gateway) => Promise<Send>;
  /** Statements that answer ids. */
  readonly changed: string;
  readonly audited: string;
}

interface FileChange {
  readonly name: string;
  /** The lock that the file has before. */
  readonly lock?: string;
  readonly send: (client: WopiClient, headers: Headers) => Promise<unknown>;
  readonly changed: string;
  readonly audited: string;
}

const LOCKED_BY = 'select file_id::text as id from locks where lock_id';
const rows = (id: string, condition: string) => `select ${id} as id from audit_log where ${condition}`;

const ofFile = ({ name, lock, send, changed, audited }: FileChange): AuditedChange => ({
  name,
  process: 'host',
  changed,
  audited,
  prepare: async (gateway) => {
    const fileId = await gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('old'));
    const client = await gateway.client(fileId, { user: 'admin' });
    if (lock !== undefined) await client.lock(lock);
    return (headers) => send(client, headers);
  },
});

const OF_FILES: readonly AuditedChange[] = [
  ofFile({
    name: 'Lock',
    send: (client, headers) => client.post('LOCK', { [WopiHeader.Lock]: 'taken', ...headers }),
    changed: `${LOCKED_BY} = 'taken'`,
    audited: rows('file_id', `operation = 'Lock' and lock_after = 'taken'`),
  }),
  ofFile({
    name: 'Unlock',
    lock: 'left',
    send: (client, headers) => client.post('UNLOCK', { [WopiHeader.Lock]: 'left', ...headers }),
    changed: `select file_id as id from audit_log where operation = 'Lock' and lock_after = 'left'
      except ${LOCKED_BY} = 'left'`,
    audited: rows('file_id', `operation = 'Unlock' and lock_before = 'left'`),
  }),
  ofFile({
    name: 'UnlockAndRelock',
    lock: 'first',
    send: (client, headers) =>
      client.post('LOCK', { [WopiHeader.Lock]: 'second', [WopiHeader.OldLock]: 'first', ...headers }),
    changed: `${LOCKED_BY} = 'second'`,
    audited: rows('file_id', `operation = 'UnlockAndRelock' and lock_after = 'second'`),
  }),
  ofFile({
    name: 'PutRelativeFile',
    send: (client, headers) => {
      const name = `copy of ${basename(client.wopiSrc)}.wopitest`;
      const target = { [WopiHeader.SuggestedTarget]: name, ...headers };
      return client.post('PUT_RELATIVE', target, Buffer.from('copy'));
    },
    changed: `select file_id as id from files where name like 'copy of %'`,
    audited: rows(`detail ->> 'madeFile'`, `operation = 'PutRelativeFile' and status = 200`),
  }),
  ofFile({
    name: 'GetShareUrl',
    send: (client, headers) => client.post('GET_SHARE_URL', { [WopiHeader.UrlType]: 'ReadOnly', ...headers }),
    changed: 'select link_id as id from share_links',
    audited: rows(`detail ->> 'shareLink'`, `operation = 'GetShareUrl' and status = 200`),
  }),
];

async function addTenant(gateway: Gateway): Promise<string> {
  const name = `old-${randomUUID()}`;
  await gateway.admin('POST', '/tenants', { name, plan: 'business' });
  return name;
}
const addFile = (gateway: Gateway) => gateway.putFile(`${randomUUID()}.wopitest`, Buffer.from('old'));

/** What an app was granted by the owner of a file, with a session that it opened. */
async function addGrant(gateway: Gateway): Promise<string> {
  const grant = randomUUID();
  const { sessionId } = await gateway.openSession(await addFile(gateway));
  await gateway.query(
    `with opened as (update sessions set grant_id = $1 where session_id = $2 returning tenant_id, user_id)
     insert into oauth_records (tenant_id, kind, record_sha256, grant_id, user_id, client_id, payload, expires_at)
     select tenant_id, 'Grant', sha256($1::text::bytea), $1, user_id, 'app', '{}', now() + interval '1 hour' from opened`,
    [grant, sessionId],
  );
  return grant;
}

/** Changes to people and legal holds are not among them: these wait for each other, and for those that stopped. */
const OF_ADMINISTRATORS: readonly AuditedChange[] = [
  {
    name: 'releasing a lock',
    process: 'admin',
    prepare: async (gateway) => {
      const file = await addFile(gateway);
      await (await gateway.client(file)).lock('stale');
      const release = { file, lock: 'stale', reason: 'test' };
      return (headers) => gateway.admin('POST', '/locks/release', release, headers);
    },
    changed: `select file_id as id from audit_log where operation = 'Lock' and lock_after = 'stale'
      except ${LOCKED_BY} = 'stale'`,
    audited: rows('file_id', `operation = 'ReleaseLock'`),
  },
  {
    name: 'ending a session',
    process: 'admin',
    prepare: async (gateway) => {
      const { sessionId } = await gateway.openSession(await addFile(gateway));
      return (headers) => gateway.admin('DELETE', `/sessions/${sessionId}`, undefined, headers);
    },
    changed: 'select session_id as id from sessions where revoked_at is not null and grant_id is null',
    audited: rows('session_id', `operation = 'RevokeSessions'`),
  },
  {
    name: 'ending a grant',
    process: 'admin',
    prepare: async (gateway) => {
      const grant = await addGrant(gateway);
      return (headers) => gateway.admin('DELETE', `/grants/${grant}`, undefined, headers);
    },
    changed: `select grant_id as id from sessions where grant_id is not null
      except select grant_id from oauth_records where kind = 'Grant'`,
    audited: rows(`detail ->> 'grant'`, `operation = 'RevokeGrant'`),
  },
  {
    name: 'restoring a version',
    process: 'admin',
    prepare: async (gateway) => {
      const file = await addFile(gateway);
      const client = await gateway.client(file);
      await client.lock('restored');
      await client.putFile(Buffer.from('new'), 'restored');
      await client.unlock('restored');
      return (headers) => gateway.admin('POST', `/files/${file}/versions/1/restore`, {}, headers);
    },
    changed: 'select file_id as id from files where version = 3',
    audited: rows('file_id', `operation = 'RestoreVersion' and version_after = 3`),
  },
  {
    name: 'revoking an API key',
    process: 'admin',
    prepare: async (gateway) => {
      const key = await gateway.admin<{ id: string }>('POST', '/api-keys', { name: 'a', role: 'viewer' });
      return (headers) => gateway.admin('DELETE', `/api-keys/${key.id}`, undefined, headers);
    },
    changed: 'select key_id as id from api_keys where revoked_at is not null',
    audited: rows(`detail ->> 'key'`, `operation = 'RevokeApiKey'`),
  },
  {
    name: 'adding a tenant',
    process: 'admin',
    prepare: async (gateway) => (headers) =>
      gateway.admin('POST', '/tenants', { name: `new-${randomUUID()}`, plan: 'business' }, headers),
    changed: `select tenant_id as id from tenants where name like 'new-%'`,
    audited: `${rows('tenant_id', `operation = 'AddTenant'`)}
      except select tenant_id from tenants where name not like 'new-%'`,
  },
  {
    name: 'suspending a tenant',
    process: 'admin',
    prepare: async (gateway) => {
      const tenant = await addTenant(gateway);
      return (headers) => gateway.admin('POST', `/tenants/${tenant}/suspension`, {}, headers);
    },
    changed: `select tenant_id as id from tenants where state = 'suspended'`,
    audited: rows('tenant_id', `operation = 'SuspendTenant'`),
  },
  {
    name: "adding a tenant's key",
    process: 'admin',
    prepare: async (gateway) => {
      const tenant = await addTenant(gateway);
      return (headers) => gateway.admin('POST', `/tenants/${tenant}/keys`, {}, headers);
    },
    changed: 'select key_id as id from proxy_keys',
    audited: rows('key_id', `operation = 'AddKey'`),
  },
  {
    name: 'adding an instance',
    process: 'admin',
    prepare: async (gateway) => {
      const tenant = await addTenant(gateway);
      const filesUrl = `https://${randomUUID()}.example/wopi/files/`;
      return (headers) => gateway.admin('POST', `/tenants/${tenant}/instances`, { filesUrl }, headers);
    },
    changed: 'select instance_id as id from instances',
    audited: rows('instance_id', `operation = 'AddInstance'`),
  },
];

export const AUDITED_CHANGES = [...OF_FILES, ...OF_ADMINISTRATORS];
