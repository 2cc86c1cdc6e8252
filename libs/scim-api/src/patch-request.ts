import * as z from 'zod';
import { ScimError } from './scim-error.js';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const MOST_OPERATIONS = 1000;

/** One operation of a PATCH, its words in small letters whatever the sender's: Entra ID writes `Replace`. */
const OperationForm = z.object({
  op: z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(['add', 'replace', 'remove'])),
  path: z.string().min(1).max(500).optional(),
  value: z.unknown().optional(),
});
export type Operation = z.output<typeof OperationForm>;

const PatchForm = z.object({
  schemas: z
    .array(z.string())
    .max(10)
    .refine((schemas) => schemas.includes(PATCH_OP)),
  Operations: z.array(OperationForm).min(1).max(MOST_OPERATIONS),
});

/** One attribute that an operation is about. */
export interface Assignment {
  readonly op: Operation['op'];
  /** As it was sent, in small letters and without a schema in front. */
  readonly path: string;
  readonly value: unknown;
}

/** A body's operations, one attribute each: an operation without path names several in its value. @throws ScimError */
export function assignmentsOf(body: unknown): Assignment[] {
  const read = PatchForm.safeParse(body);
  if (!read.success) throw new ScimError(400, 'invalidSyntax', 'The body is not a PATCH of SCIM.');
  return read.data.Operations.flatMap(({ op, path, value }) => {
    if (path !== undefined) return [{ op, path: plain(path), value }];
    if (op === 'remove') throw new ScimError(400, 'noTarget', 'What is to be removed is not said.');
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ScimError(400, 'invalidValue', 'An operation without a path needs an object.');
    return Object.entries(value).map(([name, member]) => ({
      op,
      path: plain(name),
      value: member as unknown,
    }));
  });
}

/** `urn:…:User:userName` is `username`; values in a filter keep their letters, since only ids stand there. */
const plain = (path: string): string => withoutCoreSchema(path.trim().toLowerCase());

/** A path in small letters; those of extensions keep their schema, so that none is taken for an attribute of the core. */
export const withoutCoreSchema = (path: string): string =>
  path.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, '');
