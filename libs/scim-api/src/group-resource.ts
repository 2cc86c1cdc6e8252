import * as z from 'zod';
import type { Group } from '#identity';
import { ScimError } from './scim-error.js';

export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const MOST_MEMBERS = 20_000;

export const membersForm = z
  .array(z.object({ value: z.string().max(100) }))
  .max(MOST_MEMBERS)
  .transform((members) => members.map(({ value }) => value));

const GroupForm = z.object({
  displayName: z.string().min(1).max(1000),
  externalId: z.string().max(1000).nullish(),
  members: membersForm.nullish(),
});

/** What a POST or PUT says a group is. */
export interface GroupState {
  readonly name: string;
  readonly externalId: string | undefined;
  readonly members: readonly string[];
}

/** @throws ScimError */
export function groupStateOf(body: unknown): GroupState {
  const read = GroupForm.safeParse(body);
  if (!read.success) {
    const names = read.error.issues.map(({ path }) => String(path[0] ?? 'body')).join(', ');
    throw new ScimError(400, 'invalidValue', `These attributes cannot be read: ${names}.`);
  }
  const { displayName, externalId, members } = read.data;
  return { name: displayName, externalId: externalId || undefined, members: members ?? [] };
}

/** @param members ids, undefined where they are not wanted */
export function groupResource({ id, name, externalId }: Group, members: readonly string[] | undefined) {
  return {
    schemas: [GROUP_SCHEMA],
    id,
    ...(externalId !== undefined && { externalId }),
    displayName: name,
    ...(members && { members: members.map((value) => ({ value })) }),
  };
}
