/** The headers of an answer as they came: order, case, repetitions and bytes (one character each, latin1). */
export class ResponseHeaders implements Iterable<readonly [string, string]> {
  /** Name, value, name, value, …; fit for `ServerResponse.writeHead`. */
  readonly raw: readonly string[];

  constructor(raw: readonly string[]) {
    this.raw = raw;
  }

  static fromBytes(raw: readonly Buffer[]): ResponseHeaders {
    return new ResponseHeaders(raw.map((bytes) => bytes.toString('latin1')));
  }

  /** The first value of a header, in any case of its name; '' is a value, undefined none. */
  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    const { raw } = this;
    for (let i = 0; i < raw.length; i += 2) {
      if (raw[i]!.length === wanted.length && raw[i]!.toLowerCase() === wanted) return raw[i + 1]!;
    }
    return undefined;
  }

  /** Every value of a header, in order. */
  all(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.raw.filter((_, i) => i % 2 === 1 && this.raw[i - 1]!.toLowerCase() === wanted);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  *[Symbol.iterator](): Iterator<readonly [string, string]> {
    for (let i = 0; i < this.raw.length; i += 2) yield [this.raw[i]!, this.raw[i + 1]!];
  }
}
