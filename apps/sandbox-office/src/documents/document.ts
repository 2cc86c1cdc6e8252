import { DocumentError } from './document-error.js';
import { readDocx, writeDocx, type DocxDocument, type DocxEdit, type DocxParagraph } from './docx.js';
import { readText, writeText, type TextDocument } from './text.js';
import { readXlsx, type XlsxDocument } from './xlsx.js';

export type OfficeDocument = TextDocument | DocxDocument | XlsxDocument;

/** What the browser sends back: the whole text, of a shared one with the state it was written into, or all paragraphs in order. */
export type Draft =
  | { readonly kind: 'text'; readonly text: string; readonly state?: number }
  | { readonly kind: 'docx'; readonly paragraphs: readonly DocxEdit[] };

/** What the browser shows. */
export type DocumentView =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'docx'; readonly paragraphs: readonly DocxParagraph[] }
  | XlsxDocument;

export const TEXT_EXTENSIONS = ['md', 'txt', 'wopitest', 'wopitestx'] as const;

/** Reads a document by the extension of its name (without dot, any case). */
export function readDocument(extension: string, bytes: Uint8Array): OfficeDocument {
  const ext = extension.toLowerCase();
  if (ext === 'docx') return readDocx(bytes);
  if (ext === 'xlsx') return readXlsx(bytes);
  if ((TEXT_EXTENSIONS as readonly string[]).includes(ext)) return readText(bytes);
  throw new DocumentError('The sandbox opens .docx, .xlsx, .md and .txt files only.');
}

/** Why the document cannot be changed here; undefined when it can. */
export function uneditableReason(document: OfficeDocument): string | undefined {
  if (document.kind === 'xlsx') return 'The sandbox shows workbooks, it does not edit them.';
  if (document.kind === 'text' && !document.editable) return 'This text is not UTF-8, so it is only shown.';
  return undefined;
}

/** The part of a document that the browser gets. */
export function viewOf(document: OfficeDocument): DocumentView {
  if (document.kind === 'text') return { kind: 'text', text: document.text };
  if (document.kind === 'docx') return { kind: 'docx', paragraphs: document.paragraphs };
  return document;
}

/** The bytes of the document with the draft in it. */
export function writeDocument(document: OfficeDocument, draft: Draft): Uint8Array {
  if (document.kind === 'text' && draft.kind === 'text') return writeText(document, draft.text);
  if (document.kind === 'docx' && draft.kind === 'docx') return writeDocx(document, draft.paragraphs);
  throw new DocumentError('These changes do not fit the document.');
}

/** Reads a draft as it came over the wire; undefined when it is none. */
export function readDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, text, state, paragraphs } = value as Record<string, unknown>;
  if (kind === 'text' && typeof text === 'string')
    return Number.isSafeInteger(state) ? { kind, text, state: state as number } : { kind, text };
  if (kind !== 'docx' || !Array.isArray(paragraphs)) return undefined;
  const edits = paragraphs.map(readEdit);
  return edits.every((edit) => edit !== undefined) ? { kind, paragraphs: edits } : undefined;
}

function readEdit(value: unknown): DocxEdit | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { key, text } = value as Record<string, unknown>;
  if (typeof text !== 'string' || (key !== undefined && key !== null && typeof key !== 'string'))
    return undefined;
  return typeof key === 'string' ? { key, text } : { text };
}
