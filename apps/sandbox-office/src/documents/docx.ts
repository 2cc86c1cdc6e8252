import { XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { DocumentError } from './document-error.js';
import { blankDocx } from './docx-blank.js';
import { cleanText, objectCount, paragraphText, replaceText } from './docx-runs.js';
import { lookReader, type ParagraphLook } from './docx-styles.js';
import { relatedPart } from './relationships.js';
import {
  attribute,
  childElement,
  childElements,
  descendants,
  elementSpans,
  isElement,
  parseXml,
} from './xml.js';
import type { ElementSpan } from './xml.js';
import { openPackage, packPackage, partBytes, partText, type ZipPackage } from './zip-package.js';

/** A paragraph as the editor shows it. `cell` is its place in the outermost table around it. */
export interface DocxParagraph extends ParagraphLook {
  readonly key: string;
  readonly text: string;
  readonly cell?: { readonly table: number; readonly row: number; readonly column: number };
  /** Pictures, shapes, formulas: kept, not shown. */
  readonly objects?: number;
}

/** A paragraph as it comes back: with the key it was read by, or without one when it is new. */
export interface DocxEdit {
  readonly key?: string;
  readonly text: string;
}

/** A Word document opened for editing. It stays as it was read; every write starts from it. */
export interface DocxDocument {
  readonly kind: 'docx';
  readonly paragraphs: readonly DocxParagraph[];
  readonly source: DocxSource;
}

interface DocxSource {
  readonly pack: ZipPackage;
  readonly mainPart: string;
  readonly xml: string;
  readonly dom: Document;
  readonly places: ReadonlyMap<string, { readonly element: Element; readonly span: ElementSpan }>;
}

/** Reads the paragraphs of a .docx. A file of zero bytes is a new, empty document, as Office has it. */
export function readDocx(bytes: Uint8Array): DocxDocument {
  const pack = openPackage(bytes.length === 0 ? blankDocx() : bytes);
  const mainPart = relatedPart(pack, '', { type: 'officeDocument' }) ?? 'word/document.xml';
  const xml = partText(pack, mainPart);
  if (xml === undefined) throw new DocumentError('This file is no Word document: it has no document part.');
  const dom = parseXml(xml);
  const body = childElement(dom.documentElement, 'body');
  if (!body) throw new DocumentError('This file is no Word document: it has no body.');
  const looks = lookReader(pack, mainPart);
  const tables = descendants(body, 'tbl').filter((table) => !ancestor(table, 'tbl'));
  const places = new Map<string, { element: Element; span: ElementSpan }>();
  const paragraphs: DocxParagraph[] = [];
  const name = qualified(body, 'p');
  const spans = elementSpans(xml, name);
  [...dom.getElementsByTagName(name)].forEach((element, index) => {
    const span = spans[index];
    if (!span || !isEditable(element)) return;
    const key = `p${index}`;
    const objects = objectCount(element);
    places.set(key, { element, span });
    paragraphs.push({
      key,
      text: paragraphText(element),
      ...looks(childElement(element, 'pPr')),
      cell: cellOf(element, tables),
      ...(objects > 0 && { objects }),
    });
  });
  return { kind: 'docx', paragraphs, source: { pack, mainPart, xml, dom, places } };
}

/**
 * Writes the document with these paragraphs, in this order. Unchanged ones and everything around them keep their
 * bytes; a known paragraph that is not in `edits` is removed; one without a key is new and takes the look of the one
 * before it.
 */
export function writeDocx(document: DocxDocument, edits: readonly DocxEdit[]): Uint8Array {
  const { pack, mainPart, xml, places } = document.source;
  const splices: { start: number; end: number; xml: string }[] = [];
  const kept = new Map(edits.filter((edit) => edit.key && places.has(edit.key)).map((e) => [e.key, e.text]));
  const removed = document.paragraphs.filter((paragraph) => !kept.has(paragraph.key));
  const survivors = new Set(unremovable(document, removed).map((paragraph) => paragraph.key));
  for (const { key, text } of document.paragraphs) {
    const place = places.get(key);
    if (!place) continue;
    const wanted = kept.get(key);
    if (wanted === undefined && !survivors.has(key)) splices.push({ ...at(place.span), xml: '' });
    else if (cleanText(wanted ?? '') !== text) {
      splices.push({ ...at(place.span), xml: rewritten(place.element, cleanText(wanted ?? '')) });
    }
  }
  splices.push(...additions(document, edits));
  splices.sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const splice of splices) {
    result += xml.slice(position, splice.start) + splice.xml;
    position = Math.max(position, splice.end);
  }
  return packPackage(pack, { [mainPart]: partBytes(result + xml.slice(position)) });
}

const at = (span: ElementSpan) => ({ start: span.start, end: span.end });

function qualified(like: Element, localName: string): string {
  return like.prefix ? `${like.prefix}:${localName}` : localName;
}

/** Paragraphs of text boxes and fallbacks belong to an object, not to the flow of the text. */
function isEditable(paragraph: Element): boolean {
  return !['p', 'txbxContent', 'Fallback', 'del', 'moveFrom'].some((name) => ancestor(paragraph, name));
}

