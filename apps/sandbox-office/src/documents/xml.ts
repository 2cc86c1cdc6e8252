import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import { DocumentError } from './document-error.js';

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;

/** Where an element stands in the source text: `start` at '<', `innerStart` behind its start tag, `end` behind all. */
export interface ElementSpan {
  readonly start: number;
  readonly innerStart: number;
  end: number;
}

/** Parses a well-formed part; a document type declaration is refused, so no entity is ever expanded. */
export function parseXml(xml: string): Document {
  if (/<!DOCTYPE/i.test(xml)) throw new DocumentError('This document carries a document type declaration.');
  try {
    const onError = (level: string, message: string) => {
      if (level !== 'warning') throw new Error(message);
    };
    return new DOMParser({ onError, locator: false }).parseFromString(xml, 'application/xml');
  } catch {
    throw new DocumentError('This document is damaged: a part of it is not well-formed XML.');
  }
}

/** The spans of all elements with this qualified name in document order of their start tags. Needs well-formed XML. */
export function elementSpans(xml: string, qualifiedName: string): ElementSpan[] {
  const spans: ElementSpan[] = [];
  const open: ElementSpan[] = [];
  for (const match of xml.matchAll(TOKEN)) {
    if (match[2] !== qualifiedName) continue;
    const end = match.index + match[0].length;
    if (match[1] === '/') {
      const span = open.pop();
      if (span) span.end = end;
      continue;
    }
    const span = { start: match.index, innerStart: end, end };
    spans.push(span);
    if (match[4] !== '/') open.push(span);
  }
  return spans;
}

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1;
}

/** Element children in order, optionally only those with this local name. */
export function childElements(parent: Node | null | undefined, localName?: string): Element[] {
  const found: Element[] = [];
  for (let node = parent?.firstChild ?? null; node; node = node.nextSibling) {
    if (isElement(node) && (!localName || node.localName === localName)) found.push(node);
  }
  return found;
}

/** First element child with this local name. */
export function childElement(parent: Node | null | undefined, localName: string): Element | undefined {
  return childElements(parent, localName)[0];
}

/** The element's attribute by local name, whatever its prefix (transitional and strict packages differ). */
export function attribute(element: Element | undefined, localName: string): string | undefined {
  for (const attr of element?.attributes ?? []) if (attr.localName === localName) return attr.value;
  return undefined;
}

/** All descendants with this local name, in document order. */
export function descendants(root: Node, localName: string): Element[] {
  const found: Element[] = [];
  for (let node = root.firstChild; node; node = node.nextSibling) {
    if (!isElement(node)) continue;
    if (node.localName === localName) found.push(node);
    found.push(...descendants(node, localName));
  }
  return found;
}
