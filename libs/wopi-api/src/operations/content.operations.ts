import { Inject, Injectable } from '@nestjs/common';
import parseRange from 'range-parser';
import { GetFile, PutFile, PutRelativeFile, savedAnswer } from '#files';
import { decodeUtf7, WopiError, WopiHeader } from '#wopi-protocol';
import { presentedLockOf } from '../presented-lock-of.js';
import { knownTimeOf, saveSignalsOf } from '../save-signals-of.js';
import { WOPI_API_OPTIONS, type WopiApiOptions } from '../wopi-api-options.js';
import {
  bytesOf,
  headerOf,
  itemVersion,
  WopiOperations,
  type WopiReply,
  type WopiRequest,
} from '../wopi-request.js';

/** A browser that gets hold of the address must neither show the bytes nor run them. */
const INERT = {
  'Content-Type': 'application/octet-stream',
  'Content-Disposition': 'attachment',
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Accept-Ranges': 'bytes',
};

@Injectable()
export class ContentOperations extends WopiOperations {
  readonly handlers = {
    GetFile: async ({ http, context }: Pick<WopiRequest, 'http' | 'context'>): Promise<WopiReply> => {
      const { size, version } = context.file;
      const range = rangeOf(headerOf(http, 'Range'), size);
      const content = await this.getFile.run(context, bytesOf(http, WopiHeader.MaxExpectedSize), range);
      const headers = { ...INERT, ...itemVersion(version) };
      if (!range) return { headers: { ...headers, 'Content-Length': String(size) }, content };
      const { start, end } = range;
      const part = {
        'Content-Range': `bytes ${start}-${end}/${size}`,
        'Content-Length': String(end - start + 1),
      };
      return { status: 206, headers: { ...headers, ...part }, content };
    },

    PutFile: async ({ http, context, trail }: WopiRequest): Promise<WopiReply> => {
      const upload = {
        presented: presentedLockOf(http),
        content: http,
        expectedBytes: bytesOf(http, 'Content-Length'),
        signals: saveSignalsOf(http),
        knownTime: knownTimeOf(http),
      };
      const { version, modifiedAt } = await this.putFile.run(context, upload, trail);
      const json = savedAnswer(this.options.profileOf(context.session.client), modifiedAt);
      return { headers: itemVersion(version), ...(json && { json }) };
    },

    PutRelativeFile: async ({ http, context, trail }: WopiRequest): Promise<WopiReply> => {
      const suggested = headerOf(http, WopiHeader.SuggestedTarget);
      const relative = headerOf(http, WopiHeader.RelativeTarget);
      const request = {
        suggestedTarget: suggested && decodeUtf7(suggested),
        relativeTarget: relative && decodeUtf7(relative),
        overwrite: headerOf(http, WopiHeader.OverwriteRelativeTarget)?.toLowerCase() === 'true',
        content: http,
        expectedBytes: bytesOf(http, WopiHeader.Size) ?? bytesOf(http, 'Content-Length'),
      };
      return { json: await this.putRelativeFile.run(context, request, trail) };
    },
  };

  constructor(
    private readonly getFile: GetFile,
    private readonly putFile: PutFile,
    private readonly putRelativeFile: PutRelativeFile,
    @Inject(WOPI_API_OPTIONS) private readonly options: WopiApiOptions,
  ) {
    super();
  }
}

/** One range, or undefined for the whole: several ranges and other units may be answered by the whole (RFC 9110, 14.2). */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const ranges = header === undefined ? -2 : parseRange(size, header);
  if (ranges === -1) throw new WopiError('range_not_satisfiable', { size });
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}
