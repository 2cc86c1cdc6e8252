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

/** $1 tenant of the job, $2 job. Whose log it verifies, and the first break that it has found. */
export const VERIFICATION = `
  select subject ->> 'id' as "tenantId", (
    select b.detail from job_items b
    where b.tenant_id = i.tenant_id and b.job_id = i.job_id and b.outcome = 'refused' order by b.place limit 1) as "firstBreak"
  from job_items i where tenant_id = $1 and job_id = $2 and place = 1`;
