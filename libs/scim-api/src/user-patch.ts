import * as z from 'zod';
import type { UserState } from '#identity';
import type { Assignment } from './patch-request.js';
import { ScimError } from './scim-error.js';
import { emailsForm, flag, nameForm, oneEmail } from './user-resource.js';

type Change = (value: unknown) => Partial<UserState>;

const text = z.string().max(1000);
const optionalText = text.nullish().transform((value) => value || undefined);

/** The one address that is kept, which is shown as the primary one and that of work. */
const OURS = String.raw`\[\s*(?:type eq "work"|primary eq "?true"?)\s*\]`;

/** Attributes that are kept, by their paths. Others are accepted and come to nothing, as RFC 7644 allows. */
const CHANGES: readonly (readonly [RegExp, Change])[] = [
  [/^username$/, (value) => ({ login: text.min(1).parse(value) })],
  [/^externalid$/, (value) => ({ externalId: optionalText.parse(value) })],
  [/^displayname$/, (value) => named(optionalText.parse(value))],
  [/^name$/, (value) => named(nameForm.parse(value))],
  [/^name\.formatted$/, (value) => named(optionalText.parse(value))],
  [/^emails$/, (value) => ({ email: emailsForm.nullish().parse(value) || undefined })],
  [new RegExp(`^emails${OURS}$`), (value) => ({ email: oneEmail.nullish().parse(value) || undefined })],
  [new RegExp(`^emails(?:${OURS})?\\.value$`), (value) => ({ email: optionalText.parse(value) })],
  [/^active$/, (value) => ({ active: flag.parse(value) })],
];

const named = (displayName: string | undefined): Partial<UserState> =>
  displayName === undefined ? {} : { displayName };

/** The state after a PATCH. @throws ScimError */
export function patchedUser(user: UserState, assignments: readonly Assignment[]): UserState {
  return assignments.reduce<UserState>((state, { op, path, value }) => {
    const change = CHANGES.find(([form]) => form.test(path))?.[1];
    if (!change) return state;
    return { ...state, ...read(change, op === 'remove' ? undefined : value, path) };
  }, user);
}

function read(change: Change, value: unknown, path: string): Partial<UserState> {
  try {
    return change(value);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new ScimError(400, 'invalidValue', `The value of ${path.slice(0, 100)} cannot be used.`);
  }
}
