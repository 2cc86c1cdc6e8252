import { randomUUID } from 'node:crypto';
import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import { DocumentError } from '../documents/document-error.js';
import {
  readDocument,
  uneditableReason,
  viewOf,
  writeDocument,
  type DocumentView,
  type Draft,
  type OfficeDocument,
} from '../documents/document.js';
import { CallLog } from './call-log.js';
import { type Failed, FileActions, type Renamed, type SavedAs, type Shared } from './file-actions.js';
import { readFileInfo, type FileInfo } from './file-info.js';
import { troubleOf, type Trouble } from './trouble.js';
import type { CallContext, WopiAnswer, WopiCaller } from './wopi-caller.js';

/** What the host page posted. */
export interface Launch {
  readonly wopiSrc: string;
  readonly accessToken: string;
  readonly action: 'view' | 'edit';
  readonly sessionContext?: string;
}

/** A document as the browser gets it. `readOnly` is the reason, absent when it may be changed. */
export interface OpenedDocument {
  readonly outcome: 'opened';
  readonly info: FileInfo;
  readonly readOnly?: string;
  /** The lock that keeps this session from editing, when that is the reason. */
  readonly otherLock?: string;
  readonly content: DocumentView;
}

export type { Failed };
export type Saved = { readonly outcome: 'saved'; readonly version?: string };
export type Closed = { readonly outcome: 'closed' };

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * One document in one browser window, from CheckFileInfo to Unlock. Calls of a session go one after the other. The
 * last draft is kept here, so nothing is lost when the browser goes away without a word.
 */
