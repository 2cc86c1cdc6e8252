const REPORT = `report_id as "reportId", instance_id as "instanceId", made_at as "madeAt", passed, findings`;

/** $1 tenant, $2 instance, $3 whether it passed, $4 findings. */
export const INSERT_REPORT = `
  insert into instance_reports (tenant_id, instance_id, passed, findings) values ($1, $2, $3, $4)
  returning ${REPORT}`;

/** $1 tenant, $2 instance, $3 how many. The newest first. */
export const REPORTS_OF = `
  select ${REPORT} from instance_reports
  where tenant_id = $1 and instance_id = $2 order by made_at desc, report_id limit $3`;

/** $1 tenant, $2 instance, $3 how many newest ones stay. */
export const FORGET_REPORTS = `
  delete from instance_reports where tenant_id = $1 and instance_id = $2 and report_id not in (
    select report_id from instance_reports
    where tenant_id = $1 and instance_id = $2 order by made_at desc, report_id limit $3)`;
