import type { EntitlementStatement, ProxyKey, Tenant, TenantUsage } from '#tenants';

/** Days before the end of a subscription from which on it is spoken of. */
const EARLY_DAYS = 30;
const SEATS_NEARLY_USED = 0.9;

/** What is looked at beside the tenant itself. */
export interface TenantFacts {
  readonly usage: TenantUsage;
  readonly keys: readonly ProxyKey[];
  readonly statements: readonly EntitlementStatement[];
}

/** What whoever runs the installation should know or do, most pressing first; each a sentence. */
export function tenantWarnings(tenant: Tenant, facts: TenantFacts): string[] {
  return [
    ...ofSubscription(tenant),
    ...ofSeats(tenant, facts.usage),
    ...ofKeys(facts.keys),
    ...ofEntitlement(facts.statements),
    ...(tenant.policy.softProof
      ? ['Calls with a wrong proof are served: set policy.softProof to false when the migration is over.']
      : []),
  ];
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

function ofSeats({ seats }: Tenant, { users }: TenantUsage): string[] {
  if (seats === null || users < seats * SEATS_NEARLY_USED) return [];
  return [`${users} of ${seats} seats were used within 30 days.`];
}

function ofKeys(keys: readonly ProxyKey[]): string[] {
  const ofIds = keys.filter(({ purpose }) => purpose === 'file-id');
  if (!ofIds.some(({ state }) => state === 'active'))
    return ['The tenant has no active key: add one, and give it to the customer.'];
  const retiring = ofIds.filter(({ state }) => state === 'retiring').length;
  return retiring === 0
    ? []
    : [`Retiring keys are accepted still: ${retiring}. Revoke them when nobody signs with them.`];
}

function ofEntitlement(statements: readonly EntitlementStatement[]): string[] {
  if (statements.some(({ current }) => current)) return [];
  if (statements.length > 0)
    return ['The statement of the Microsoft 365 entitlement has passed its last day.'];
  return ['There is no statement of the Microsoft 365 entitlement.'];
}
