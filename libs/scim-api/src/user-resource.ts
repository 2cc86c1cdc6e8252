import * as z from 'zod';
import type { ProvisionedUser, UserState } from '#identity';
import { ScimError } from './scim-error.js';

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** Entra ID sends truth values as texts. */
export const flag = z.union([
  z.boolean(),
  z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(['true', 'false']))
    .transform((text) => text === 'true'),
]);

/** Longer than whatever is kept, so that the layer below says what is too long. */
const text = z.string().max(1000);

const emailForm = z.object({ value: text.optional(), primary: flag.optional(), type: text.optional() });

export const oneEmail = emailForm.transform(({ value }) => value);

/** A PATCH may name a single one without a list around it. */
export const emailsForm = z
  .union([z.array(emailForm).max(50), emailForm.transform((email) => [email])])
  .transform((emails) => (emails.find(({ primary }) => primary) ?? emails[0])?.value);

export const nameForm = z
  .object({ formatted: text.optional(), givenName: text.optional(), familyName: text.optional() })
  .transform(({ formatted, givenName, familyName }) => {
    const parts = [givenName, familyName].filter(Boolean).join(' ');
    return formatted || parts || undefined;
  });

const UserForm = z.object({
  userName: text.min(1),
  externalId: text.nullish(),
  displayName: text.nullish(),
  name: nameForm.nullish(),
  emails: emailsForm.nullish(),
  active: flag.nullish(),
});

/** What a POST or PUT says an account is. @throws ScimError */
export function userStateOf(body: unknown): UserState {
  const read = UserForm.safeParse(body);
  if (!read.success) {
    const names = read.error.issues.map(({ path }) => String(path[0] ?? 'body')).join(', ');
    throw new ScimError(400, 'invalidValue', `These attributes cannot be read: ${names}.`);
  }
  const { userName, externalId, displayName, name, emails, active } = read.data;
  return {
    login: userName,
    displayName: displayName || name || userName,
    externalId: externalId || undefined,
    email: emails || undefined,
    active: active ?? true,
  };
}

export function userResource({ id, login, displayName, externalId, email, active }: ProvisionedUser) {
  return {
    schemas: [USER_SCHEMA],
    id,
    ...(externalId !== undefined && { externalId }),
    userName: login,
    displayName,
    name: { formatted: displayName },
    ...(email !== undefined && { emails: [{ value: email, type: 'work', primary: true }] }),
    active,
  };
}
