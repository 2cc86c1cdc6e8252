import { WopiError } from './wopi-error.js';

/**
 * UTF-7 (RFC 2152) as .NET's Encoding.UTF7 writes it: WOPI sends file names that way (pages "PutRelativeFile",
 * "RenameFile").
 */

const NOT_DIRECT = /[^A-Za-z0-9'(),\-./:? \t\r\n]+/g;

/**
 * Text as a header value of pure ASCII. A run of characters other than letters, digits, white space and
 * `'(),-./:?` (so `_` too) becomes one block of unpadded base64 of UTF-16BE, always closed with `-`; a `+` outside
 * a block becomes `+-`.
 */
export function encodeUtf7(text: string): string {
  return text.replace(NOT_DIRECT, (run) => {
    const rest = run.replace(/^\++/, '');
    return '+-'.repeat(run.length - rest.length) + (rest ? `+${toBase64(rest)}-` : '');
  });
}

/**
 * The text of a UTF-7 header value. Any ASCII character may stand for itself, as other encoders leave more of them alone.
 * Throws WopiError 'invalid_header' for a byte above 0x7f, a `+` that starts nothing, a block that holds no whole UTF-16
 * units or has bits left over, and a lone surrogate, which no file name can keep.
 * The result is not a safe name yet: blocks can spell `/`, NUL and anything else.
 */
export function decodeUtf7(wire: string): string {
  let text = '';
  let at = 0;
  for (;;) {
    const plus = wire.indexOf('+', at);
    text += wire.slice(at, plus < 0 ? wire.length : plus);
    if (plus < 0) break;
    let end = plus + 1;
    while (end < wire.length && isBase64(wire.charCodeAt(end))) end += 1;
    const closed = wire[end] === '-';
    text += end === plus + 1 && closed ? '+' : fromBase64(wire.slice(plus + 1, end));
    at = closed ? end + 1 : end;
  }
  if (/[\u0080-\uffff]/.test(wire) || /\p{Surrogate}/u.test(text)) throw malformed();
  return text;
}

function toBase64(run: string): string {
  return Buffer.from(run, 'utf16le').swap16().toString('base64').replace(/=+$/, '');
}

function fromBase64(block: string): string {
  const bytes = Buffer.from(block, 'base64');
  const canonical = bytes.toString('base64').replace(/=+$/, '') === block;
  if (bytes.length === 0 || bytes.length % 2 !== 0 || !canonical) throw malformed();
  return bytes.swap16().toString('utf16le');
}

function isBase64(code: number): boolean {
  return (
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2b ||
    code === 0x2f
  );
}

function malformed(): WopiError {
  return new WopiError('invalid_header', { reason: 'A header that holds a name is not well-formed UTF-7.' });
}
