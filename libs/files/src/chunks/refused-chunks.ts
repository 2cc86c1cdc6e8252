import { Injectable } from '@nestjs/common';
import type { WopiError } from '#wopi-protocol';
import type { AuditTrail } from '../audit-trail.js';
import { DiscardBlobs } from '../discard-blobs.js';
import { FileContentRepository } from '../persistence/file-content.repository.js';
import type { SavingSession } from '../recovery/recovered-save.js';
import { RecoveryBin } from '../recovery/recovery-bin.js';
import { type IncomingSave, IncomingSaves } from './incoming-save.js';
import { SaveAssembly } from './save-assembly.js';

/** The body of a PutChunkedFile that nobody has read yet. */
export interface UnreadChunks {
  /** X-WOPI-SequenceNumber, if it is one: what the client leaves out it may have read in that state. */
  readonly sequenceNumber: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Keeps the main content that a refused PutChunkedFile brought, where each of its chunks was sent or is known of the file; where one
 * is not, the audit row says so. Never throws: the refusal is the answer, whatever becomes of the content here.
 */
@Injectable()
export class RefusedChunks {
  constructor(
    private readonly incoming: IncomingSaves,
    private readonly assembly: SaveAssembly,
    private readonly contents: FileContentRepository,
    private readonly bin: RecoveryBin,
    private readonly discardBlobs: DiscardBlobs,
  ) {}

  /** For a save that was refused before its body was read. */
  async keepBody(
    session: SavingSession,
    refusal: WopiError,
    { sequenceNumber, body }: UnreadChunks,
    trail: AuditTrail,
  ): Promise<void> {
    if (!(await this.bin.wants(session, refusal))) return;
    const save = await this.incoming.read({ session }, body).catch(() => undefined);
    if (save) await this.keep(session, refusal, save, sequenceNumber, trail);
    else lost(trail);
  }

  /** For a save that was refused when its chunks were stored already: their blob is the bin's from here on. */
  async keep(
    session: SavingSession,
    refusal: WopiError,
    { message, pack }: IncomingSave,
    sequenceNumber: string | undefined,
    trail: AuditTrail,
  ): Promise<void> {
    const { tenantId, fileId } = session;
    let attached = false;
    let made: readonly string[] = pack.key === undefined ? [] : [pack.key];
    if (await this.bin.wants(session, refusal)) {
      const main = await this.assembly.main(session, message, pack, sequenceNumber).catch(() => lost(trail));
      made = [...made, ...(main?.gathered ?? [])];
      const attach = async () => {
        attached = true;
        const assembled = [main!.assembled];
        await this.contents.attach(tenantId, fileId, { assembled, streams: [], ended: [], properties: [] });
      };
      if (main) await this.bin.keepAssembled(session, refusal, main.blob, attach, trail);
    }
    if (!attached) await this.discardBlobs.run(tenantId, made);
  }
}

function lost(trail: AuditTrail): undefined {
  trail.add({ detail: { recovered: 'incomplete' } });
}
