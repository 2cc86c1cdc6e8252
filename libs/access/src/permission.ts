/** Everything that the admin API lets somebody do, `resource.verb`. Each endpoint names one. */
export const PERMISSIONS = [
  'files.read',
  'files.write',
  /** The bytes of files, versions and recovered saves, not only what is known about them. */
  'content.read',
  /** Who may do what with files and folders: whoever gives rights can give himself some. */
  'shares.manage',
  'versions.read',
  'versions.manage',
  'holds.manage',
  'recovery.read',
  'recovery.manage',
  'retention.read',
  'retention.manage',
  'locks.read',
  'locks.release',
  'sessions.read',
  'sessions.open',
  'sessions.revoke',
  /** What native apps may do for people, on their devices. */
  'grants.read',
  'grants.revoke',
  'users.read',
  'users.manage',
  'roles.manage',
  /** First passwords, and second factors taken away: whoever may do both can sign in as anybody. */
  'credentials.manage',
  /** Accounts, groups and memberships by SCIM, and by them the roles that groups here give. */
  'scim.provision',
  'api-keys.read',
  'api-keys.manage',
  'tenants.read',
  'tenants.manage',
  'instances.manage',
  'proxy-keys.manage',
  'clients.read',
  'clients.manage',
  'settings.read',
  'settings.manage',
  'webhooks.read',
  'webhooks.manage',
  'audit.read',
  'audit.export',
  'audit.manage',
  'jobs.read',
  'jobs.manage',
  'statistics.read',
  'health.read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const isPermission = (text: string): text is Permission =>
  (PERMISSIONS as readonly string[]).includes(text);
