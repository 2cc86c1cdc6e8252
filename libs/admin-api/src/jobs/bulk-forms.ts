import * as z from 'zod';
import { uuid } from '../endpoint/forms.js';
import { versionNumber } from '../version-param.js';

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
    all: z.literal(true).optional().meta({ description: 'All live sessions there are' }),
  })
  .refine(
    ({ ids, user, file, all }) =>
      [ids, user ?? file, all].filter((named) => named !== undefined).length === 1,
    'Say which sessions: either ids, or user, file or both, or all.',
  );
export type BulkSessions = z.output<typeof BulkSessions>;

export const BulkVersions = z.strictObject({
  action: z.enum(['pin', 'unpin', 'delete']),
  versions: z
    .array(z.strictObject({ file: uuid, version: versionNumber }))
    .min(1)
    .max(500),
});
export type BulkVersions = z.output<typeof BulkVersions>;

export const BulkUsers = z.strictObject({ action: z.enum(['deactivate', 'activate']), ids });
export type BulkUsers = z.output<typeof BulkUsers>;

export const BulkFiles = z.strictObject({ action: z.enum(['delete', 'restore']), ids });
export type BulkFiles = z.output<typeof BulkFiles>;
