import { JOBS as ALL_JOBS } from '#jobs';
import type { Listing } from './listing.js';

/** $2 state, $3 kind. */
export const JOBS: Listing = {
  rows: `
    select * from (${ALL_JOBS}) j
    where j.tenant_id = $1 and ($2::text is null or j.state = $2) and ($3::text is null or j.kind = $3)`,
  filters: 2,
  keyType: 'uuid',
  sorts: { createdAt: 'timestamptz', kind: 'text' },
};

/** $2 job, $3 outcome. */
export const JOB_ITEMS: Listing = {
  rows: `
    select place::text as "id", place as "number", subject, outcome, detail from job_items
    where tenant_id = $1 and job_id = $2 and ($3::text is null or outcome = $3)`,
  filters: 2,
  keyType: 'text',
  sorts: { number: 'float8' },
};

/** $1 tenant, $2 user's login or null, $3 file or null, $4 most. Live sessions. */
export const LIVE_SESSIONS = `
  select s.session_id as "id" from sessions s
  join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
  where s.tenant_id = $1 and s.revoked_at is null and s.expires_at > now()
    and ($2::text is null or u.login = lower($2)) and ($3::uuid is null or s.file_id = $3)
  order by s.session_id limit $4`;
