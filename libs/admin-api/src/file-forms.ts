import * as z from 'zod';
import { bigintText, moment } from './endpoint/forms.js';

export const FileForm = z
  .object({
    id: z.guid(),
    name: z.string(),
    size: z.number().meta({ description: 'Bytes' }),
    version: bigintText,
    ownerId: z.guid(),
    containerId: z.guid(),
    ownerName: z.string(),
    modifiedAt: moment,
    modifiedByName: z.string(),
    lockedBy: z.string().optional(),
  })
  .meta({ description: 'What is known about a file' });

/** What is said of a file that is to be put in place. */
export const NewFile = z.strictObject({
  name: z.string('The file has no name.').min(1, 'The name is empty.'),
  owner: z
    .string('The file has no owner.')
    .min(1, 'The owner is empty.')
    .meta({ description: 'Login; whoever is unknown becomes a member' }),
});
export type NewFile = z.output<typeof NewFile>;

export const CreatedFile = z.object({ id: z.guid(), name: z.string(), size: z.number() });
