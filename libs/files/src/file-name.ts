/** Bytes of UTF-8 a name may have, extension included. */
export const FILE_NAME_MAX_BYTES = 255;

/** What no name may hold: path separators, wildcards, control characters, and characters that turn the reading direction. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const FORBIDDEN_ALL = new RegExp(FORBIDDEN.source, 'gu');
/** Names that Windows gives to devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

const bytes = (text: string) => Buffer.byteLength(text);

/** `report.docx` → `.docx`; '' without one. A leading dot makes no extension. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot) : '';
}

export function baseOf(name: string): string {
  return name.slice(0, name.length - extensionOf(name).length);
}

/** Why a name cannot be used, as an ASCII sentence; undefined for one that can. */
export function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'The name is empty';
  if (!name.isWellFormed()) return 'The name is not valid Unicode';
  if (bytes(name) > FILE_NAME_MAX_BYTES) return `The name is longer than ${FILE_NAME_MAX_BYTES} bytes`;
  if (FORBIDDEN.test(name)) return 'The name holds a character that is not allowed in file names';
  if (name !== name.trim() || name.endsWith('.'))
    return 'The name begins or ends with a space, or ends with a dot';
  if (name.startsWith('.')) return 'The name begins with a dot';
  if (DEVICE.test(name)) return 'The name is reserved on some systems';
  return undefined;
}

/** The nearest name that can be used; never fails. */
export function cleanName(wish: string, fallback = 'document'): string {
  const replaced = wish.toWellFormed().replaceAll(FORBIDDEN_ALL, '_').trim();
  const name = replaced.replace(/^\.+/, '').replace(/[. ]+$/, '') || fallback;
  const safe = DEVICE.test(name) ? `_${name}` : name;
  const extension = shorten(extensionOf(safe), 32);
  return shorten(baseOf(safe), FILE_NAME_MAX_BYTES - bytes(extension)).trimEnd() + extension;
}

/** The n-th alternative to a name that is taken: `report (2).docx`. */
export function alternativeName(name: string, n: number): string {
  const tail = ` (${n})${extensionOf(name)}`;
  return shorten(baseOf(name), FILE_NAME_MAX_BYTES - bytes(tail)).trimEnd() + tail;
}

/** The n-th alternative to a folder's name that is taken: `v1.2 (2)`; folders have no extension. */
export function alternativeFolderName(name: string, n: number): string {
  const tail = ` (${n})`;
  return shorten(name, FILE_NAME_MAX_BYTES - bytes(tail)).trimEnd() + tail;
}

/** Cuts whole characters off the end until the text fits. */
function shorten(text: string, most: number): string {
  if (bytes(text) <= most) return text;
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += bytes(character);
    if (used > most) break;
    kept += character;
  }
  return kept;
}
