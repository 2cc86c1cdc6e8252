import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditService } from '#audit';
import { AuditTrail, RecoveryBin } from '#files';
import { BlobStore } from '#storage';
import { RetentionService } from '#versions';
import { WopiError } from '#wopi-protocol';
import { FilesFixture, tenantId } from './fixture.js';

let files: FilesFixture;

beforeAll(async () => {
  files = await FilesFixture.start();
});
afterAll(() => files.stop());

/** The session of somebody who edits the file. */
async function editing(fileId: string) {
  const { userId } = files.actor;
  const session = { tenantId, sessionId: randomUUID(), fileId, userId, client: 'office' };
  await files.db.query(
    `insert into sessions (tenant_id, session_id, file_id, user_id, client, action, route, expires_at)
     values ($1, $2, $3, $4, 'office', 'edit', 'direct', now() + interval '1 hour')`,
    [tenantId, session.sessionId, fileId, userId],
  );
  return session;
}

async function refuse(session: Awaited<ReturnType<typeof editing>>, text: string): Promise<void> {
  const store = files.module.get(BlobStore, { strict: false });
  const blob = await store.write(tenantId, Readable.from([Buffer.from(text)]), { maxBytes: 1024 });
  const trail = new AuditTrail({ tenantId, fileId: session.fileId, operation: 'PutFile' });
  await files.get(RecoveryBin).keepBlob(session, WopiError.lockMismatch(''), blob, trail);
}

describe('the recovery bin', () => {
  it('lets nothing go that a hold covers by the time it does', async () => {
    const fileId = await files.fileWith([]);
    const session = await editing(fileId);
    await files.db.query(`update retention_policies set recovered_per_file = 1`);
    await refuse(session, 'of the case');
    const companion = files.get(AuditService).companion({ tenantId, operation: 'PlaceHold', status: 201 });
    const placed = new EventEmitter();
    const refused = once(placed, 'placed').then(() => refuse(session, 'a newer one'));
    await files.db.transaction(async () => {
      await files.get(RetentionService).placeHold(tenantId, { fileId, reason: 'Case 7' }, companion);
      placed.emit('placed');
      await expect
        .poll(() => files.db.query(`select from pg_locks where locktype = 'advisory' and not granted`))
        .toHaveLength(1);
    });
    await refused;
    const kept = await files.db.query(`select from recovered_saves where file_id = $1`, [fileId]);
    expect(kept).toHaveLength(2);
  });
});
