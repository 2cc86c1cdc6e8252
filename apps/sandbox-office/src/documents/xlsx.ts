import type { Element } from '@xmldom/xmldom';
import { DocumentError } from './document-error.js';
import { relatedPart } from './relationships.js';
import { attribute, childElement, childElements, parseXml } from './xml.js';
import { cellFormats, showNumber, type CellFormat } from './xlsx-formats.js';
import { openPackage, partText, type ZipPackage } from './zip-package.js';

const MAX_ROWS = 500;
const MAX_COLUMNS = 50;

/** The first sheet of a workbook as a table of texts; `cut` when the sheet has more than is shown. */
export interface XlsxDocument {
  readonly kind: 'xlsx';
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly XlsxCell[] }[];
  readonly cut: boolean;
}

export interface XlsxCell {
  readonly text: string;
  readonly numeric?: true;
}

/** Reads the first sheet: shared and inline strings, results of formulas, numbers with their common formats. */
export function readXlsx(bytes: Uint8Array): XlsxDocument {
  if (bytes.length === 0) return { kind: 'xlsx', sheet: 'Sheet1', columns: [], rows: [], cut: false };
  const pack = openPackage(bytes);
  const workbookPart = relatedPart(pack, '', { type: 'officeDocument' }) ?? 'xl/workbook.xml';
  const workbook = root(pack, workbookPart);
  const sheet = childElements(childElement(workbook, 'sheets'), 'sheet')[0];
  const part = relatedPart(pack, workbookPart, { id: relationId(sheet) ?? 'none' });
  const data = part ? childElement(root(pack, part), 'sheetData') : undefined;
  if (!data) throw new DocumentError('This file is no workbook: it has no sheet to show.');
  const read = cellReader(pack, workbookPart, workbook);
  const rows: { number: number; cells: XlsxCell[] }[] = [];
  let cut = false;
  let width = 0;
  for (const row of childElements(data, 'row')) {
    const number = Number(attribute(row, 'r') ?? rows.length + 1);
    if (rows.length >= MAX_ROWS) {
      cut = true;
      break;
    }
    const cells: XlsxCell[] = [];
    for (const cell of childElements(row, 'c')) {
      const column = columnOf(attribute(cell, 'r')) ?? cells.length;
      if (column >= MAX_COLUMNS) {
        cut = true;
        continue;
      }
      while (cells.length < column) cells.push({ text: '' });
      cells[column] = read(cell);
    }
    width = Math.max(width, cells.length);
    rows.push({ number, cells });
  }
  return { kind: 'xlsx', sheet: attribute(sheet, 'name') ?? 'Sheet1', columns: letters(width), rows, cut };
}

function root(pack: ZipPackage, part: string): Element | null {
  const text = partText(pack, part);
  if (text === undefined) throw new DocumentError('This file is no workbook: a part of it is missing.');
  return parseXml(text).documentElement;
}

/** r:id, told from sheetId by its prefix. */
function relationId(sheet: Element | undefined): string | undefined {
  for (const attr of sheet?.attributes ?? []) if (attr.prefix && attr.localName === 'id') return attr.value;
  return undefined;
}

function cellReader(pack: ZipPackage, workbookPart: string, workbook: Element | null) {
  const stringsPart = relatedPart(pack, workbookPart, { type: 'sharedStrings' });
  const strings = stringsPart ? childElements(root(pack, stringsPart), 'si').map(richText) : [];
  const stylesPart = relatedPart(pack, workbookPart, { type: 'styles' });
  const formats: CellFormat[] = stylesPart ? cellFormats(root(pack, stylesPart)) : [];
  const date1904 = ['1', 'true'].includes(attribute(childElement(workbook, 'workbookPr'), 'date1904') ?? '');
  return (cell: Element): XlsxCell => {
    const value = childElement(cell, 'v')?.textContent ?? '';
    switch (attribute(cell, 't')) {
      case 's':
        return { text: strings[Number(value)] ?? '' };
      case 'inlineStr':
        return { text: richText(childElement(cell, 'is')) };
      case 'b':
        return { text: value === '1' ? 'TRUE' : 'FALSE' };
      case 'str':
      case 'e':
      case 'd':
        return { text: value };
      default:
        if (value === '' || !Number.isFinite(Number(value))) return { text: value };
        return {
          text: showNumber(Number(value), formats[Number(attribute(cell, 's') ?? 0)], date1904),
          numeric: true,
        };
    }
  };
}

/** The text of a string item: its own t and those of its runs; phonetic hints are left out. */
function richText(item: Element | undefined): string {
  return childElements(item)
    .map((child) => {
      if (child.localName === 't') return child.textContent ?? '';
      return child.localName === 'r' ? (childElement(child, 't')?.textContent ?? '') : '';
    })
    .join('');
}

function columnOf(reference: string | undefined): number | undefined {
  const name = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (!name) return undefined;
  let column = 0;
  for (const letter of name) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function letters(width: number): string[] {
  return Array.from({ length: width }, (_, i) =>
    i < 26 ? String.fromCharCode(65 + i) : String.fromCharCode(64 + Math.floor(i / 26), 65 + (i % 26)),
  );
}
