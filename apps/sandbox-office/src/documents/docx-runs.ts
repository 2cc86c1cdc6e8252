import { NAMESPACE, type Element } from '@xmldom/xmldom';
import { attribute, childElement, childElements, isElement } from './xml.js';

/** A piece of a paragraph's visible text: a w:t, or an element that stands for one character. */
interface Atom {
  readonly element: Element;
  readonly text: string;
  readonly start: number;
}

/** What belongs to the paragraph but is no text of it: properties, deletions, fallbacks, nested paragraphs. */
const NOT_TEXT = new Set([
  'p',
  'pPr',
  'rPr',
  'del',
  'moveFrom',
  'Fallback',
  'instrText',
  'delText',
  'txbxContent',
  'rt',
]);
const OBJECTS = new Set(['drawing', 'pict', 'object', 'oMath', 'oMathPara']);

/** The visible text of a paragraph: tabs as \t, line breaks as \n; objects, fields' codes and deletions are left out. */
export function paragraphText(paragraph: Element): string {
  return atomsOf(paragraph)
    .map((atom) => atom.text)
    .join('');
}

/** How many pictures, shapes and formulas stand in the paragraph. */
export function objectCount(node: Element): number {
  let count = 0;
  for (const child of childElements(node)) {
    if (OBJECTS.has(child.localName ?? '')) count += 1;
    else if (!NOT_TEXT.has(child.localName ?? '')) count += objectCount(child);
  }
  return count;
}

/**
 * Gives the paragraph another text. Only what lies between the common beginning and the common end is replaced, so
 * formatting, links and objects around it stay; new words take the formatting of the text before them.
 */
export function replaceText(paragraph: Element, wanted: string): void {
  const atoms = atomsOf(paragraph);
  const current = atoms.map((atom) => atom.text).join('');
  if (current === wanted) return;
  const { from, to, insert } = difference(current, wanted);
  const host = insert ? insertionAtom(atoms, from, to) : undefined;
  for (const atom of atoms) {
    const cutFrom = Math.max(from, atom.start) - atom.start;
    const cutTo = Math.min(to, atom.start + atom.text.length) - atom.start;
    const piece = atom === host ? insert : '';
    if (!piece && cutFrom >= cutTo) continue;
    const at = Math.min(Math.max(from - atom.start, 0), atom.text.length);
    const head = atom.text.slice(0, cutFrom < cutTo ? cutFrom : at);
    const tail = atom.text.slice(cutFrom < cutTo ? cutTo : at);
    rewriteAtom(atom.element, head + piece + tail);
  }
  if (insert && !host) appendRun(paragraph, insert);
}

/** Text that XML 1.0 can hold: no control characters but tab and line feed, no lone surrogates. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

function atomsOf(paragraph: Element): Atom[] {
  const atoms: Atom[] = [];
  let length = 0;
  const walk = (parent: Element) => {
    for (const element of childElements(parent)) {
      if (NOT_TEXT.has(element.localName ?? '')) continue;
      const text = parent.localName === 'r' ? textOf(element) : undefined;
      if (text === undefined) {
        if (!OBJECTS.has(element.localName ?? '')) walk(element);
        continue;
      }
      atoms.push({ element, text, start: length });
      length += text.length;
    }
  };
  walk(paragraph);
  return atoms;
}

function textOf(element: Element): string | undefined {
  switch (element.localName) {
    case 't':
      return element.textContent ?? '';
    case 'tab':
    case 'ptab':
      return '\t';
    case 'cr':
      return '\n';
    case 'br':
      return ['page', 'column'].includes(attribute(element, 'type') ?? '') ? undefined : '\n';
    case 'noBreakHyphen':
      return '\u2011';
    case 'softHyphen':
      return '\u00ad';
    default:
      return undefined;
  }
}

function difference(current: string, wanted: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(current.length, wanted.length);
  let from = 0;
  while (from < shorter && current[from] === wanted[from]) from += 1;
  if (from > 0 && /[\ud800-\udbff]/.test(current[from - 1] ?? '')) from -= 1;
  let tail = 0;
  while (tail < shorter - from && current.at(-1 - tail) === wanted.at(-1 - tail)) tail += 1;
  if (tail > 0 && /[\udc00-\udfff]/.test(current.at(-tail) ?? '')) tail -= 1;
  return { from, to: current.length - tail, insert: wanted.slice(from, wanted.length - tail) };
}

/** The atom that takes new words in place of `position`..`to`: text that ends there or surrounds it, else the next. */
function insertionAtom(atoms: readonly Atom[], position: number, to: number): Atom | undefined {
  const before = atoms.findLast(
    (atom) =>
      atom.start < position && position <= atom.start + atom.text.length && atom.element.localName === 't',
  );
  return (
    before ??
    atoms.find((atom) => atom.start >= position && atom.start <= to && atom.element.localName === 't') ??
    atoms.findLast((atom) => atom.start <= position)
  );
}

/** Replaces one atom by the elements that spell `text`; nothing remains of an atom without text. */
function rewriteAtom(element: Element, text: string): void {
  const run = element.parentNode;
  for (const node of spell(element, text)) run?.insertBefore(node, element);
  run?.removeChild(element);
}

function appendRun(paragraph: Element, text: string): void {
  const run = sibling(paragraph, 'r');
  const properties = childElement(childElement(paragraph, 'pPr'), 'rPr')?.cloneNode(true);
  if (isElement(properties)) {
    for (const mark of childElements(properties)) {
      if (['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange'].includes(mark.localName ?? ''))
        properties.removeChild(mark);
    }
    if (properties.firstChild) run.appendChild(properties);
  }
  for (const node of spell(paragraph, text)) run.appendChild(node);
  paragraph.appendChild(run);
}

function spell(like: Element, text: string): Element[] {
  return text
    .split(/([\t\n])/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece === '\t') return sibling(like, 'tab');
      if (piece === '\n') return sibling(like, 'br');
      const node = sibling(like, 't');
      if (piece.trim() !== piece || /\s\s/.test(piece))
        node.setAttributeNS(NAMESPACE.XML, 'xml:space', 'preserve');
      node.textContent = piece;
      return node;
    });
}

/** A new element of the same namespace and prefix as `like`. */
function sibling(like: Element, localName: string): Element {
  const prefix = like.prefix ? `${like.prefix}:` : '';
  const owner = like.ownerDocument;
  if (!owner) throw new Error('an element outside of a document');
  return owner.createElementNS(like.namespaceURI, prefix + localName);
}
