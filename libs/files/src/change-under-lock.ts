import { Injectable } from '@nestjs/common';
import { type Holding, isHeld, LocksService, type PresentedLock, refusalOf } from '#locks';
import { WopiError } from '#wopi-protocol';
import type { RequestContext } from './file.js';
import { FileRepository } from './persistence/file.repository.js';

/** Which file, in the words of the locks and of the repository alike. */
interface FileKey {
  readonly tenantId: string;
  readonly fileId: string;
}

const ATTEMPTS = 3;

/**
 * The one answer to "may this request change this file now", for both kinds of lock: a WOPI lock lets who presents it, coauth
 * locks let each of their holders, but where one is exclusive only that one.
 */
@Injectable()
export class ChangeUnderLock {
  constructor(
    private readonly locks: LocksService,
    private readonly files: FileRepository,
  ) {}

  /**
   * Spares a client the upload of content that is refused anyway; the statement that counts checks again. A file that nothing
   * holds takes content only while it is empty. @throws WopiError `lock_mismatch`
   */
  refuseEarly({ held, file }: RequestContext, presented: PresentedLock): void {
    const refusal = refusalOf(held, presented, file.size === 0);
    if (refusal) throw refusal;
  }

  /**
   * Changes the content. `write` is one statement that checks the holding itself, as PUBLISH does, and that the file is empty
   * where it must be; it answers undefined when it changed nothing, and may run more than once.
   * Answers what `write` does: undefined when neither a lock nor the file's absence explains why nothing was changed.
   * @throws WopiError `lock_mismatch`, `file_not_found`
   */
  async content<T>(
    key: FileKey,
    presented: PresentedLock,
    write: (holding: Holding, mustBeEmpty: boolean) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    let shown = presented;
    for (let n = 1; n <= ATTEMPTS; n++) {
      const made = presents(shown)
        ? await write({ lockId: shown.lock, coauthLockId: shown.coauthLockId }, false)
        : await this.locks.hold(key, {}, (holding) => write(holding, true));
      if (made !== undefined) return made;
      const size = await this.files.size(key.tenantId, key.fileId);
      if (size === undefined) throw new WopiError('file_not_found');
      const held = await this.locks.find(key);
      const refusal = refusalOf(held, presented, size === 0);
      if (refusal) throw refusal;
      // Nothing holds the empty file: what was presented, a lock that ended perhaps, does not matter.
      if (!isHeld(held)) shown = {};
    }
    return undefined;
  }

  /**
   * Runs a change of the file that is not one of content, such as a new name: under the presented lock when the file is held,
   * else while nobody can lock it, whatever was presented. @throws WopiError `lock_mismatch`
   */
  async run<T>(key: FileKey, presented: PresentedLock, work: (holding: Holding) => Promise<T>): Promise<T> {
    if (!presents(presented)) return this.locks.hold(key, {}, work);
    try {
      return await this.locks.hold(key, presented, work);
    } catch (error) {
      if (!saysUnlocked(error)) throw error;
      return this.locks.hold(key, {}, work);
    }
  }
}

const presents = ({ lock, coauthLockId }: PresentedLock): boolean =>
  lock !== undefined || coauthLockId !== undefined;

function saysUnlocked(error: unknown): boolean {
  if (!(error instanceof WopiError) || error.code !== 'lock_mismatch') return false;
  return error.detail.currentLock === '';
}
