import * as z from 'zod';
import { ITEM_OUTCOMES, JOB_STATES } from '#jobs';
import { moment } from '../endpoint/forms.js';
import { filterText, pageMembers } from '../endpoint/paging.js';

const count = z.int().min(0);

export const JobForm = z
  .object({
    id: z.guid(),
    kind: z.string().meta({ description: 'What is done, such as `users.deactivate`' }),
    state: z.enum(JOB_STATES),
    createdBy: z.string().meta({ description: 'Id of the API key, or `installation`' }),
    createdAt: moment,
    startedAt: moment.nullish(),
    finishedAt: moment.nullish(),
    total: count,
    done: count,
    refused: count.meta({ description: 'Items that could not be done; each says why' }),
    failed: count.meta({ description: 'Items that failed for a reason that nobody foresaw' }),
  })
  .meta({ description: 'Many changes as one piece of work' });

export const JobItemForm = z.object({
  id: z.string(),
  number: z.int().meta({ description: 'In the job, from 1' }),
  subject: z
    .object({
      id: z.guid(),
      version: z.string(),
      line: z.int().meta({ description: 'Of a list' }),
      login: z.string(),
      part: z.string(),
    })
    .partial()
    .meta({ description: 'What the item is about' }),
  outcome: z.enum(ITEM_OUTCOMES).optional().meta({ description: 'Absent while it is to be done' }),
  detail: z.string().optional(),
});

export const JobsQuery = z.strictObject({
  ...pageMembers(JobForm, ['-createdAt', 'kind']),
  state: z.enum(JOB_STATES).optional(),
  kind: filterText,
});
export type JobsQuery = z.output<typeof JobsQuery>;

export const JobItemsQuery = z.strictObject({
  ...pageMembers(JobItemForm, ['number']),
  outcome: z.enum(ITEM_OUTCOMES).optional(),
});
export type JobItemsQuery = z.output<typeof JobItemsQuery>;
