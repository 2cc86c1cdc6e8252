import { GROUP_SCHEMA } from './group-resource.js';
import { USER_SCHEMA } from './user-resource.js';

const TYPE_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
const SCHEMA_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';

const resourceType = (name: 'User' | 'Group', schema: string) => ({
  schemas: [TYPE_SCHEMA],
  id: name,
  name,
  endpoint: `/${name}s`,
  schema,
});

export const RESOURCE_TYPES = {
  User: resourceType('User', USER_SCHEMA),
  Group: resourceType('Group', GROUP_SCHEMA),
} as const;

const attribute = (name: string, more: object = {}) => ({
  name,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});

const complex = (name: string, subAttributes: readonly object[], more: object = {}) =>
  attribute(name, { type: 'complex', subAttributes, ...more });

const EXTERNAL_ID = attribute('externalId', { caseExact: true, uniqueness: 'server' });

/** The attributes that are kept. */
export const SCHEMAS = {
  [USER_SCHEMA]: {
    schemas: [SCHEMA_SCHEMA],
    id: USER_SCHEMA,
    name: 'User',
    attributes: [
      attribute('userName', { required: true, uniqueness: 'server' }),
      EXTERNAL_ID,
      attribute('displayName'),
      complex('name', [attribute('formatted')]),
      complex('emails', [attribute('value'), attribute('type'), attribute('primary', { type: 'boolean' })], {
        multiValued: true,
      }),
      attribute('active', { type: 'boolean' }),
    ],
  },
  [GROUP_SCHEMA]: {
    schemas: [SCHEMA_SCHEMA],
    id: GROUP_SCHEMA,
    name: 'Group',
    attributes: [
      attribute('displayName', { required: true, uniqueness: 'server' }),
      EXTERNAL_ID,
      complex('members', [attribute('value', { caseExact: true, mutability: 'immutable' })], {
        multiValued: true,
      }),
    ],
  },
} as const;
