import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { type AuditTrail, RecoveryBin, RefusedChunks } from '#files';
import type { AccessTokenClaims } from '#tokens';
import { WopiError, type WopiOperation, type WopiOperationName } from '#wopi-protocol';
import { sequenceNumberOf } from './sequence-number-of.js';
import { bytesOf, framesIn } from './wopi-request.js';

/** Operations whose body is a document that somebody wrote, or what changed in it. */
const SAVES: ReadonlySet<WopiOperationName> = new Set(['PutFile', 'PutRelativeFile', 'PutChunkedFile']);

/** Whether a request of this operation brings something that a person would miss. */
export const carriesContent = (operation: WopiOperation | undefined): boolean =>
  operation !== undefined && SAVES.has(operation.name);

/** Saves what a save brings when its session or its file has ended meanwhile: the person is still typing somewhere. */
@Injectable()
export class UnsavedContent {
  constructor(
    private readonly bin: RecoveryBin,
    private readonly chunks: RefusedChunks,
  ) {}

  /** Throws the refusal again, once the content is in the recovery bin or has no place there. */
  async refuse(
    refusal: unknown,
    { tenantId, sessionId, userId, client, resource }: AccessTokenClaims,
    operation: WopiOperation | undefined,
    http: Request,
    trail: AuditTrail,
  ): Promise<never> {
    if (!(refusal instanceof WopiError) || !carriesContent(operation)) throw refusal;
    const session = { tenantId, sessionId, userId, client, fileId: resource.id };
    if (operation?.name === 'PutChunkedFile') {
      const unread = { sequenceNumber: sequenceNumberOf(http), body: framesIn(http) };
      await this.chunks.keepBody(session, refusal, unread, trail);
    } else {
      const body = { content: http, expectedBytes: bytesOf(http, 'Content-Length') };
      await this.bin.keepBody(session, refusal, body, trail);
    }
    throw refusal;
  }
}
