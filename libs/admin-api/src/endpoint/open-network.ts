import type { Principal } from '#access';
import { Problem } from '#http-server';

/** A private network is the installation's own: a tenant may not have its processes look around in it. */
export function requireOpenNetwork(
  { tenantId }: Principal,
  { privateNetwork }: { readonly privateNetwork?: boolean | undefined },
): void {
  if (tenantId === undefined || !privateNetwork) return;
  throw new Problem(403, 'Only keys of the installation may say that an address lies in a private network.');
}
