/** Rows that are held while a resource is compared and changed. Of a file's and a tenant's parts, the row that holds all of them. */
export const HELD_ROWS = {
  /** $1 tenant. */
  tenant: `select from tenants where tenant_id = $1 for no key update`,
  /** $1 tenant, $2 file. */
  file: `select from files where tenant_id = $1 and file_id = $2 for no key update`,
  /** $1 tenant, $2 webhook. */
  webhook: `select from webhooks where tenant_id = $1 and webhook_id = $2 for no key update`,
} as const;

export type HeldRow = keyof typeof HELD_ROWS;
