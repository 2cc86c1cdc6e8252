import { randomUUID } from 'node:crypto';
import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import { DocumentError } from '../documents/document-error.js';
import {
  readDocument,
  uneditableReason,
  viewOf,
  writeDocument,
  type Draft,
  type OfficeDocument,
} from '../documents/document.js';
import { CallLog } from './call-log.js';
import { CoauthLock } from './coauth-lock.js';
import { FileActions, type Renamed, type SavedAs, type Shared } from './file-actions.js';
import { readFileInfo, type FileInfo } from './file-info.js';
import type { Closed, News, OpenedDocument, Saved } from './outcomes.js';
import { type Merged, SharedText } from './shared-text.js';
import { failed, guarded, troubleOf, type Failed, type Trouble } from './trouble.js';
import type { CallContext, WopiAnswer, WopiCaller } from './wopi-caller.js';
import { WopiLock } from './wopi-lock.js';

/** What the host page posted. */
export interface Launch {
  readonly wopiSrc: string;
  readonly accessToken: string;
  readonly action: 'view' | 'edit';
  readonly sessionContext?: string;
}

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * One document in one browser window, from CheckFileInfo to Unlock. Calls of a session go one after the other. The
 * last draft is kept here, so nothing is lost when the browser goes away without a word.
 */
export class EditingSession {
  readonly log = new CallLog();
  /** What the last call of the engine's own accord ran into. */
  trouble: Trouble | undefined;
  private readonly context: CallContext;
  private readonly actions: FileActions;
  private held: WopiLock | CoauthLock | undefined;
  private shared: SharedText | undefined;
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

  /** The WOPI lock this session holds. */
  get lock(): string | undefined {
    return this.held instanceof WopiLock ? this.held.id : undefined;
  }

  /** CheckFileInfo, Lock or GetCoauthLock when the document is to be edited, GetFile or GetChunkedFile. */
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
    if (this.held) this.unsaved = draft;
  }

  /** PutFile or PutChunkedFile with the draft. */
  save(draft: Draft): Promise<Saved | Merged | Failed> {
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
      const bytes = await guarded(() => (draft ? writeDocument(document, draft) : this.original));
      return 'outcome' in bytes ? bytes : this.actions.saveAs(name, bytes);
    });
  }

  rename(base: string): Promise<Renamed | Failed> {
    return this.inTurn(() => this.actions.rename(base, this.info?.extension ?? '', this.held?.shown));
  }

  share(urlType: string): Promise<Shared | Failed> {
    return this.inTurn(() => this.actions.share(urlType));
  }

  /** Keeps the lock alive. */
  refreshLock(): Promise<void> {
    return this.inTurn(async () => {
      if (!this.held || this.closed || this.trouble?.kind === 'ended') return;
      this.trouble = await this.held.refresh();
    });
  }

  /** Asks the host whether a shared document has another state than this session knows. */
  news(): Promise<News> {
    return this.inTurn(async () => {
      const { shared } = this;
      if (!shared || this.closed || this.trouble?.kind === 'ended')
        return { trouble: this.trouble, changed: false, others: [] };
      this.trouble = await shared.look();
      return { trouble: this.trouble, changed: shared.stale, others: shared.others };
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
      if (this.trouble?.kind !== 'ended') await this.held?.release();
      this.held = undefined;
      return { outcome: 'closed' };
    });
  }

  private async openContent(info: FileInfo): Promise<OpenedDocument | Failed> {
    let readOnly = this.launch.action === 'view' ? 'Opened for reading.' : info.readOnlyReason;
    if (info.extension === 'xlsx') readOnly ??= 'The sandbox shows workbooks, it does not edit them.';
    let otherLock: string | undefined;
    if (!readOnly) {
      const trouble = await this.takeLock(info);
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
    const shared = this.shared !== undefined;
    return { outcome: 'opened', info, readOnly, otherLock, shared, content: viewOf(content) };
  }

  private async takeLock(info: FileInfo): Promise<Trouble | undefined> {
    const { caller, context } = this;
    const coauth = info.coauth && info.extension === 'md' ? new CoauthLock(caller, context) : undefined;
    const lock = coauth ?? new WopiLock(caller, context, this.lockFreed);
    const trouble = await lock.take();
    if (trouble) return trouble;
    this.held = lock;
    if (coauth) this.shared = new SharedText(caller, context, coauth);
    return undefined;
  }

  private async dropLock(): Promise<void> {
    await this.held?.release();
    this.held = undefined;
    this.shared = undefined;
  }

  private async read(info: FileInfo): Promise<OfficeDocument | Failed> {
    const { shared } = this;
    if (shared) {
      const opened = await guarded(() => shared.open());
      if ('outcome' in opened) return opened;
      this.original = opened.bytes;
      return opened.document;
    }
    const headers = { [WopiHeader.MaxExpectedSize]: String(MAX_FILE_BYTES) };
    const answer = await this.caller.call(this.context, 'GetFile', { headers });
    const trouble = troubleOf(answer, 'hand over the document');
    if (trouble) return failed(trouble);
    this.original = answer.body;
    return guarded(() => readDocument(info.extension, answer.body));
  }

  private async put(draft: Draft): Promise<Saved | Merged | Failed> {
    const { document, shared } = this;
    if (this.closed || !this.held || !document) {
      return failed({ kind: 'refused', sentence: 'This document is not open for editing.' });
    }
    const saved =
      shared && draft.kind === 'text'
        ? await guarded(() => shared.save(draft))
        : await this.putWhole(document, draft);
    this.trouble = saved.outcome === 'failed' ? saved : undefined;
    if (saved.outcome === 'saved' && this.unsaved === draft) this.unsaved = undefined;
    return saved;
  }

  private async putWhole(document: OfficeDocument, draft: Draft): Promise<Saved | Failed> {
    const bytes = await guarded(() => writeDocument(document, draft));
    if ('outcome' in bytes) return bytes;
    const editors = encodeUtf7(this.info?.userId ?? '');
    const answer: WopiAnswer = await this.caller.call(this.context, 'PutFile', {
      ...this.held?.shown,
      body: bytes,
      headers: editors ? { [WopiHeader.Editors]: editors } : {},
    });
    const trouble = troubleOf(answer, 'save');
    return trouble ? failed(trouble) : { outcome: 'saved', version: answer.header(WopiHeader.ItemVersion) };
  }

  private inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(step);
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}
