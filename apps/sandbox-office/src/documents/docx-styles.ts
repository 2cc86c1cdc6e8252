import type { Element } from '@xmldom/xmldom';
import { relatedPart } from './relationships.js';
import { attribute, childElement, childElements, parseXml } from './xml.js';
import { partText, type ZipPackage } from './zip-package.js';

export type ParagraphStyle = 'title' | 'subtitle' | 'h1' | 'h2' | 'h3' | 'h4' | 'body' | 'quote' | 'code';

/** How a paragraph looks, as far as the sandbox shows it. */
export interface ParagraphLook {
  readonly style: ParagraphStyle;
  readonly list?: 'bullet' | 'number';
  readonly level?: number;
}

/** Answers the look of a paragraph from its properties (w:pPr). */
export type LookOf = (properties: Element | undefined) => ParagraphLook;

/** Reads styles and numbering of the package once. A package without them has body text only. */
export function lookReader(pack: ZipPackage, mainPart: string): LookOf {
  const styles = readStyles(pack, mainPart);
  const listKind = readNumbering(pack, mainPart);
  return (properties) => {
    const style = styles.get(attribute(childElement(properties, 'pStyle'), 'val') ?? '');
    const numbering = childElement(properties, 'numPr') ?? childElement(style?.properties, 'numPr');
    const look: ParagraphLook = { style: styleOf(style?.name ?? '') };
    const id = attribute(childElement(numbering, 'numId'), 'val');
    if (!id || id === '0' || /^h\d$/.test(look.style)) return look;
    const level = Number(attribute(childElement(numbering, 'ilvl'), 'val') ?? 0) || 0;
    return { ...look, list: listKind(id, level), level: Math.min(level, 8) };
  };
}

function styleOf(name: string): ParagraphStyle {
  const heading = /^heading ([1-9])$/.exec(name)?.[1];
  if (heading) return `h${Math.min(Number(heading), 4)}` as ParagraphStyle;
  if (name === 'title' || name === 'subtitle') return name;
  if (name.endsWith('quote') || name === 'quotations') return 'quote';
  return name === 'html preformatted' || name === 'preformatted text' ? 'code' : 'body';
}

function readStyles(pack: ZipPackage, mainPart: string) {
  const styles = new Map<string, { name: string; properties?: Element }>();
  const root = partRoot(pack, mainPart, 'styles');
  for (const style of childElements(root, 'style')) {
    const id = attribute(style, 'styleId');
    const name = attribute(childElement(style, 'name'), 'val') ?? id ?? '';
    if (id) styles.set(id, { name: name.toLowerCase(), properties: childElement(style, 'pPr') });
  }
  return styles;
}

function readNumbering(
  pack: ZipPackage,
  mainPart: string,
): (id: string, level: number) => 'bullet' | 'number' {
  const root = partRoot(pack, mainPart, 'numbering');
  const abstractNums = new Map(
    childElements(root, 'abstractNum').map((element) => [attribute(element, 'abstractNumId'), element]),
  );
  const nums = new Map(
    childElements(root, 'num').map((num) => [
      attribute(num, 'numId'),
      abstractNums.get(attribute(childElement(num, 'abstractNumId'), 'val')),
    ]),
  );
  return (id, level) => {
    const row = childElements(nums.get(id), 'lvl').find((lvl) => attribute(lvl, 'ilvl') === String(level));
    return attribute(childElement(row, 'numFmt'), 'val') === 'bullet' || !row ? 'bullet' : 'number';
  };
}

function partRoot(pack: ZipPackage, mainPart: string, type: string): Element | null {
  const name = relatedPart(pack, mainPart, { type });
  const text = name ? partText(pack, name) : undefined;
  return text ? parseXml(text).documentElement : null;
}
