import type { Tenant, TenantFacts } from '#tenants';

/** Days before the end of a subscription from which on it is spoken of. */
const EARLY_DAYS = 30;
const SEATS_NEARLY_USED = 0.9;

/** What whoever runs the installation should know or do, most pressing first; each a sentence. */
export function tenantWarnings(tenant: Tenant, facts: TenantFacts): string[] {
  return [
    ...ofSubscription(tenant),
    ...ofSeats(tenant, facts),
    ...ofKeys(facts),
    ...ofEntitlement(facts),
    ...(tenant.policy.softProof
      ? ['Calls with a wrong proof are served: set policy.softProof to false when the migration is over.']
      : []),
  ];
}

/** Whether the customer should be spoken to before his service ends, or has no room left. */
export function needsAttention(tenant: Tenant, facts: TenantFacts): boolean {
  const { state, daysLeft } = tenant;
  const ending = state !== 'suspended' && state !== 'expired' && daysLeft !== null && daysLeft <= EARLY_DAYS;
  return ending || ofSeats(tenant, facts).length > 0;
}

function ofSubscription({ state, daysLeft, savesUntil, validFrom }: Tenant): string[] {
  const until = savesUntil ? `until ${savesUntil.toISOString()}` : 'no more';
  if (state === 'grace') return [`The subscription has ended: running sessions may save ${until}.`];
  if (state === 'expired') return ['The subscription has ended: nothing is served.'];
  if (state === 'suspended' && !savesUntil && validFrom)
    return [`The subscription begins ${validFrom.toISOString()}.`];
  if (state === 'suspended') return [`The tenant is suspended: running sessions may save ${until}.`];
  if (daysLeft === null || daysLeft > EARLY_DAYS) return [];
  return [`The subscription ends in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}.`];
}

function ofSeats({ seats }: Tenant, { users }: TenantFacts): string[] {
  if (seats === null || users < seats * SEATS_NEARLY_USED) return [];
  return [`${users} of ${seats} seats were used within 30 days.`];
}

function ofKeys({ activeKeys, retiringKeys }: TenantFacts): string[] {
  if (activeKeys === 0) return ['The tenant has no active key: add one, and give it to the customer.'];
  return retiringKeys === 0
    ? []
    : [`Retiring keys are accepted still: ${retiringKeys}. Revoke them when nobody signs with them.`];
}

function ofEntitlement({ statements, currentStatements }: TenantFacts): string[] {
  if (currentStatements > 0) return [];
  if (statements > 0) return ['The statement of the Microsoft 365 entitlement has passed its last day.'];
  return ['There is no statement of the Microsoft 365 entitlement.'];
}
