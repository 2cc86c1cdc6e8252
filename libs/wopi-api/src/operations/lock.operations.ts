import { Injectable } from '@nestjs/common';
import { FileLock } from '#files';
import { parseLockId, WopiHeader } from '#wopi-protocol';
import { headerOf, itemVersion, WopiOperations, type WopiReply, type WopiRequest } from '../wopi-request.js';

const lockOf = ({ http }: WopiRequest) => parseLockId(headerOf(http, WopiHeader.Lock));
const done = ({ context }: WopiRequest): WopiReply => ({ headers: itemVersion(context.file.version) });

@Injectable()
export class LockOperations extends WopiOperations {
  readonly handlers = {
    Lock: async (request: WopiRequest) => {
      const version = await this.fileLock.lock(request.context, lockOf(request), request.trail);
      return { headers: itemVersion(version) };
    },
    UnlockAndRelock: async (request: WopiRequest) => {
      const from = parseLockId(headerOf(request.http, WopiHeader.OldLock));
      await this.fileLock.relock(request.context, from, lockOf(request), request.trail);
      return done(request);
    },
    RefreshLock: async (request: WopiRequest) => {
      await this.fileLock.refresh(request.context, lockOf(request), request.trail);
      return done(request);
    },
    Unlock: async (request: WopiRequest) => {
      await this.fileLock.unlock(request.context, lockOf(request), request.trail);
      return done(request);
    },
    /** An empty header says that the file is not locked. */
    GetLock: ({ context }: WopiRequest) => ({ headers: { [WopiHeader.Lock]: context.lock ?? '' } }),
  };

  constructor(private readonly fileLock: FileLock) {
    super();
  }
}
