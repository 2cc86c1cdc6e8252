/** The tenant whose files this installation's own host keeps; the first migration brings it. */
export const DEFAULT_TENANT_ID = '00000000-0000-0000-0000-000000000001';

/** Which of Microsoft's offers the tenant's users hold. */
export type TenantPlan = 'business' | 'personal';

/**
 * Calls are served in `trial` and `active`. Later running sessions may still save, for the days of grace: in `grace`, which the end
 * of the dates brings, they may also be read; `expired` is what comes after it. `suspended` and `expired` can be set by hand, too.
 */
export type TenantState = 'trial' | 'active' | 'grace' | 'suspended' | 'expired';

/** Whom to write to, e.g. before the subscription ends. */
export interface TenantContact {
  readonly name: string;
  readonly email: string;
  /** What for, in a word or two. */
  readonly role?: string;
}

/** How the tenant's calls are treated. */
export interface TenantPolicy {
  /** Calls with a wrong proof are served all the same, and marked: for the days of a migration. */
  readonly softProof: boolean;
  /** Editing asks for a Microsoft 365 licence, whatever the instance says (LicenseCheckForEditIsEnabled). */
  readonly businessFlow: boolean;
  /** Clients see pseudonyms in the place of user ids. */
  readonly pseudonymUserIds: boolean;
  /** The proxy keeps what PutUserInfo brings, for instances that cannot. */
  readonly keepUserInfo: boolean;
  /** What the tenant's discovery is limited to; null: all of it. */
  readonly discoveryApps: readonly string[] | null;
  readonly discoveryActions: readonly string[] | null;
}

/** What the tenant may ask of one process of the proxy; null: what the installation's configuration says. */
export interface TenantLimits {
  readonly requestsPerSecond: number | null;
  readonly concurrentCalls: number | null;
  readonly mibPerSecond: number | null;
  readonly maxFileMib: number | null;
}

/** A customer of the proxy. */
export interface Tenant {
  readonly tenantId: string;
  /** Unique in the installation. */
  readonly name: string;
  readonly plan: TenantPlan;
  /** As it was when the row was read: it follows the dates. */
  readonly state: TenantState;
  readonly contacts: readonly TenantContact[];
  /** Null: since ever. */
  readonly validFrom: Date | null;
  /** Null: for good. */
  readonly validUntil: Date | null;
  /** After the end, for how many days running sessions may still save. */
  readonly graceDays: number;
  /** The last moment of that, where an end is known. */
  readonly savesUntil: Date | null;
  /** Until `validUntil`, begun ones included; negative afterwards. */
  readonly daysLeft: number | null;
  /** Distinct users in 30 days that were paid for; null: any number. */
  readonly seats: number | null;
  readonly policy: TenantPolicy;
  readonly limits: TenantLimits;
  readonly createdAt: Date;
}

/** What may be changed of a tenant; what is left out stays, null takes a limit or a date away. */
export type TenantChange = Partial<
  Pick<Tenant, 'name' | 'plan' | 'contacts' | 'graceDays' | 'seats'> & {
    readonly state: Extract<TenantState, 'trial' | 'active'>;
    readonly validFrom: Date | null;
    readonly validUntil: Date | null;
    readonly policy: Partial<TenantPolicy>;
    readonly limits: Partial<TenantLimits>;
  }
>;

/** What early warnings are told from; see `SubscriptionsService.facts`. */
export interface TenantFacts {
  /** Distinct users in 30 days. */
  readonly users: number;
  /** Of file ids. */
  readonly activeKeys: number;
  readonly retiringKeys: number;
  /** Of the entitlement. */
  readonly statements: number;
  readonly currentStatements: number;
}

/** How much a tenant uses the proxy, within the last 30 days and at the moment. */
export interface TenantUsage {
  /** Distinct users in 30 days. */
  readonly users: number;
  /** Sessions seen within a day. */
  readonly runningSessions: number;
}
