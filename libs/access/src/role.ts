import { type Permission, PERMISSIONS } from './permission.js';

const VIEWER: readonly Permission[] = [
  'files.read',
  'versions.read',
  'recovery.read',
  'retention.read',
  'locks.read',
  'sessions.read',
  'grants.read',
  'users.read',
  'tenants.read',
  'clients.read',
  'settings.read',
  'webhooks.read',
  'jobs.read',
  'statistics.read',
  'health.read',
];

const SUPPORT: readonly Permission[] = [
  ...VIEWER,
  'audit.read',
  'locks.release',
  'sessions.revoke',
  'grants.revoke',
  'recovery.manage',
];

const TENANT_ADMIN: readonly Permission[] = [
  ...SUPPORT,
  'audit.export',
  'files.write',
  'shares.manage',
  'versions.manage',
  'retention.manage',
  'sessions.open',
  'users.manage',
  'roles.manage',
  'credentials.manage',
  'scim.provision',
  'api-keys.read',
  'api-keys.manage',
  'instances.manage',
  'proxy-keys.manage',
  'webhooks.manage',
  'jobs.manage',
];

/** A program that keeps its people's documents here, and vouches for them. */
const APPLICATION: readonly Permission[] = [
  'files.read',
  'files.write',
  'content.read',
  'versions.read',
  'versions.manage',
  'sessions.read',
  'sessions.open',
  'sessions.revoke',
  'webhooks.read',
  'webhooks.manage',
];

/** What shows contents, a session in an editor or at the portal among it, opens a way to them, or lifts what law demands. */
const NOT_FOR_OPERATORS: ReadonlySet<Permission> = new Set([
  'content.read',
  'holds.manage',
  'sessions.open',
  'credentials.manage',
  'shares.manage',
] as const);

/** Each role with all that it may do. An operator runs the installation without seeing contents or lifting holds. */
export const ROLES = {
  viewer: VIEWER,
  auditor: [...VIEWER, 'audit.read', 'audit.export'],
  support: SUPPORT,
  'tenant-admin': TENANT_ADMIN,
  application: APPLICATION,
  operator: PERMISSIONS.filter((permission) => !NOT_FOR_OPERATORS.has(permission)),
  owner: PERMISSIONS,
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

/** Roles over the whole installation; they cannot be limited to one tenant. */
export const INSTALLATION_ROLES: ReadonlySet<Role> = new Set<Role>(['operator', 'owner']);
