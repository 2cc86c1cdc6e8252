import * as z from 'zod';
import { INSTANCE_PRODUCTS } from '#tenants';
import { UPSTREAM_MODES } from '#wopi-protocol';
import { moment } from '../endpoint/forms.js';

export const InstanceParam = z.object({ tenant: z.string(), instance: z.string() });
export type InstanceParam = z.output<typeof InstanceParam>;

const Settings = z.strictObject({
  mode: z.enum(UPSTREAM_MODES),
  privateNetwork: z.boolean(),
  plainFileId: z.boolean(),
  product: z.enum(INSTANCE_PRODUCTS).nullable(),
  productVersion: z.string().nullable(),
  browserOrigins: z.array(z.string()).max(50),
  pinnedCa: z.string().max(65_536).nullable().meta({ description: 'PEM of the only authorities to trust' }),
  redirector: z.boolean(),
  proxiedFileUrl: z.boolean(),
});

/** What a PATCH may say of an instance. */
export const ChangedInstance = Settings.partial();
export type ChangedInstance = z.output<typeof ChangedInstance>;

export const NewInstance = ChangedInstance.extend({
  filesUrl: z.string('must be a text such as https://cloud.example.com/wopi/files/'),
});
export type NewInstance = z.output<typeof NewInstance>;

export const InstanceForm = z.object({
  instanceId: z.guid(),
  tenantId: z.guid(),
  filesUrl: z.string(),
  ...Settings.shape,
  dialect: z
    .object({ headerOrder: z.enum(['alg,typ', 'typ,alg']), escapedSlashes: z.boolean() })
    .optional()
    .meta({ description: 'How the instance writes its file ids; learned from the first of them' }),
  createdAt: moment,
});
