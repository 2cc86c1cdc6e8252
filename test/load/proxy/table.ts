/** Lines of figures under their names, printed as they come. */
export class Table {
  readonly #widths: readonly number[];

  constructor(names: readonly string[]) {
    this.#widths = names.map((name, n) => Math.max(name.length, n === 0 ? 16 : 8));
    this.row(names);
  }

  row(cells: readonly string[]): void {
    const padded = cells.map((cell, n) =>
      n === 0 ? cell.padEnd(this.#widths[n]!) : cell.padStart(this.#widths[n]!),
    );
    process.stdout.write(`${padded.join(' ').trimEnd()}\n`);
  }
}
