import { Injectable } from '@nestjs/common';
import { CoauthLock } from '#files';
import type { CoauthTable } from '#locks';
import {
  checkCoauthLockMetadata,
  coauthLockMetadataIn,
  parseCoauthLockId,
  parseCoauthLockType,
  parseExpirationTimeout,
  WopiHeader,
} from '#wopi-protocol';
import { readSmallBody } from '../small-body.js';
import { headerOf, WopiOperations, type WopiReply, type WopiRequest } from '../wopi-request.js';

/** 4 KiB of metadata, each character of it perhaps escaped as `\\u0000`, and what stands around them. */
const BODY_MAX_BYTES = 32 * 1024;

const idOf = ({ http }: WopiRequest) => parseCoauthLockId(headerOf(http, WopiHeader.CoauthLockId));
const timeoutOf = ({ http }: WopiRequest) =>
  parseExpirationTimeout(headerOf(http, WopiHeader.CoauthLockExpirationTimeout));

/** The body's word on the metadata counts, even if it is empty; without it the header's. */
async function metadataOf({ http }: WopiRequest): Promise<string> {
  const inBody = coauthLockMetadataIn(await readSmallBody(http, BODY_MAX_BYTES));
  return checkCoauthLockMetadata(inBody ?? headerOf(http, WopiHeader.CoauthLockMetadata) ?? '');
}

const versionOf = ({ version }: CoauthTable) => ({ [WopiHeader.CoauthTableVersion]: version });
const reply = (table: CoauthTable): WopiReply => ({ headers: versionOf(table), json: table.body });

@Injectable()
export class CoauthOperations extends WopiOperations {
  readonly handlers = {
    GetCoauthLock: async (request: WopiRequest) => {
      const { context, trail, http } = request;
      const wish = {
        id: idOf(request),
        type: parseCoauthLockType(headerOf(http, WopiHeader.CoauthLockType)),
        timeoutSeconds: timeoutOf(request),
        metadata: await metadataOf(request),
      };
      return reply(await this.coauthLock.get(context, wish, trail));
    },
    RefreshCoauthLock: async (request: WopiRequest) => {
      const refresh = {
        id: idOf(request),
        timeoutSeconds: timeoutOf(request),
        metadata: await metadataOf(request),
      };
      return reply(await this.coauthLock.refresh(request.context, refresh, request.trail));
    },
    UnlockCoauthLock: async (request: WopiRequest) => {
      await this.coauthLock.unlock(request.context, idOf(request), request.trail);
      return {};
    },
    /** No body says that the client's table is the current one. */
    GetCoauthTable: ({ context, http }: WopiRequest) => {
      const table = this.coauthLock.table(context);
      const known = headerOf(http, WopiHeader.CoauthTableVersion) === table.version;
      return known ? { headers: versionOf(table) } : reply(table);
    },
  };

  constructor(private readonly coauthLock: CoauthLock) {
    super();
  }
}
