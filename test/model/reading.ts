import { createHash } from 'node:crypto';
import { decodeUtf7, WopiHeader } from '#wopi-protocol';
import type { WopiAnswer } from '../support/wopi-client.js';
import type { Answer, CoauthType, TableRow } from './file-state.js';
import type { Operation } from './operation.js';

interface HostRow {
  readonly CoauthLockId: string;
  readonly CoauthLockType: CoauthType;
  readonly CoauthLockMetadata: string;
  readonly UserFriendlyName: string;
  readonly CoauthLockTime: number;
}

/** Two spellings of one thing: the first use of a word settles what it stands for, and no other word may. */
class Correspondence<Model, Host> {
  readonly #toHost = new Map<Model, Host>();
  readonly #toModel = new Map<Host, Model>();

  /** What the host's word means, given what the model expects it to mean; something else when they do not agree. */
  agree(expected: Model, host: Host): Model | string {
    if (!this.#toModel.has(host) && !this.#toHost.has(expected)) {
      this.#toModel.set(host, expected);
      this.#toHost.set(expected, host);
    }
    return this.#toModel.get(host) ?? `${JSON.stringify(host)}, which was not that before`;
  }
}

/** Reads the answers about one file in the model's words. Versions of file and table are opaque, yet never mean two things. */
export class Reading {
  readonly #versions = new Correspondence<number, string>();
  readonly #tables = new Correspondence<string, string>();
  readonly #times = new Map<number, number>();
  /** The version of the table that was shown last. */
  tableVersion: string | undefined;

  constructor(private readonly tag: string) {}

  /** @param expected settles what a word that was never heard before stands for */
  read(operation: Operation, answer: WopiAnswer, expected: Answer): object {
    const header = (name: string) => answer.headers[name.toLowerCase()] as string | undefined;
    const lockedBy = header(WopiHeader.ConflictingLockUsername);
    const conflicting = answer.status === 409;
    return present({
      status: answer.status,
      lock: answer.lock,
      otherInterface: header(WopiHeader.LockedByOtherInterface),
      mechanism: header(WopiHeader.ConflictingMechanism),
      lockedBy: lockedBy && decodeUtf7(lockedBy),
      version: answer.version === undefined ? undefined : this.version(answer.version, expected.version),
      unexplained: conflicting && !header(WopiHeader.LockFailureReason) ? true : undefined,
      ...(answer.status === 200 ? this.body(operation, answer, expected) : {}),
    });
  }

  private version(host: string, expected: number | undefined): number | string {
    return expected === undefined ? host : this.#versions.agree(expected, host);
  }

  private body({ kind }: Operation, answer: WopiAnswer, expected: Answer): object {
    if (kind === 'GetFile') return { content: answer.body.toString() };
    if (answer.body.length === 0) return {};
    if (kind === 'RenameFile') return { name: this.untagged(answer.json<{ Name: string }>().Name) };
    if (kind !== 'CheckFileInfo') return { table: this.table(answer, expected.table) };
    const { BaseFileName, Size, Version } = answer.json<{
      BaseFileName: string;
      Size: number;
      Version: string;
    }>();
    const version = this.version(Version, expected.info?.version);
    return { info: { name: this.untagged(BaseFileName), size: Size, version } };
  }

  private table(answer: WopiAnswer, expected: readonly TableRow[] = []): unknown {
    const version = answer.headers[WopiHeader.CoauthTableVersion.toLowerCase()] as string;
    const { CoauthTable } = answer.json<{ CoauthTable: HostRow[] }>();
    // The version changes exactly when a row that is shown does.
    const shown = createHash('sha256').update(JSON.stringify(CoauthTable)).digest('hex');
    if (this.#tables.agree(shown, version) !== shown) return `version ${version} of another table`;
    this.tableVersion = version;
    const rows = CoauthTable.map((row) => this.row(row, expected));
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private row(row: HostRow, expected: readonly TableRow[]): TableRow {
    const acquisition = expected.find(({ id }) => id === row.CoauthLockId)?.acquisition ?? -1;
    const time = this.#times.get(acquisition) ?? row.CoauthLockTime;
    this.#times.set(acquisition, time);
    return {
      id: row.CoauthLockId,
      type: row.CoauthLockType,
      metadata: row.CoauthLockMetadata,
      userName: row.UserFriendlyName,
      acquisition: time === row.CoauthLockTime ? acquisition : -1,
    };
  }

  private untagged(name: string): string {
    return name.replace(` ${this.tag}`, '');
  }
}

const present = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
