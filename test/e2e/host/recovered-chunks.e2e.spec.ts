import { randomBytes, randomUUID } from 'node:crypto';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chunksOf, putChunkedFile, saveBody, signatureOf } from '../../support/chunked-file.js';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ profile: 'microsoft365-plus' });
});
afterAll(() => gateway?.stop());

const archive = (parts: Record<string, Buffer>) =>
  Buffer.from(zipSync(parts, { level: 0, mtime: new Date(2026, 0, 1) }));

it('keeps a chunked save that a lock forbids, though only what had changed was sent', async () => {
  const id = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('first'));
  const client = await gateway.client(id);
  const parts = { a: randomBytes(50_000), b: randomBytes(50_000), c: randomBytes(50_000) };
  const before = await chunksOf(archive(parts));
  await client.lock('L');
  const whole = saveBody([signatureOf(before)], before);
  expect((await putChunkedFile(client, '1', whole, { lock: 'L' })).status).toBe(200);
  await client.unlock('L');
  await client.lock('M');

  const written = archive({ ...parts, b: randomBytes(50_000) });
  const after = await chunksOf(written);
  const known = new Set(before.map((chunk) => chunk.id));
  const sent = after.filter((chunk) => !known.has(chunk.id));
  const refused = await putChunkedFile(client, '2', saveBody([signatureOf(after)], sent), { lock: 'L' });
  expect([refused.status, refused.lock]).toEqual([409, 'M']);

  const { recovered } = await gateway.admin<{ recovered: { id: string; size: number; reason: string }[] }>(
    'GET',
    '/recovered',
  );
  expect(recovered).toMatchObject([{ size: written.length, reason: 'locked_by_other' }]);
  const made = await gateway.admin<{ id: string }>('POST', `/recovered/${recovered[0]!.id}/restore`, {
    as: 'file',
  });
  // The file that the other chunks came from goes with all that it was.
  await client.unlock('M');
  expect((await client.post('DELETE')).status).toBe(200);
  await gateway.query(`update files set deleted_at = now() - interval '2 days' where file_id = $1`, [id]);
  await gateway.admin('PATCH', '/retention', { deletedDays: 1 });
  expect(await gateway.admin('POST', '/retention/purge', {})).toMatchObject({ versions: 2 });
  const copy = await (await gateway.client(made.id)).getFile();
  expect(copy.body.equals(written)).toBe(true);

  const nonsense = await putChunkedFile(await gateway.client(made.id), '1', Buffer.from('no frames'), {
    lock: 'L',
  });
  expect([nonsense.status, nonsense.lock]).toEqual([409, '']);
});
