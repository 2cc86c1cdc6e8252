/** Types of columns that can be copied, as PostgreSQL calls them. */
export type ColumnType = 'bigint' | 'jsonb' | 'real' | 'smallint' | 'text' | 'timestamptz' | 'uuid';

/** A value is none of its column's type; `code` is the SQLSTATE that PostgreSQL has for it. */
export class UnfitValueError extends Error {
  override readonly name = 'UnfitValueError';
  readonly code = '22P02';
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const FIRST_BYTES = 64 * 1024;
/** Microseconds are counted from the beginning of 2000. */
const EPOCH_MS = Date.UTC(2000);
const DASH = '-'.charCodeAt(0);
const NO_DIGIT = 0x80;
/** What a character code is worth as a hexadecimal digit. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
  return digit < 0 ? NO_DIGIT : digit;
});
const JSONB_VERSION = 1;
const MOST_BYTES_OF_A_CHARACTER = 3;

/** Rows in PostgreSQL's binary format of COPY: it spares the server the reading of texts. */
export class CopyRows {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private view = viewOf(this.bytes);
  private end = SIGNATURE.copy(this.bytes);

  constructor(private readonly types: readonly ColumnType[]) {}

  /**
   * A value for each column, numbers that are none as null.
   * @throws UnfitValueError
   */
  add(values: readonly unknown[]): void {
    this.reserve(2);
    this.view.setInt16(this.end, this.types.length);
    this.end += 2;
    for (let n = 0; n < this.types.length; n++) this.field(this.types[n]!, values[n]);
  }

  /** All rows; nothing can be added any more. */
  finish(): Buffer {
    this.reserve(2);
    this.view.setInt16(this.end, -1);
    return this.bytes.subarray(0, this.end + 2);
  }

  private field(type: ColumnType, value: unknown): void {
    const at = this.end;
    this.reserve(4 + 16);
    this.end = at + 4;
    if (value === undefined || value === null || (typeof value === 'number' && !Number.isFinite(value)))
      return this.view.setInt32(at, -1);
    this.write(type, value);
    this.view.setInt32(at, this.end - at - 4);
  }

  private write(type: ColumnType, value: unknown): void {
    switch (type) {
      case 'text':
        return this.text(String(value));
      case 'jsonb':
        this.bytes[this.end++] = JSONB_VERSION;
        return this.text(JSON.stringify(value));
      case 'uuid':
        return this.uuid(String(value));
      case 'timestamptz':
        return this.int64((Number(value) - EPOCH_MS) * 1000);
      case 'bigint':
        return this.int64(Number(value));
      case 'smallint':
        return this.int16(Number(value));
      case 'real':
        this.view.setFloat32(this.end, Number(value));
        this.end += 4;
    }
  }

  private text(value: string): void {
    this.reserve(MOST_BYTES_OF_A_CHARACTER * value.length);
    this.end += this.bytes.write(value, this.end);
  }

  private uuid(value: string): void {
    if (value.length !== 36) throw new UnfitValueError('A value is no UUID');
    let wrong = 0;
    for (let n = 0; n < 36; n += 2) {
      if (n === 8 || n === 13 || n === 18 || n === 23) wrong |= value.charCodeAt(n++) ^ DASH;
      const high = DIGITS[value.charCodeAt(n)] ?? NO_DIGIT;
      const low = DIGITS[value.charCodeAt(n + 1)] ?? NO_DIGIT;
      wrong |= (high | low) & NO_DIGIT;
      this.bytes[this.end++] = (high << 4) | low;
    }
    if (wrong !== 0) throw new UnfitValueError('A value is no UUID');
  }

  private int16(value: number): void {
    if ((value << 16) >> 16 !== value) throw new UnfitValueError('A value is no small integer');
    this.view.setInt16(this.end, value);
    this.end += 2;
  }

  private int64(value: number): void {
    if (!Number.isSafeInteger(value)) throw new UnfitValueError('A value is no integer');
    const high = Math.floor(value / 2 ** 32);
    this.view.setInt32(this.end, high);
    this.view.setUint32(this.end + 4, value - high * 2 ** 32);
    this.end += 8;
  }

  private reserve(bytes: number): void {
    if (this.end + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.end + bytes));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
    this.view = viewOf(larger);
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Buffer) => new DataView(buffer, byteOffset, byteLength);
