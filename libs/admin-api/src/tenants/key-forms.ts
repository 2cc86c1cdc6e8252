import * as z from 'zod';
import { KEY_PURPOSES } from '#tenants';
import { moment } from '../endpoint/forms.js';

export const KeyParam = z.object({ tenant: z.string(), key: z.string() });
export type KeyParam = z.output<typeof KeyParam>;

export const NewKey = z.strictObject({
  secret: z.string().optional().meta({ description: 'At least 32 bytes; one is made where there is none' }),
  purpose: z.enum(KEY_PURPOSES).optional(),
});
export type NewKey = z.output<typeof NewKey>;

export const ChangedKey = z.strictObject({
  state: z.enum(['active', 'retiring'], 'must be active or retiring; a key is revoked by DELETE'),
});
export type ChangedKey = z.output<typeof ChangedKey>;

export const KeyForm = z.object({
  keyId: z.guid(),
  tenantId: z.guid(),
  purpose: z.enum(KEY_PURPOSES),
  state: z.enum(['active', 'retiring', 'revoked']),
  revokedAt: moment.nullable(),
  savesUntil: moment.nullable(),
  createdAt: moment,
});

export const IssuedKeyForm = z.object({ keyId: z.guid(), secret: z.string() });

export const RotationForm = IssuedKeyForm.extend({
  retiring: z.array(z.guid()).meta({ description: 'Keys that were active until now' }),
  runningSessions: z.number(),
  warning: z.string(),
});
