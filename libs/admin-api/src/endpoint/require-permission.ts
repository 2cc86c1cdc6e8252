import type { Permission, Principal } from '#access';
import { Problem } from '#http-server';

/** For what a call needs besides its endpoint's own permission. @throws Problem 403 */
export function requirePermission({ permissions }: Principal, needed: Permission): void {
  if (!permissions.has(needed)) throw new Problem(403, `The key lacks the permission ${needed}.`);
}
