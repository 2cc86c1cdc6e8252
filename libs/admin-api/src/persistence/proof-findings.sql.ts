/** $1 tenant, $2 most rows. Of the last seven days, newest first. */
export const PROOF_FINDINGS = `
  select occurred_at as "at", instance_id as "instanceId", operation, proof, status, detail -> 'proofFinding' as "finding"
  from audit_log
  where tenant_id = $1 and occurred_at > now() - interval '7 days' and detail ? 'proofFinding'
  order by occurred_at desc limit $2`;
