import type { ProxyRoute } from '#tenants';

/** A member in lower case, since clients may read names in any case, with its proper spelling and the text of its value. */
export type ForcedMembers = ReadonlyMap<string, { readonly name: string; readonly value: string }>;

/** What running sessions cannot do any more, as clients ask for it. */
const REFUSED_IN_GRACE = { UserCanNotWriteRelative: true, UserCanRename: false };

/** What CheckFileInfo has to say whatever the instance says, by the tenant's policy and state. */
export function forcedMembers(
  { tenant }: ProxyRoute,
  further: Readonly<Record<string, unknown>> = {},
): ForcedMembers {
  const members: Record<string, unknown> = { ...further };
  if (tenant.policy.businessFlow) members['LicenseCheckForEditIsEnabled'] = true;
  // Only sessions that ran at the end are answered, and these may save: they must not hear that they cannot.
  if (tenant.state === 'grace') Object.assign(members, REFUSED_IN_GRACE);
  return new Map(
    Object.entries(members).map(([name, value]) => [
      name.toLowerCase(),
      { name, value: JSON.stringify(value) },
    ]),
  );
}
