import { INSTALLATION_ROLES, mayGrant, type Principal, ROLES } from '#access';
import { Problem } from '#http-server';
import type { GroupRole } from '#identity';

/**
 * Whoever makes somebody a member of a group gives him its roles, and whoever sets a person's password can take his. Nobody gives a role
 * that can do more than he himself.
 * @throws Problem 403
 */
export function requireMayGive(caller: Principal, roles: readonly GroupRole[], tenantId: string): void {
  if (roles.length > 0 && !caller.permissions.has('roles.manage'))
    throw new Problem(403, 'This gives a role, and the key lacks the permission roles.manage.');
  const tooMuch = roles.find((role) => role !== 'administrator' && !mayGive(caller, role, tenantId));
  if (tooMuch) throw new Problem(403, `The role ${tooMuch} can do more than the key.`);
}

function mayGive(caller: Principal, role: Exclude<GroupRole, 'administrator'>, tenantId: string): boolean {
  const { userId, expiresAt } = caller;
  const reach = INSTALLATION_ROLES.has(role) ? undefined : tenantId;
  return mayGrant(caller, { permissions: ROLES[role], tenantId: reach, userId, expiresAt });
}
