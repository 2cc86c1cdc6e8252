import { Readable } from 'node:stream';

/** Bytes on their way to a person. */
export interface OpenedContent {
  readonly stream: Readable;
  readonly size: number;
  readonly name: string;
}

export const streamOf = (content: Buffer | Readable): Readable =>
  content instanceof Readable ? content : Readable.from([content]);