function ancestor(element: Element, localName: string): Element | undefined {
  for (let node = element.parentNode; isElement(node); node = node.parentNode) {
    if (node.localName === localName) return node;
  }
  return undefined;
}

function cellOf(paragraph: Element, tables: readonly Element[]): DocxParagraph['cell'] {
  let cell: Element | undefined;
  let row: Element | undefined;
  for (let node = paragraph.parentNode; isElement(node); node = node.parentNode) {
    if (node.localName === 'tc') cell = node;
    if (node.localName === 'tr') row = node;
    const table = tables.indexOf(node);
    if (table < 0 || !cell || !row) continue;
    return {
      table,
      row: childElements(node, 'tr').indexOf(row),
      column: childElements(row, 'tc').indexOf(cell),
    };
  }
  return undefined;
}

/**
 * Removed paragraphs that stay as empty ones, because the document would break without them: the end of a table cell
 * or a section, one half of a field, the only paragraph of its container.
 */
function unremovable(document: DocxDocument, removed: readonly DocxParagraph[]): DocxParagraph[] {
  const gone = new Set(removed.map(({ key }) => document.source.places.get(key)?.element));
  return removed.filter(({ key }) => {
    const element = document.source.places.get(key)?.element;
    if (!element) return false;
    const siblings = childElements(element.parentNode);
    const marks = descendants(element, 'fldChar').map((mark) => attribute(mark, 'fldCharType'));
    const halfField = marks.filter((m) => m === 'begin').length !== marks.filter((m) => m === 'end').length;
    const section = childElement(childElement(element, 'pPr'), 'sectPr');
    const container = element.parentNode;
    const endsCell = isElement(container) && container.localName === 'tc' && siblings.at(-1) === element;
    const onlyOne = siblings.filter((node) => node.localName === 'p').every((node) => gone.has(node));
    const firstOfAll = siblings.find((node) => node.localName === 'p') === element;
    return halfField || section !== undefined || endsCell || (onlyOne && firstOfAll);
  });
}

function rewritten(paragraph: Element, text: string): string {
  const copy = paragraph.cloneNode(true) as Element;
  replaceText(copy, text);
  return serialized(paragraph, copy);
}

/** The element's XML as it may stand inside the root: serialized below a copy of the root, which declares the prefixes. */
function serialized(origin: Element, element: Element): string {
  const shell = origin.ownerDocument?.documentElement?.cloneNode(false) as Element;
  shell.appendChild(element);
  const text = new XMLSerializer().serializeToString(shell);
  const startTag = /^<(?:[^>"']|"[^"]*"|'[^']*')*>/.exec(text)?.[0] ?? '';
  return text.slice(startTag.length, text.lastIndexOf('</'));
}

function additions(document: DocxDocument, edits: readonly DocxEdit[]) {
  const { places, xml, dom } = document.source;
  const body = childElement(dom.documentElement, 'body') as Element;
  const bodyTag = elementSpans(xml, qualified(body, 'body'))[0] as ElementSpan;
  const first = document.paragraphs[0] && places.get(document.paragraphs[0].key);
  const found: { start: number; end: number; xml: string }[] = [];
  const headings = new Set(
    document.paragraphs
      .filter(({ style }) => /^h\d$|title$/.test(style))
      .map(({ key }) => places.get(key)?.element),
  );
  let previous: { element: Element; span: ElementSpan } | undefined;
  for (const edit of edits) {
    const known = edit.key ? places.get(edit.key) : undefined;
    if (known) {
      previous = known;
      continue;
    }
    const like = headings.has(previous?.element) ? undefined : previous?.element;
    const start = previous?.span.end ?? first?.span.start ?? bodyTag.innerStart;
    found.push({ start, end: start, xml: newParagraph(body, like, cleanText(edit.text)) });
  }
  return bodyTag.innerStart === bodyTag.end && found.length > 0 ? [bodyOf(body, bodyTag, found)] : found;
}

/** `<w:body/>` opened up to hold its first paragraphs. */
function bodyOf(body: Element, tag: ElementSpan, paragraphs: readonly { xml: string }[]) {
  const name = qualified(body, 'body');
  return { ...at(tag), xml: `<${name}>${paragraphs.map((p) => p.xml).join('')}</${name}>` };
}

/** A new paragraph with the properties of `like`, or of body text without it (as after a heading). */
function newParagraph(body: Element, like: Element | undefined, text: string): string {
  const paragraph = body.ownerDocument?.createElementNS(body.namespaceURI, qualified(body, 'p')) as Element;
  const properties = childElement(like, 'pPr');
  if (properties) {
    const copy = properties.cloneNode(true) as Element;
    for (const child of childElements(copy)) {
      if (['sectPr', 'pPrChange'].includes(child.localName ?? '')) copy.removeChild(child);
    }
    if (copy.firstChild) paragraph.appendChild(copy);
  }
  replaceText(paragraph, text);
  return serialized(body, paragraph);
}
