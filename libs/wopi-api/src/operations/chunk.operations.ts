import { Injectable } from '@nestjs/common';
import { type ChunkAnswer, GetChunkedFile, GetChunks, PutChunkedFile, UploadSessions } from '#files';
import {
  FrameReader,
  MESSAGE_MAX_BYTES,
  readGetChunkedFile,
  readGetChunks,
  WopiError,
  WopiHeader,
} from '#wopi-protocol';
import { presentedLockOf } from '../presented-lock-of.js';
import { saveSignalsOf } from '../save-signals-of.js';
import { sequenceNumberOf } from '../sequence-number-of.js';
import {
  bytesOf,
  framesIn,
  headerOf,
  itemVersion,
  WopiOperations,
  type WopiReply,
  type WopiRequest,
} from '../wopi-request.js';

/** A version is the sequence number of the state that it made. */
const stateOf = (version: string) => ({ ...itemVersion(version), [WopiHeader.SequenceNumber]: version });

const messageOf = ({ http }: WopiRequest): Promise<unknown> =>
  new FrameReader(framesIn(http)).message(MESSAGE_MAX_BYTES);

function requireSequenceNumber({ http }: WopiRequest): string {
  const number = sequenceNumberOf(http);
  if (number !== undefined) return number;
  throw new WopiError('invalid_header', { reason: 'X-WOPI-SequenceNumber must be a whole number.' });
}

const reply = ({ version, size, content }: ChunkAnswer): WopiReply => ({
  headers: {
    ...stateOf(version),
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(size),
  },
  content,
});

/** The file transfer of CSPP Plus. */
@Injectable()
export class ChunkOperations extends WopiOperations {
  readonly handlers = {
    GetChunkedFile: async (request: WopiRequest) => {
      const message = readGetChunkedFile(await messageOf(request));
      return reply(await this.getChunkedFile.run(request.context, message));
    },
    PutChunkedFile: async (request: WopiRequest): Promise<WopiReply> => {
      const save = {
        presented: presentedLockOf(request.http),
        sequenceNumber: requireSequenceNumber(request),
        signals: saveSignalsOf(request.http),
        body: framesIn(request.http),
      };
      return { headers: stateOf(await this.putChunkedFile.run(request.context, save, request.trail)) };
    },
    GetChunks: async (request: WopiRequest) =>
      reply(await this.getChunks.run(request.context, readGetChunks(await messageOf(request)))),
    CreateUploadSession: async ({ context }: WopiRequest): Promise<WopiReply> => ({
      json: { UploadSessionToken: await this.uploadSessions.create(context) },
    }),
    UpdateUploadSession: async ({ context, http }: WopiRequest): Promise<WopiReply> => {
      const token = headerOf(http, WopiHeader.UploadSessionToken);
      const offset = bytesOf(http, WopiHeader.ContentRangeOffset);
      const length = bytesOf(http, WopiHeader.ContentRangeLength);
      if (token === undefined || offset === undefined || length === undefined) {
        const reason =
          'X-WOPI-UploadSessionToken, X-WOPI-ContentRangeOffset and X-WOPI-ContentRangeLength are expected.';
        throw new WopiError('invalid_header', { reason });
      }
      const next = await this.uploadSessions.update(context, { token, offset, length, content: http });
      return { headers: { [WopiHeader.UploadSessionCurrentOffset]: String(next) } };
    },
    GetSequenceNumber: ({ context }: WopiRequest): WopiReply => ({
      headers: { [WopiHeader.SequenceNumber]: context.file.version },
    }),
  };

  constructor(
    private readonly getChunkedFile: GetChunkedFile,
    private readonly putChunkedFile: PutChunkedFile,
    private readonly getChunks: GetChunks,
    private readonly uploadSessions: UploadSessions,
  ) {
    super();
  }
}
