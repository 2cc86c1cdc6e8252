const STATEMENT = `statement_id as "statementId", media_type as "mediaType", length(content) as bytes,
  encode(sha256(content), 'hex') as sha256, to_char(valid_until, 'YYYY-MM-DD') as "validUntil",
  valid_until is null or valid_until >= current_date as current, uploaded_at as "uploadedAt"`;

/** $1 tenant, $2 media type, $3 content, $4 last day. */
export const INSERT_STATEMENT = `
  insert into entitlement_statements (tenant_id, media_type, content, valid_until) values ($1, $2, $3, $4)
  returning ${STATEMENT}`;

/** $1 tenant. */
export const STATEMENTS_OF = `
  select ${STATEMENT} from entitlement_statements where tenant_id = $1 order by uploaded_at desc, statement_id`;

/** $1 tenant, $2 statement. */
export const STATEMENT_CONTENT = `
  select media_type as "mediaType", content from entitlement_statements where tenant_id = $1 and statement_id = $2`;
