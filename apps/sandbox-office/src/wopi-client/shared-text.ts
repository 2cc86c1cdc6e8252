import { WopiHeader } from '#wopi-protocol';
import { mergeText } from '../documents/merge-text.js';
import { readText, writeText, type TextDocument } from '../documents/text.js';
import { getBody, putBody, readContent } from './chunked-content.js';
import type { CoauthLock } from './coauth-lock.js';
import { failed, troubleOf, type Failed, type Trouble } from './trouble.js';
import type { CallContext, WopiCaller } from './wopi-caller.js';

/** What the page wrote, and the state of the text that it wrote it into. */
export interface SharedDraft {
  readonly text: string;
  readonly state?: number;
}

/** What the text has become with the changes of everybody: the page may show it where it still shows the draft. */
export interface Merged {
  readonly outcome: 'saved';
  readonly version?: string;
  readonly text: string;
  readonly state: number;
}

/** The file as this session last saw it. */
interface Known {
  readonly bytes: Uint8Array;
  readonly document: TextDocument;
  readonly sequenceNumber: string;
}

const MOST_ATTEMPTS = 8;
const READ_TABLE_EVERY_MS = 5_000;

/**
 * A text that several sessions write at once: each saves over the state it knows, and where the host has another one by now,
 * merges and tries again.
 */
export class SharedText {
  /** Whether the host is known to have another state. */
  stale = false;
  private known: Known | undefined;
  /** The last draft, and what it has become: always `known` with the changes of this session. */
  private merged = { state: 0, draft: '', text: '' };
  private tableReadAt = Date.now();

  constructor(
    private readonly caller: WopiCaller,
    private readonly context: CallContext,
    private readonly lock: CoauthLock,
  ) {}

  get others(): readonly string[] {
    return this.lock.others;
  }

  /** The text as it is opened. @throws DocumentError */
  async open(): Promise<Known | Failed> {
    const known = await this.fetch();
    if ('outcome' in known) return known;
    const { text } = known.document;
    this.known = known;
    this.merged = { state: 0, draft: text, text };
    return known;
  }

  /** Looks whether the host has another state, and now and then who is there. */
  async look(): Promise<Trouble | undefined> {
    const answer = await this.caller.call(this.context, 'GetSequenceNumber');
    const trouble = troubleOf(answer, 'tell the state of the document');
    if (trouble) return trouble;
    this.stale ||= answer.header(WopiHeader.SequenceNumber) !== this.known?.sequenceNumber;
    if (!this.stale && Date.now() - this.tableReadAt < READ_TABLE_EVERY_MS) return undefined;
    this.tableReadAt = Date.now();
    return this.lock.readTable();
  }

  /** Brings the draft and what the host has together, on both sides. @throws DocumentError */
  async save({ text, state }: SharedDraft): Promise<Merged | Failed> {
    const { merged } = this;
    this.become(text, state === merged.state ? text : mergeText(merged.draft, text, merged.text));
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const failure = this.stale && (await this.takeIn(text));
      if (failure) return failure;
      const trouble = this.merged.text === this.known?.document.text ? undefined : await this.put();
      if (trouble) return failed(trouble);
      if (!this.stale) {
        const { sequenceNumber } = this.known!;
        return {
          outcome: 'saved',
          version: sequenceNumber,
          text: this.merged.text,
          state: this.merged.state,
        };
      }
    }
    return failed({ kind: 'retry', sentence: 'Others saved more often than the sandbox could follow.' });
  }

  private become(draft: string, text: string): void {
    this.merged = { state: this.merged.state + 1, draft, text };
  }

  private async takeIn(draft: string): Promise<Failed | undefined> {
    const theirs = await this.fetch();
    if ('outcome' in theirs) return theirs;
    if (!theirs.document.editable) {
      const sentence = 'Somebody saved something that is not UTF-8 over this text.';
      return failed({ kind: 'conflict', sentence });
    }
    const base = this.known?.document.text ?? '';
    this.become(draft, mergeText(base, this.merged.text, theirs.document.text));
    this.known = theirs;
    this.stale = false;
    return undefined;
  }

  private async fetch(): Promise<Known | Failed> {
    const had = this.known?.bytes;
    const answer = await this.caller.call(this.context, 'GetChunkedFile', { body: getBody(had) });
    const trouble = troubleOf(answer, 'hand over the document');
    if (trouble) return failed(trouble);
    const bytes = await readContent(answer.body, had);
    const sequenceNumber = answer.header(WopiHeader.SequenceNumber) ?? '';
    return { bytes, document: readText(bytes), sequenceNumber };
  }

  /** Stores what the text has become, or finds out that the host has another state. */
  private async put(): Promise<Trouble | undefined> {
    const { document, sequenceNumber } = this.known!;
    const { text } = this.merged;
    const bytes = writeText(document, text);
    const answer = await this.caller.call(this.context, 'PutChunkedFile', {
      headers: { ...this.lock.shown.headers, [WopiHeader.SequenceNumber]: sequenceNumber },
      body: putBody(bytes),
    });
    this.stale = answer.status === 412 || answer.status === 409;
    if (answer.status === 412) return undefined;
    if (answer.status === 409) return this.lock.refresh();
    const trouble = troubleOf(answer, 'save');
    if (trouble) return trouble;
    const now = answer.header(WopiHeader.SequenceNumber) ?? '';
    this.known = { bytes, document: { ...document, text }, sequenceNumber: now };
    return undefined;
  }
}
