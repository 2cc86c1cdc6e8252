import * as z from 'zod';
import { RIGHTS } from '#files';
import { moment, uuid } from '../endpoint/forms.js';
import { filterFlag, pageMembers } from '../endpoint/paging.js';

const rights = z
  .enum(RIGHTS)
  .meta({ description: 'Each includes those before it; of several that somebody has the strongest counts' });

export const ShareForm = z
  .object({
    key: z
      .string()
      .meta({ description: 'Tells rows apart: a grantee has one for each place that gives him a right' }),
    id: z.guid().meta({ description: 'Of the person or group' }),
    kind: z.enum(['person', 'group']),
    name: z.string(),
    login: z.string().optional(),
    rights,
    createdAt: moment,
    sharedByName: z.string().optional().meta({ description: 'Absent where an application shared it' }),
    inherited: z.boolean().meta({ description: 'By a folder above' }),
    fromId: z.guid().optional().meta({ description: 'The folder that it is inherited from' }),
    fromName: z.string().optional(),
  })
  .meta({ description: 'A right of a person or a group on a file or a folder' });

export const SharesQuery = z.strictObject({
  ...pageMembers(ShareForm, ['name', 'createdAt']),
  inherited: filterFlag,
});
export type SharesQuery = z.output<typeof SharesQuery>;

export const ShareParams = z.object({
  id: uuid,
  grantee: uuid.meta({ description: 'A person or a group' }),
});
export type ShareParams = z.output<typeof ShareParams>;

export const ShareChange = z.strictObject({ rights });
export type ShareChange = z.output<typeof ShareChange>;
