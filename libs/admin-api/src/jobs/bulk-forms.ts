import * as z from 'zod';
import { uuid } from '../endpoint/forms.js';

const ids = z.array(uuid).min(1).max(1000);

export const BulkSessions = z
  .strictObject({
    action: z.literal('revoke'),
    ids: ids.optional(),
    user: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Login: all live sessions of the person' }),
    file: uuid.optional().meta({ description: 'All live sessions of the file' }),
  })
  .refine(
    (wish) => (wish.ids ? !wish.user && !wish.file : wish.user !== undefined || wish.file !== undefined),
    'Say which sessions: either ids, or user, file or both.',
  );
export type BulkSessions = z.output<typeof BulkSessions>;

export const BulkVersions = z.strictObject({
  action: z.enum(['pin', 'unpin']),
  versions: z
    .array(z.strictObject({ file: uuid, version: z.string().regex(/^[1-9]\d{0,17}$/, 'is not a version') }))
    .min(1)
    .max(500),
});
export type BulkVersions = z.output<typeof BulkVersions>;

export const BulkUsers = z.strictObject({ action: z.enum(['deactivate', 'activate']), ids });
export type BulkUsers = z.output<typeof BulkUsers>;

export const BulkFiles = z.strictObject({ action: z.enum(['delete', 'restore']), ids });
export type BulkFiles = z.output<typeof BulkFiles>;
