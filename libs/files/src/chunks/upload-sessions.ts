import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { BlobStore } from '#storage';
import { WopiError } from '#wopi-protocol';
import { DiscardBlobs } from '../discard-blobs.js';
import type { RequestContext } from '../file.js';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { BlobFateRepository } from '../persistence/blob-fate.repository.js';
import {
  type UploadKey,
  type UploadSession,
  UploadSessionRepository,
} from '../persistence/upload-session.repository.js';
import { inWopi } from '../storage-to-wopi.js';

/** Sessions that one user may have at a time, each of as many bytes as a file. */
const MOST_SESSIONS = 16;
const MOST_FRAGMENTS = 4_096;

/** Whose sessions they are: one person's, for one file. */
export interface Uploader {
  readonly session: { readonly tenantId: string; readonly fileId: string; readonly userId: string };
}

export interface UploadFragment {
  readonly token: string;
  /** X-WOPI-ContentRangeOffset: how many bytes the client has sent before. */
  readonly offset: number;
  /** X-WOPI-ContentRangeLength */
  readonly length: number;
  readonly content: Readable;
}

const keyOf = ({ session }: Uploader, token: string): UploadKey => ({
  tenantId: session.tenantId,
  fileId: session.fileId,
  userId: session.userId,
  token,
});

/** Upload sessions (`plus/file-transfer/multi-request-file-upload-overview`): frames that arrive in several requests, to be saved by PutChunkedFile. */
@Injectable()
export class UploadSessions {
  constructor(
    private readonly sessions: UploadSessionRepository,
    private readonly blobs: BlobStore,
    private readonly discard: DiscardBlobs,
    private readonly fates: BlobFateRepository,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** CreateUploadSession: answers the token. @throws WopiError `throttled` for a user who has too many */
  async create(context: RequestContext): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    if (await this.sessions.create(keyOf(context, token), MOST_SESSIONS)) return token;
    throw new WopiError('throttled', { reason: 'The user has too many upload sessions.' });
  }

  /** UpdateUploadSession: answers where the next bytes belong. @throws WopiError `upload_session_gone`, `invalid_header`, `body_too_large`, `body_mismatch` */
  async update(context: RequestContext, fragment: UploadFragment): Promise<number> {
    const { token, offset, length, content } = fragment;
    const { maxFileBytes } = this.options;
    const { received, fragments } = await this.find(context, token);
    requireOffset(received, offset);
    if (offset + length > maxFileBytes || fragments.length >= MOST_FRAGMENTS)
      throw new WopiError('body_too_large');
    const { tenantId } = context.session;
    const limits = { maxBytes: maxFileBytes, expectedBytes: length };
    const blob = await inWopi(this.blobs.write(tenantId, content, limits));
    const next = await this.sessions.append(keyOf(context, token), offset, blob);
    if (next !== undefined) return next;
    await this.discard.run(tenantId, [blob.key]);
    requireOffset((await this.find(context, token)).received, offset);
    throw new WopiError('busy');
  }

  /** Within the transaction that saved what it brought: answers the blobs to be removed after it. */
  async end(tenantId: string, token: string): Promise<string[]> {
    return this.fates.letGo(tenantId, await this.sessions.end({ tenantId, token }));
  }

  /** @throws WopiError `upload_session_gone` */
  async find(uploader: Uploader, token: string): Promise<UploadSession> {
    const found = await this.sessions.find(keyOf(uploader, token));
    if (found) return found;
    throw new WopiError('upload_session_gone', { reason: 'There is no such upload session.' });
  }
}

/** Fragments come in order; who has lost count is told. */
function requireOffset(received: number, offset: number): void {
  if (received === offset) return;
  const reason = 'The offset is not the number of bytes that were sent before.';
  throw new WopiError('invalid_header', { uploadSessionOffset: received, reason });
}
