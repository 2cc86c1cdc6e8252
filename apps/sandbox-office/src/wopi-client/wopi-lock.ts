import { randomUUID } from 'node:crypto';
import { WopiHeader } from '#wopi-protocol';
import type { DocumentLock } from './document-lock.js';
import { troubleOf, type Trouble } from './trouble.js';
import type { CallContext, WopiCaller } from './wopi-caller.js';

/** The lock of one session alone. */
export class WopiLock implements DocumentLock {
  readonly id: string;

  constructor(
    private readonly caller: WopiCaller,
    private readonly context: CallContext,
    /** Resolves to true when the session that holds this lock is of this process and has just ended. */
    private readonly lockFreed: (lock: string) => Promise<boolean>,
  ) {
    this.id = JSON.stringify({
      S: randomUUID(),
      F: 4,
      E: 2,
      M: 'sandbox-office',
      P: context.sessionId,
    });
  }

  get shown() {
    return { lock: this.id };
  }

  async take(): Promise<Trouble | undefined> {
    let answer = await this.caller.call(this.context, 'Lock', this.shown);
    const other = answer.header(WopiHeader.Lock);
    if (answer.status === 409 && other && (await this.lockFreed(other))) {
      answer = await this.caller.call(this.context, 'Lock', this.shown);
    }
    return troubleOf(answer, 'lock the document');
  }

  async refresh(): Promise<Trouble | undefined> {
    return troubleOf(await this.caller.call(this.context, 'RefreshLock', this.shown), 'keep the lock');
  }

  async release(): Promise<void> {
    await this.caller.call(this.context, 'Unlock', this.shown);
  }
}
