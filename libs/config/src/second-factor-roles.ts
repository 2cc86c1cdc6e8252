import * as z from 'zod';

const ROLES_WITH_ACCOUNT = [
  'administrator',
  'viewer',
  'auditor',
  'support',
  'tenant-admin',
  'operator',
  'owner',
] as const;

/** Roles whose people sign in with a second factor, as SECOND_FACTOR_ROLES names them. */
export const secondFactorRoles = z.string().transform((text, context) => {
  if (text === 'none') return [];
  const roles = z.array(z.enum(ROLES_WITH_ACCOUNT)).safeParse(text.split(',').map((role) => role.trim()));
  if (roles.success) return roles.data;
  context.addIssue(`must be none, or some of ${ROLES_WITH_ACCOUNT.join(', ')}, comma-separated`);
  return z.NEVER;
});
