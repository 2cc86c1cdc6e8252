import type { FileErrorCode } from './file-error.js';

/** What an API of people, applications or administrators answers a refusal with. */
export const FILE_ERROR_STATUS: Readonly<Record<FileErrorCode, number>> = {
  not_found: 404,
  not_permitted: 403,
  view_only: 403,
  locked: 409,
  held: 409,
  name_taken: 409,
  invalid_name: 400,
  folder_not_empty: 409,
  impossible_move: 409,
  too_large: 413,
  interrupted: 400,
  storage_full: 507,
  quota_exceeded: 507,
  ticket_expired: 410,
  link_ended: 404,
  password_needed: 401,
  too_many_links: 409,
  no_grantee: 409,
  unknown_client: 400,
};
