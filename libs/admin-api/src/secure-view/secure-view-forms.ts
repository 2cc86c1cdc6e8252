import * as z from 'zod';

const watermark = z.string().trim().min(1).max(200).nullable().default(null);
const enabled = z.boolean().meta({ description: 'No download, print or copy for those who may not edit' });

/** Of all files. */
export const TenantPolicy = z.strictObject({
  enabled,
  watermark: watermark.meta({ description: '`{name}` stands for who looks; null: the name alone' }),
});
export type TenantPolicy = z.output<typeof TenantPolicy>;

/** Of one file. */
export const FilePolicy = z.strictObject({
  enabled: enabled.nullable().meta({ description: 'Null: as for all files' }),
  watermark: watermark.meta({ description: 'Null: as for all files' }),
});
export type FilePolicy = z.output<typeof FilePolicy>;
