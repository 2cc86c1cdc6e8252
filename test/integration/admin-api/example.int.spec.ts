import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuditService } from '#audit';
import { Admin, KEY } from './fixture.js';

const EXAMPLE = fileURLToPath(new URL('../../../examples/open-and-listen.mjs', import.meta.url));

let admin: Admin;
let example: ChildProcess;

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(async () => {
  example.kill();
  await admin.stop();
});

it('the example opens a document and hears that it was saved', async () => {
  const document = path.join(admin.dataDir, 'Report.docx');
  await writeFile(document, 'words');
  const env = { ...process.env, ADMIN_URL: String(admin.server.url), ADMIN_API_KEY: KEY };
  example = spawn(process.execPath, [EXAMPLE, document, 'anna'], { env });
  let said = '';
  for (const stream of [example.stdout!, example.stderr!])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said, { timeout: 60_000 }).toMatch(/^open http/);

  const [file] = await admin.query<{ tenantId: string; fileId: string }>(
    `select tenant_id as "tenantId", file_id as "fileId" from files where name = 'Report.docx'`,
  );
  const entry = { ...file!, operation: 'PutFile', status: 200, versionBefore: '1', versionAfter: '2' };
  await admin.server.app.get(AuditService).append(entry);
  await expect.poll(() => said, { timeout: 60_000 }).toContain(`saved ${file!.fileId} version 2\n`);
});
