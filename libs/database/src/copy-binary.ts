/** Types of columns that can be copied, as PostgreSQL calls them. Moments reach from 1715 to 2284. */
export type ColumnType = 'bigint' | 'jsonb' | 'real' | 'smallint' | 'text' | 'timestamptz' | 'uuid';

/** A value is none of its column's type. Its code is of the class that PostgreSQL has for what a column cannot keep. */
class UnfitValueError extends Error {
  override readonly name = 'UnfitValueError';
  readonly code = '22P02';
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const FIRST_BYTES = 64 * 1024;
/** Room for any value but texts, with its length. */
const FIELD_BYTES = 4 + 16;
/** Microseconds are counted from the beginning of 2000. */
const EPOCH_MS = Date.UTC(2000);
const INTEGER = /^-?\d{1,19}$/;
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
  /** Of the same bytes: numbers are written sooner than through the `Buffer`. */
  private view = viewOf(this.bytes);
  private end = SIGNATURE.copy(this.bytes);
  private readonly types: readonly ColumnType[];

  constructor(private readonly columns: Readonly<Record<string, ColumnType>>) {
    this.types = Object.values(columns);
  }

  /**
   * A value for each column, in their order; numbers that are none are null.
   * @throws UnfitValueError, which names the column; no more rows can be added then
   */
  add(values: readonly unknown[]): void {
    this.reserve(2);
    this.view.setInt16(this.end, this.types.length);
    this.end += 2;
    const wrong = this.types.findIndex((type, n) => !this.field(type, values[n]));
    if (wrong >= 0)
      throw new UnfitValueError(`A value for ${Object.keys(this.columns)[wrong]} is no ${this.types[wrong]}`);
  }

  /** All rows; nothing can be added any more. */
  finish(): Buffer {
    this.reserve(2);
    this.view.setInt16(this.end, -1);
    return this.bytes.subarray(0, this.end + 2);
  }

  /** Like all that follow, answers whether the value is of its type. */
  private field(type: ColumnType, value: unknown): boolean {
    this.reserve(FIELD_BYTES);
    const at = this.end;
    this.end = at + 4;
    this.view.setInt32(at, -1);
    if (value === undefined || value === null || (typeof value === 'number' && !Number.isFinite(value)))
      return true;
    const fits = this.write(type, value);
    this.view.setInt32(at, this.end - at - 4);
    return fits;
  }

  private write(type: ColumnType, value: unknown): boolean {
    switch (type) {
      case 'text':
        return this.text(value);
      case 'jsonb':
        this.bytes[this.end++] = JSONB_VERSION;
        return this.text(jsonOf(value));
      case 'uuid':
        return this.uuid(value);
      case 'timestamptz':
        return value instanceof Date && this.bigint((value.getTime() - EPOCH_MS) * 1000);
      case 'bigint':
        return this.bigint(value);
      case 'smallint':
        return this.smallint(value);
      case 'real':
        return this.real(value);
    }
  }

  private text(value: unknown): boolean {
    if (typeof value !== 'string') return false;
    this.reserve(MOST_BYTES_OF_A_CHARACTER * value.length);
    this.end += this.bytes.write(value, this.end);
    return true;
  }

  private uuid(value: unknown): boolean {
    if (typeof value !== 'string' || value.length !== 36) return false;
    const { bytes } = this;
    let at = this.end;
    let wrong = 0;
    for (let n = 0; n < 36; n += 2) {
      if (n === 8 || n === 13 || n === 18 || n === 23) wrong |= value.charCodeAt(n++) ^ DASH;
      const high = DIGITS[value.charCodeAt(n)] ?? NO_DIGIT;
      const low = DIGITS[value.charCodeAt(n + 1)] ?? NO_DIGIT;
      wrong |= (high | low) & NO_DIGIT;
      bytes[at++] = (high << 4) | low;
    }
    this.end = at;
    return wrong === 0;
  }

  private smallint(value: unknown): boolean {
    if (typeof value !== 'number' || (value << 16) >> 16 !== value) return false;
    this.view.setInt16(this.end, value);
    this.end += 2;
    return true;
  }

  private bigint(value: unknown): boolean {
    if (typeof value === 'string') return this.digits(value);
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return false;
    this.view.setInt32(this.end, Math.floor(value / 2 ** 32));
    // Modulo 2 ** 32.
    this.view.setUint32(this.end + 4, value);
    this.end += 8;
    return true;
  }

  private digits(value: string): boolean {
    const integer = INTEGER.test(value) ? BigInt(value) : undefined;
    if (integer === undefined || BigInt.asIntN(64, integer) !== integer) return false;
    this.view.setBigInt64(this.end, integer);
    this.end += 8;
    return true;
  }

  private real(value: unknown): boolean {
    if (typeof value !== 'number' || !Number.isFinite(Math.fround(value))) return false;
    this.view.setFloat32(this.end, value);
    this.end += 4;
    return true;
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

/** Undefined for what JSON cannot say. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
