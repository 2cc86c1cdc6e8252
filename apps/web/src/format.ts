const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** 1 500 000 → "1.4 MB", in the reader's language. */
export function formatSize(bytes: number, language?: string): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[unit]!,
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "5 minutes ago" for what happened within a week, the day otherwise. */
export function formatWhen(moment: Date, now: Date, language?: string): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  const age = Math.abs(seconds);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (age < MINUTE) return relative.format(0, 'second');
  if (age < HOUR) return relative.format(Math.trunc(seconds / MINUTE), 'minute');
  if (age < DAY) return relative.format(Math.trunc(seconds / HOUR), 'hour');
  if (age < 7 * DAY) return relative.format(Math.trunc(seconds / DAY), 'day');
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(moment);
}

/** The moment in full, to the minute. */
export function formatMoment(moment: Date, language?: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

/** "report.final.docx" → ["report.final", ".docx"]; a name that starts with its only dot has no extension. */
export function splitName(name: string): [base: string, extension: string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

/** Pages that the server makes: the browser has to load them. */
export const isServerPage = (path: string): boolean => /^\/(open|connect|oauth)\//.test(path);

/**
 * Where to go after the sign-in: a document, an app that waits, or the list, on this site. Anything else that an address may ask for
 * leads to the list.
 */
export function safeNext(next: string | null, origin: string): string {
  if (!next?.startsWith('/') || !URL.canParse(next, origin)) return '/';
  const url = new URL(next, origin);
  if (url.origin !== origin || !(url.pathname === '/' || isServerPage(url.pathname))) return '/';
  return url.pathname + url.search;
}
