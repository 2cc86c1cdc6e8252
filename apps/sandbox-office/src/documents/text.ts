const BOM = '\uFEFF';

/** A text file as the editor sees it: LF line ends, no byte order mark; both come back when it is written. */
export interface TextDocument {
  readonly kind: 'text';
  readonly text: string;
  readonly bom: boolean;
  readonly lineEnd: '\n' | '\r\n';
  /** False when the bytes are not UTF-8: they would not survive a save. */
  readonly editable: boolean;
}

/** Reads a text file. Bytes that are not UTF-8 are shown as Windows-1252 and may only be looked at. */
export function readText(bytes: Uint8Array): TextDocument {
  const utf8 = decodeUtf8(bytes);
  const raw = utf8 ?? new TextDecoder('windows-1252').decode(bytes);
  const bom = raw.startsWith(BOM);
  const body = bom ? raw.slice(1) : raw;
  const pairs = body.match(/\r\n/g)?.length ?? 0;
  const feeds = body.match(/\n/g)?.length ?? 0;
  return {
    kind: 'text',
    text: toLf(body),
    bom,
    lineEnd: pairs > feeds - pairs ? '\r\n' : '\n',
    editable: utf8 !== undefined,
  };
}

/** The bytes of `text` in the dress of the original: its byte order mark and its line ends. */
export function writeText(original: TextDocument, text: string): Uint8Array {
  const body = toLf(text).replaceAll('\n', original.lineEnd);
  return new TextEncoder().encode((original.bom ? BOM : '') + body);
}

function toLf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
