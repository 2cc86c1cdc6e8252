import * as z from 'zod';

/** Of a person at the portal. */
export const portalRole = z.enum(['member', 'administrator']);

/** What is said of a new person, alone or as a line of a list. */
export const NewUserForm = z.strictObject({
  login: z.string().max(200),
  displayName: z.string().max(200).optional(),
  role: portalRole.optional(),
});
export type NewUserForm = z.output<typeof NewUserForm>;
