import type { Element } from '@xmldom/xmldom';
import { attribute, childElement, childElements } from './xml.js';

/** What the sandbox knows of a number format. */
export interface CellFormat {
  readonly date?: true;
  readonly time?: true;
  readonly percent?: true;
  readonly decimals?: number;
  readonly thousands?: true;
}

const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const BUILT_IN: Record<number, string> = {
  1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 14: 'yyyy-mm-dd', 15: 'd-mmm-yy', 16: 'd-mmm',
  17: 'mmm-yy', 18: 'h:mm', 19: 'h:mm:ss', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy-mm-dd h:mm', 45: 'mm:ss', 46: 'h:mm:ss',
}; // prettier-ignore

/** The formats of the cell styles, in the order that a cell's `s` counts. */
export function cellFormats(styles: Element | null): CellFormat[] {
  const codes = new Map(
    childElements(childElement(styles, 'numFmts'), 'numFmt').map((format) => [
      Number(attribute(format, 'numFmtId')),
      attribute(format, 'formatCode') ?? '',
    ]),
  );
  return childElements(childElement(styles, 'cellXfs'), 'xf').map((xf) => {
    const id = Number(attribute(xf, 'numFmtId') ?? 0);
    return readFormat(codes.get(id) ?? BUILT_IN[id] ?? '');
  });
}

/** A number as the sheet shows it: date, percentage, fixed decimals, or as it is without rounding noise. */
export function showNumber(value: number, format: CellFormat | undefined, date1904 = false): string {
  if (format?.date || format?.time) {
    const date = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(value * 86_400) * 1000);
    if (Math.abs(value) > 2_958_466 || Number.isNaN(date.getTime())) return String(value);
    const [day = '', time = ''] = date.toISOString().split('T');
    const clock = time.slice(0, date.getTime() % 60_000 === 0 ? 5 : 8);
    if (!format.time) return day;
    return format.date && date.getTime() % DAY_MS !== 0 ? `${day} ${clock}` : format.date ? day : clock;
  }
  const scaled = format?.percent ? value * 100 : value;
  const plain =
    format?.decimals === undefined ? String(Number(scaled.toPrecision(12))) : scaled.toFixed(format.decimals);
  const [whole = '', ...fraction] = plain.split('.');
  const grouped = format?.thousands ? [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.') : plain;
  return format?.percent ? `${grouped}%` : grouped;
}

function readFormat(code: string): CellFormat {
  const positive = (code.split(';')[0] ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  if (/[yd]/i.test(positive) || /[hs]/i.test(positive) || /m{2,}/i.test(positive)) {
    return {
      ...(/[yd]|mmm/i.test(positive) && { date: true }),
      ...(/[hs]/i.test(positive) && { time: true }),
    };
  }
  const decimals = /\.(0+)/.exec(positive)?.[1]?.length;
  return {
    ...(positive.includes('%') && { percent: true }),
    ...(decimals !== undefined ? { decimals } : /^[^.]*0[^.]*$/.test(positive) && { decimals: 0 }),
    ...(positive.includes(',') && { thousands: true }),
  };
}
