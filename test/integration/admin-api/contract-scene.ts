import { randomUUID } from 'node:crypto';
import { AuditService } from '#audit';
import { DEFAULT_TENANT_ID } from '#tenants';
import type { Admin } from './fixture.js';

/** An installation with one of everything, so that each operation finds what it is about. */
export interface Scene {
  readonly file: string;
  readonly user: string;
  readonly deleted: string;
  /** A file that nobody needs. */
  readonly doomed: string;
  /** Address of something that can be fetched. */
  readonly document: string;
  readonly session: string;
  readonly tenant: string;
  readonly instance: string;
  readonly key: string;
  readonly statement: string;
  readonly recovered: string;
  readonly otherRecovered: string;
  readonly hold: string;
  readonly grant: string;
  readonly apiKey: string;
  readonly webhook: string;
  readonly group: string;
  readonly verification: string;
  readonly delivery: string;
  /** One that nobody is at. */
  readonly job: string;
}

export async function contractScene(admin: Admin): Promise<Scene> {
  const made = async <T>(target: string, body?: object | Buffer): Promise<T> => {
    const { status, json, text } = await admin.post(target, body);
    if (status > 299) throw new Error(`${target}: ${status} ${text}`);
    return json as T;
  };
  const file = (await made<{ id: string }>('files?name=a.docx&owner=anna', Buffer.from('words'))).id;
  const { id: deleted } = await made<{ id: string }>('files?name=c.docx&owner=anna', Buffer.from('c'));
  const { id: doomed } = await made<{ id: string }>('files?name=d.docx&owner=anna', Buffer.from('d'));
  await made(`files/${doomed}/versions/1/restore`, {});
  await admin.query(`update files set deleted_at = now() where file_id = $1`, [deleted]);
  const { sessionId: session } = await made<{ sessionId: string }>('sessions', {
    file,
    user: 'anna',
    direct: true,
  });
  await made('tenants', { name: 'north', plan: 'business' });
  const filesUrl = 'http://127.0.0.1:9/wopi/files/';
  const { instanceId } = await made<{ instanceId: string }>('tenants/north/instances', {
    filesUrl,
    privateNetwork: true,
  });
  const { keyId } = await made<{ keyId: string }>('tenants/north/keys', {});
  const { holdId } = await made<{ holdId: string }>('retention/holds', { file, reason: 'a dispute' });
  const apiKey = await made<{ id: string }>('api-keys', { name: 'app', role: 'viewer' });
  const webhook = await made<{ id: string }>('webhooks', {
    url: 'https://app.example/events',
    events: ['saved'],
  });
  const group = await made<{ id: string }>('groups', { name: 'Finance' });
  const verification = await made<{ id: string }>('audit/verifications');
  return {
    file,
    deleted,
    doomed,
    document: admin.office.url,
    session,
    tenant: 'north',
    instance: instanceId,
    key: keyId,
    hold: holdId,
    statement: await handIn(admin),
    apiKey: apiKey.id,
    webhook: webhook.id,
    group: group.id,
    verification: verification.id,
    ...(await rows(admin, file, webhook.id)),
  };
}

async function handIn(admin: Admin): Promise<string> {
  const response = await fetch(new URL('/admin/v1/tenants/north/entitlements', admin.server.url), {
    method: 'POST',
    headers: { ...admin.credentials, 'Content-Type': 'application/pdf' },
    body: '%PDF-1.7',
  });
  return ((await response.json()) as { statementId: string }).statementId;
}

/** What no call of the API makes: audit rows of a session, a lock, refused saves, an event under way. */
async function rows(admin: Admin, file: string, webhook: string) {
  const entry = { tenantId: DEFAULT_TENANT_ID, fileId: file, status: 200, client: 'office' };
  const audit = admin.server.app.get(AuditService);
  await audit.append({ ...entry, operation: 'CheckFileInfo', sessionId: randomUUID(), milliseconds: 250 });
  await audit.append({ ...entry, operation: 'PutFile', status: 500, proof: 'invalid' });
  await admin.query(
    `insert into locks (tenant_id, file_id, lock_id, expires_at) values ($1, $2, 'L', now() + interval '1 hour')`,
    [DEFAULT_TENANT_ID, file],
  );
  const recovered = await admin.query<{ id: string }>(
    `insert into recovered_saves (tenant_id, file_id, author_id, session_id, client, reason, size, sha256, blob_key)
     select tenant_id, file_id, author_id, gen_random_uuid(), 'office', 'lock_lost', size, convert_to(n::text, 'UTF8'), blob_key
     from versions, generate_series(1, 2) n where file_id = $1 and version = 1 returning recovered_id as id`,
    [file],
  );
  const [delivery] = await admin.query<{ id: string }>(
    `insert into webhook_deliveries (tenant_id, webhook_id, event_id, place, type, file_id, body, state)
     values ($1, $2, gen_random_uuid(), 1, 'saved', $3, '{}', 'given-up') returning delivery_id as id`,
    [DEFAULT_TENANT_ID, webhook, file],
  );
  const [job] = await admin.query<{ id: string }>(
    `insert into jobs (tenant_id, job_id, kind, created_by, total)
     values ($1, gen_random_uuid(), 'files.delete', 'installation', 0) returning job_id as id`,
    [DEFAULT_TENANT_ID],
  );
  const [user] = await admin.query<{ id: string }>(`select user_id as id from users where login = 'anna'`);
  await admin.query(
    `insert into second_factors (tenant_id, user_id, sealed_secret, confirmed_at) values ($1, $2, '', now())`,
    [DEFAULT_TENANT_ID, user!.id],
  );
  await admin.query(
    `insert into oauth_records (tenant_id, kind, record_sha256, grant_id, user_id, client_id, payload, expires_at)
     values ($1, 'Grant', sha256('G'), 'G', $2, 'office-mobile', '{}', now() + interval '1 day')`,
    [DEFAULT_TENANT_ID, user!.id],
  );
  return {
    grant: 'G',
    recovered: recovered[0]!.id,
    otherRecovered: recovered[1]!.id,
    delivery: delivery!.id,
    job: job!.id,
    user: user!.id,
  };
}
