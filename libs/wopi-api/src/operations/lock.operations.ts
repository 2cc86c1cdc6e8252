import { Injectable } from '@nestjs/common';
import { FileLock, type LockTerms } from '#files';
import { parseExpirationTimeout, parseLockId, WopiHeader } from '#wopi-protocol';
import { headerOf, itemVersion, WopiOperations, type WopiReply, type WopiRequest } from '../wopi-request.js';

const lockOf = ({ http }: WopiRequest) => parseLockId(headerOf(http, WopiHeader.Lock));
const done = ({ context }: WopiRequest): WopiReply => ({ headers: itemVersion(context.file.version) });

function termsOf({ http }: WopiRequest): LockTerms {
  const timeout = headerOf(http, WopiHeader.LockExpirationTimeout);
  return {
    timeoutSeconds: timeout === undefined ? undefined : parseExpirationTimeout(timeout),
    userVisible: headerOf(http, WopiHeader.LockUserVisible)?.toLowerCase() === 'true',
  };
}

@Injectable()
export class LockOperations extends WopiOperations {
  readonly handlers = {
    Lock: async (request: WopiRequest) => {
      const { context, trail } = request;
      const version = await this.fileLock.lock(context, lockOf(request), termsOf(request), trail);
      return { headers: itemVersion(version) };
    },
    UnlockAndRelock: async (request: WopiRequest) => {
      const { context, trail, http } = request;
      const from = parseLockId(headerOf(http, WopiHeader.OldLock));
      await this.fileLock.relock(context, from, lockOf(request), termsOf(request), trail);
      return done(request);
    },
    RefreshLock: async (request: WopiRequest) => {
      await this.fileLock.refresh(request.context, lockOf(request), termsOf(request), request.trail);
      return done(request);
    },
    Unlock: async (request: WopiRequest) => {
      await this.fileLock.unlock(request.context, lockOf(request), request.trail);
      return done(request);
    },
    /** An empty header says that the file is not locked. */
    GetLock: ({ context }: WopiRequest) => ({ headers: { [WopiHeader.Lock]: this.fileLock.get(context) } }),
  };

  constructor(private readonly fileLock: FileLock) {
    super();
  }
}
