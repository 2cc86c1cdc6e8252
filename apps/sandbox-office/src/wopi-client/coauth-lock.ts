import { randomUUID } from 'node:crypto';
import { WopiHeader } from '#wopi-protocol';
import type { DocumentLock } from './document-lock.js';
import { troubleOf, type Trouble } from './trouble.js';
import type { CallContext, WopiAnswer, WopiCaller } from './wopi-caller.js';

/** As long as a WOPI lock. */
const EXPIRATION_SECONDS = 30 * 60;
const MOST_NAMES = 20;

/** This session's part of the lock that sessions hold together. */
export class CoauthLock implements DocumentLock {
  /** The names of those who hold it, too, as the host last told them. */
  others: readonly string[] = [];
  readonly shown;
  private readonly id = randomUUID();
  private version = '';

  constructor(
    private readonly caller: WopiCaller,
    private readonly context: CallContext,
  ) {
    this.shown = { headers: { [WopiHeader.CoauthLockId]: this.id } };
  }

  take(): Promise<Trouble | undefined> {
    return this.call('GetCoauthLock', 'lock the document', {
      [WopiHeader.CoauthLockType]: 'Coauth',
      [WopiHeader.CoauthLockExpirationTimeout]: String(EXPIRATION_SECONDS),
    });
  }

  /** A lock that ran out is taken again as long as nobody is in the way. */
  async refresh(): Promise<Trouble | undefined> {
    const trouble = await this.call('RefreshCoauthLock', 'keep the lock', {
      [WopiHeader.CoauthLockExpirationTimeout]: String(EXPIRATION_SECONDS),
    });
    return trouble?.kind === 'conflict' ? this.take() : trouble;
  }

  /** Asks who else is there; an answer without a body says that nothing changed. */
  readTable(): Promise<Trouble | undefined> {
    return this.call('GetCoauthTable', 'tell who is there', {
      [WopiHeader.CoauthTableVersion]: this.version,
    });
  }

  async release(): Promise<void> {
    await this.caller.call(this.context, 'UnlockCoauthLock', this.shown);
  }

  private async call(
    operation: 'GetCoauthLock' | 'RefreshCoauthLock' | 'GetCoauthTable',
    what: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Trouble | undefined> {
    const answer = await this.caller.call(this.context, operation, {
      headers: { ...this.shown.headers, ...headers },
    });
    const trouble = troubleOf(answer, what);
    const table = trouble ? undefined : readTable(answer);
    if (table) {
      this.version = answer.header(WopiHeader.CoauthTableVersion) ?? '';
      this.others = table
        .filter(({ id }) => id !== this.id)
        .map(({ name }) => name)
        .slice(0, MOST_NAMES);
    }
    return trouble;
  }
}

/** Undefined for an answer without a table. */
function readTable({ body }: WopiAnswer): { id: unknown; name: string }[] | undefined {
  try {
    const { CoauthTable } = JSON.parse(body.toString('utf8')) as { CoauthTable: Record<string, unknown>[] };
    return CoauthTable.map(({ CoauthLockId, UserFriendlyName }) => ({
      id: CoauthLockId,
      name: typeof UserFriendlyName === 'string' ? UserFriendlyName : 'Guest',
    }));
  } catch {
    return undefined;
  }
}