export class EditingSession {
  readonly log = new CallLog();
  /** The lock this session holds. */
  lock: string | undefined;
  /** What the last call of the engine's own accord ran into. */
  trouble: Trouble | undefined;
  private readonly context: CallContext;
  private readonly actions: FileActions;
  private info: FileInfo | undefined;
  private document: OfficeDocument | undefined;
  /** The bytes that were opened. */
  private original: Uint8Array = new Uint8Array();
  private unsaved: Draft | undefined;
  private closed = false;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly launch: Launch,
    private readonly caller: WopiCaller,
    /** Resolves to true when the session that holds this lock is of this process and has just ended. */
    private readonly lockFreed: (lock: string) => Promise<boolean>,
  ) {
    this.context = { ...launch, sessionId: randomUUID(), log: this.log };
    this.actions = new FileActions(caller, this.context);
  }

  /** CheckFileInfo, Lock when the document is to be edited, GetFile. */
  open(): Promise<OpenedDocument | Failed> {
    return this.inTurn(async () => {
      if (this.document) return failed({ kind: 'refused', sentence: 'This session is open already.' });
      const answer = await this.caller.call(this.context, 'CheckFileInfo');
      const trouble = troubleOf(answer, 'open the document');
      if (trouble) return failed(trouble);
      const info = readFileInfo(answer);
      if (!info)
        return failed({ kind: 'refused', sentence: 'The host answered CheckFileInfo with something else.' });
      this.info = info;
      return await this.openContent(info);
    });
  }

  /** Keeps what the browser shows, in case it goes away. */
  keepDraft(draft: Draft): void {
    if (this.lock) this.unsaved = draft;
  }

  /** PutFile with the draft. */
  save(draft: Draft): Promise<Saved | Failed> {
    this.keepDraft(draft);
    return this.inTurn(() => this.put(draft));
  }

  /** The bytes that a save of this draft would store. */
  copy(draft: Draft): { name: string; bytes: Uint8Array } {
    if (!this.document || !this.info) throw new DocumentError('This document is not open.');
    return { name: this.info.name, bytes: writeDocument(this.document, draft) };
  }

  /** A copy of what is on the screen, under another name. */
  saveAs(draft: Draft | undefined, name: string): Promise<SavedAs | Failed> {
    return this.inTurn(async () => {
      const { document } = this;
      if (!document || this.closed)
        return failed({ kind: 'refused', sentence: 'This document is not open.' });
      const bytes = guarded(() => (draft ? writeDocument(document, draft) : this.original));
      return 'outcome' in bytes ? bytes : this.actions.saveAs(name, bytes);
    });
  }

  rename(base: string): Promise<Renamed | Failed> {
    return this.inTurn(() => this.actions.rename(base, this.info?.extension ?? '', this.lock));
  }

  share(urlType: string): Promise<Shared | Failed> {
    return this.inTurn(() => this.actions.share(urlType));
  }

  /** Keeps the lock alive. */
  refreshLock(): Promise<void> {
    return this.inTurn(async () => {
      if (!this.lock || this.closed || this.trouble?.kind === 'ended') return;
      const answer = await this.caller.call(this.context, 'RefreshLock', { lock: this.lock });
      this.trouble = troubleOf(answer, 'keep the lock');
    });
  }

  /**
   * Saves what is unsaved, then Unlock. Without `final` a failed save leaves everything as it is, so that the person
   * can decide; with it the save is tried once more and the session ends in any case. `discard` saves nothing.
   */
  close(wish: { final?: boolean; discard?: boolean } = {}): Promise<Closed | Failed> {
    return this.inTurn(async () => {
      if (this.closed) return { outcome: 'closed' };
      if (this.unsaved && !wish.discard) {
        let saved = await this.put(this.unsaved);
        if (saved.outcome === 'failed' && saved.kind === 'retry' && wish.final)
          saved = await this.put(this.unsaved);
        if (saved.outcome === 'failed' && !wish.final) return saved;
      }
      this.closed = true;
      if (this.lock && this.trouble?.kind !== 'ended') {
        await this.caller.call(this.context, 'Unlock', { lock: this.lock });
      }
      this.lock = undefined;
      return { outcome: 'closed' };
    });
  }

  private async openContent(info: FileInfo): Promise<OpenedDocument | Failed> {
    let readOnly = this.launch.action === 'view' ? 'Opened for reading.' : info.readOnlyReason;
    if (info.extension === 'xlsx') readOnly ??= 'The sandbox shows workbooks, it does not edit them.';
    let otherLock: string | undefined;
    if (!readOnly) {
      const trouble = await this.takeLock();
      if (trouble && trouble.kind !== 'conflict') return failed(trouble);
      if (trouble) readOnly = 'Another session is editing this document, so it is opened for reading.';
      otherLock = trouble?.otherLock;
    }
    const content = await this.read(info);
    if ('outcome' in content) {
      await this.dropLock();
      return content;
    }
    const uneditable = uneditableReason(content);
    if (uneditable && !readOnly) {
      readOnly = uneditable;
      await this.dropLock();
    }
    this.document = content;
    return { outcome: 'opened', info, readOnly, otherLock, content: viewOf(content) };
  }

  private async takeLock(): Promise<Trouble | undefined> {
    const lock = JSON.stringify({
      S: randomUUID(),
      F: 4,
      E: 2,
      M: 'sandbox-office',
      P: this.context.sessionId,
    });
    let answer = await this.caller.call(this.context, 'Lock', { lock });
    const other = answer.header(WopiHeader.Lock);
    if (answer.status === 409 && other && (await this.lockFreed(other))) {
      answer = await this.caller.call(this.context, 'Lock', { lock });
    }
    const trouble = troubleOf(answer, 'lock the document');
    if (!trouble) this.lock = lock;
    return trouble;
  }

  private async dropLock(): Promise<void> {
    if (this.lock) await this.caller.call(this.context, 'Unlock', { lock: this.lock });
    this.lock = undefined;
  }

  private async read(info: FileInfo): Promise<OfficeDocument | Failed> {
    const headers = { [WopiHeader.MaxExpectedSize]: String(MAX_FILE_BYTES) };
    const answer = await this.caller.call(this.context, 'GetFile', { headers });
    const trouble = troubleOf(answer, 'hand over the document');
    if (trouble) return failed(trouble);
    this.original = answer.body;
    return guarded(() => readDocument(info.extension, answer.body));
  }

  private async put(draft: Draft): Promise<Saved | Failed> {
    if (this.closed || !this.lock || !this.document) {
      return failed({ kind: 'refused', sentence: 'This document is not open for editing.' });
    }
    const document = this.document;
    const bytes = guarded(() => writeDocument(document, draft));
    if ('outcome' in bytes) return bytes;
    const editors = encodeUtf7(this.info?.userId ?? '');
    const answer: WopiAnswer = await this.caller.call(this.context, 'PutFile', {
      lock: this.lock,
      body: bytes,
      headers: editors ? { [WopiHeader.Editors]: editors } : {},
    });
    this.trouble = troubleOf(answer, 'save');
    if (this.trouble) return failed(this.trouble);
    if (this.unsaved === draft) this.unsaved = undefined;
    return { outcome: 'saved', version: answer.header(WopiHeader.ItemVersion) };
  }

  private inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(step);
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}

function failed(trouble: Trouble): Failed {
  return { outcome: 'failed', ...trouble };
}

function guarded<T>(read: () => T): T | Failed {
  try {
    return read();
  } catch (error) {
    if (error instanceof DocumentError) return failed({ kind: 'refused', sentence: error.message });
    throw error;
  }
}
