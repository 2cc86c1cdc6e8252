import * as z from 'zod';
import { GROUP_ROLES } from '#identity';
import { moment, uuid } from '../endpoint/forms.js';
import { filterText, pageMembers } from '../endpoint/paging.js';

const groupRole = z.enum(GROUP_ROLES);
const name = z.string().max(200);
const externalId = z.string().max(255).meta({ description: 'What the OpenID provider calls the group' });

export const GroupForm = z.object({
  id: z.guid(),
  name: z.string(),
  externalId: z.string().optional(),
  roles: z.array(groupRole).meta({ description: 'What its members may be by it' }),
  createdAt: moment,
  changedAt: moment,
});

export const ListedGroup = GroupForm.extend({ members: z.int() });

export const GroupsQuery = z.strictObject({
  ...pageMembers(ListedGroup, ['name', 'createdAt']),
  name: filterText.meta({ description: 'Part of the name' }),
  member: uuid.optional().meta({ description: 'Id of a person' }),
});
export type GroupsQuery = z.output<typeof GroupsQuery>;

export const NewGroupForm = z.strictObject({ name, externalId: externalId.optional() });
export type NewGroupForm = z.output<typeof NewGroupForm>;

export const GroupChangeForm = z.strictObject({
  name: name.optional(),
  externalId: externalId.nullable().optional(),
});
export type GroupChangeForm = z.output<typeof GroupChangeForm>;

export const MemberForm = z.object({
  id: z.guid(),
  login: z.string(),
  displayName: z.string(),
  source: z
    .enum(['assigned', 'claimed'])
    .meta({ description: '`claimed`: by the last sign-in at the OpenID provider' }),
  addedAt: moment,
});

export const MembersQuery = z.strictObject(pageMembers(MemberForm, ['login', 'addedAt']));
export type MembersQuery = z.output<typeof MembersQuery>;

export const MemberParams = z.object({ id: uuid, user: uuid });
export type MemberParams = z.output<typeof MemberParams>;

export const RoleParams = z.object({ id: uuid, role: groupRole });
export type RoleParams = z.output<typeof RoleParams>;
