import * as z from 'zod';
import { withoutCoreSchema } from './patch-request.js';
import { ScimError } from './scim-error.js';

const SelectionForm = z.object({
  attributes: z.string().max(1000).optional(),
  excludedAttributes: z.string().max(1000).optional(),
});

/** What a resource is told by, whoever asks for what (RFC 7643, 7: `returned` is `always`). */
const ALWAYS: ReadonlySet<string> = new Set(['schemas', 'id']);

/** Which attributes of resources are answered (RFC 7644, 3.9): some, all but some, or all. Names nobody knows select nothing. */
export class AttributeSelection {
  private constructor(
    private readonly names: ReadonlySet<string>,
    private readonly excludes: boolean,
  ) {}

  /** @throws ScimError `invalidValue` */
  static of(query: unknown): AttributeSelection {
    const read = SelectionForm.safeParse(query);
    if (!read.success) throw new ScimError(400, 'invalidValue', 'The query has a value that cannot be read.');
    const { attributes, excludedAttributes = '' } = read.data;
    if (attributes !== undefined && excludedAttributes !== '')
      throw new ScimError(400, 'invalidValue', 'Say attributes or excludedAttributes, not both.');
    if (attributes === undefined) return new AttributeSelection(namesIn(excludedAttributes), true);
    return new AttributeSelection(namesIn(attributes), false);
  }

  /** Whether an attribute, in small letters, is answered, in part at least. */
  wants(name: string): boolean {
    if (this.excludes) return !this.names.has(name);
    return [...this.names].some((one) => one === name || one.startsWith(`${name}.`));
  }

  /** What is answered of a resource. */
  from(resource: object): object {
    const entries = Object.entries(resource) as [string, unknown][];
    return Object.fromEntries(
      entries.flatMap(([name, value]) => {
        const kept = ALWAYS.has(name) ? value : this.part(name.toLowerCase(), value);
        return kept === undefined ? [] : [[name, kept]];
      }),
    );
  }

  private part(name: string, value: unknown): unknown {
    if (!this.wants(name)) return undefined;
    if (!this.excludes && this.names.has(name)) return value;
    if (typeof value !== 'object' || value === null) return this.excludes ? value : undefined;
    if (!Array.isArray(value)) return this.parts(name, value);
    return value.map((one) => this.parts(name, one as object)).filter((one) => one !== undefined);
  }

  private parts(name: string, value: object): object | undefined {
    const kept = (Object.entries(value) as [string, unknown][]).filter(
      ([part]) => this.names.has(`${name}.${part.toLowerCase()}`) !== this.excludes,
    );
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
  }
}

const namesIn = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split(',')
      .map((name) => withoutCoreSchema(name.trim().toLowerCase()))
      .filter(Boolean),
  );
