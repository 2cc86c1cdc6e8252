import * as z from 'zod';
import { moment } from '../endpoint/forms.js';

export const TenantParam = z.object({ tenant: z.string() });
export type TenantParam = z.output<typeof TenantParam>;

/** `?now=true`: sessions that run lose what they did not save. */
export const CutOffQuery = z
  .strictObject({ now: z.enum(['true', 'false']).optional() })
  .transform(({ now }) => ({ cutOff: now === 'true' }));
export type CutOffQuery = z.output<typeof CutOffQuery>;

const plan = z.enum(['business', 'personal']);
const name = z.string();
const count = z.int().min(1).max(1_000_000);
const word = z.string().min(1).max(100);
const date = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const Contact = z.strictObject({ name: word, email: z.email(), role: word.optional() });

const names = z.array(word).max(50).nullable();

const Policy = z.strictObject({
  softProof: z.boolean().meta({ description: 'Serves calls with a wrong proof: for a migration only' }),
  businessFlow: z.boolean().meta({ description: 'Forces LicenseCheckForEditIsEnabled' }),
  pseudonymUserIds: z.boolean(),
  keepUserInfo: z.boolean().meta({ description: 'Answers PutUserInfo for instances that cannot' }),
  discoveryApps: names,
  discoveryActions: names,
});

const Limits = z.strictObject({
  requestsPerSecond: count.nullable(),
  concurrentCalls: count.nullable(),
  mibPerSecond: count.nullable(),
  maxFileMib: count.nullable(),
});

export const NewTenant = z.strictObject({ name, plan });
export type NewTenant = z.output<typeof NewTenant>;

/** What a PATCH may say; null takes a value away, and what is not named stays. */
export const ChangedTenant = z
  .strictObject({
    name,
    plan,
    state: z.enum(['trial', 'active'], 'must be trial or active; a suspension has an address of its own'),
    contacts: z.array(Contact).max(20),
    validFrom: date.nullable(),
    validUntil: date.nullable(),
    graceDays: z.int().min(0).max(366),
    seats: z.int().min(1).max(100_000_000).nullable(),
    policy: Policy.partial(),
    limits: Limits.partial(),
  })
  .partial();
export type ChangedTenant = z.output<typeof ChangedTenant>;

export const Suspension = z.strictObject({
  now: z.boolean().optional().meta({ description: 'Running sessions lose their days of grace' }),
});
export type Suspension = z.output<typeof Suspension>;

export const TenantForm = z.object({
  tenantId: z.guid(),
  name,
  plan,
  state: z.enum(['trial', 'active', 'grace', 'suspended', 'expired']),
  contacts: z.array(Contact),
  validFrom: moment.nullable(),
  validUntil: moment.nullable(),
  graceDays: z.number(),
  savesUntil: moment
    .nullable()
    .meta({ description: 'Running sessions may save until then, once service has ended' }),
  daysLeft: z.number().nullable(),
  seats: z.number().nullable(),
  policy: Policy,
  limits: Limits,
  createdAt: moment,
});

export const UsageForm = z.object({
  users: z.number().meta({ description: 'Distinct users in 30 days' }),
  runningSessions: z.number().meta({ description: 'Sessions seen within a day' }),
});
