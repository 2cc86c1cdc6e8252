import { createSecretKey, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import jwt from 'jsonwebtoken';
import pg from 'pg';

/**
 * What the gateway is measured against: `node:http`, the token check, one prepared statement and the bytes of the file.
 * No framework, proof, rights, versions, hash or audit. Started as a child process with DATABASE_URL and BARE_SECRET.
 */
const secret = createSecretKey(Buffer.from(process.env['BARE_SECRET']!));
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
// The database may be gone before this process is.
pool.on('error', () => undefined);
const blobs = mkdtempSync(path.join(tmpdir(), 'wopi-bare-'));
const contents = new Map<string, string>();

const CONTEXT = `
  select f.name, f.size, f.version, f.modified_at, u.display_name, l.lock_id
  from sessions s join users u using (tenant_id, user_id) join files f using (tenant_id, file_id)
  left join locks l on l.tenant_id = f.tenant_id and l.file_id = f.file_id and l.expires_at > now()
  where s.tenant_id = $1 and s.session_id = $2 and s.expires_at > now()`;
const LOCK = `
  insert into locks as l (tenant_id, file_id, lock_id, expires_at) values ($1, $2, $3, now() + interval '30 minutes')
  on conflict (tenant_id, file_id) do update set expires_at = excluded.expires_at
  where l.lock_id = excluded.lock_id returning lock_id`;
const REFRESH = `
  update locks set expires_at = now() + interval '30 minutes'
  where tenant_id = $1 and file_id = $2 and lock_id = $3 returning lock_id`;
const UNLOCK = `delete from locks where tenant_id = $1 and file_id = $2 and lock_id = $3 returning lock_id`;
const SAVED = `
  update files set modified_at = now() where tenant_id = $1 and file_id = $2
    and exists (select from locks where tenant_id = $1 and file_id = $2 and lock_id = $3) returning version`;

const statements: Record<string, string> = { LOCK, REFRESH_LOCK: REFRESH, UNLOCK };

/** Of an access token of the gateway, which is for a file. */
type Claims = Record<'tid' | 'sid' | 'rid', string>;

const run = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values });

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url!, 'http://bare');
  if (url.pathname.startsWith('/bytes/')) return sendBytes(url, response);
  const {
    tid,
    sid,
    rid: fid,
  } = jwt.verify(url.searchParams.get('access_token')!, secret, {
    algorithms: ['HS256'],
  }) as unknown as Claims;
  const override = String(request.headers['x-wopi-override'] ?? '');
  if (request.method === 'GET') {
    const { rows } = await run('context', CONTEXT, [tid, sid]);
    const body = url.pathname.endsWith('/contents')
      ? await readFile(contents.get(fid)!)
      : JSON.stringify(rows[0]);
    return void response.writeHead(200, { 'Content-Length': Buffer.byteLength(body) }).end(body);
  }
  const lock = request.headers['x-wopi-lock'];
  if (override === 'PUT') {
    await write(request, fid);
    await run('saved', SAVED, [tid, fid, lock]);
  } else {
    const { rowCount } = await run(override, statements[override]!, [tid, fid, lock]);
    if (rowCount !== 1) response.statusCode = 409;
  }
  response.setHeader('Content-Length', 0).end();
}

/** As many bytes as the path says, made once. */
const made = new Map<string, Buffer>();

function sendBytes({ pathname }: URL, response: ServerResponse): void {
  const body = made.get(pathname) ?? Buffer.alloc(Number(pathname.split('/')[2]), 'x');
  made.set(pathname, body);
  response.writeHead(200, { 'Content-Length': body.length }).end(body);
}

async function write(request: IncomingMessage, fileId: string): Promise<void> {
  const file = path.join(blobs, randomUUID());
  const handle = await open(file, 'wx');
  for await (const chunk of request as AsyncIterable<Buffer>) await handle.write(chunk);
  await handle.sync();
  await handle.close();
  const before = contents.get(fileId);
  contents.set(fileId, file);
  if (before) await rm(before, { force: true });
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    response.writeHead(500, { 'Content-Length': 0 }).end();
  });
});
server.listen(0, '127.0.0.1', () =>
  process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.once('disconnect', () => process.exit(0));
