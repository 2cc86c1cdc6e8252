-- The schema that all migrations together make, for reading and for review. Written by `npm run schema`;
-- a test compares it with what the migrations make. Monthly partitions are left out.

create table activities (
  tenant_id uuid not null,
  file_id uuid not null,
  activity_id text not null,
  type text not null,
  data json not null,
  stated_at text,
  author_id uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint activities_pkey PRIMARY KEY (tenant_id, file_id, activity_id),
  constraint activities_author_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES users(tenant_id, user_id),
  constraint activities_file_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id)
);
CREATE INDEX activities_author ON public.activities USING btree (tenant_id, author_id, created_at);

create table activity_people (
  tenant_id uuid not null,
  person_id text not null,
  provider text not null,
  file_id uuid not null,
  activity_id text not null,
  constraint activity_people_pkey PRIMARY KEY (tenant_id, person_id, provider, file_id, activity_id),
  constraint activity_people_activity_fkey FOREIGN KEY (tenant_id, file_id, activity_id) REFERENCES activities(tenant_id, file_id, activity_id) ON DELETE CASCADE
);

create table alternate_streams (
  tenant_id uuid not null,
  file_id uuid not null,
  stream_id text not null,
  blob_key text not null,
  size bigint not null,
  updated_at timestamp with time zone not null default now(),
  constraint alternate_streams_pkey PRIMARY KEY (tenant_id, file_id, stream_id),
  constraint alternate_streams_tenant_id_blob_key_fkey FOREIGN KEY (tenant_id, blob_key) REFERENCES blobs(tenant_id, blob_key),
  constraint alternate_streams_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id)
);
CREATE INDEX alternate_streams_blob ON public.alternate_streams USING btree (tenant_id, blob_key);

create table api_keys (
  tenant_id uuid not null,
  key_id uuid not null default gen_random_uuid(),
  everywhere boolean not null default false,
  prefix text not null,
  secret_sha256 bytea not null,
  name text not null,
  role text not null,
  permissions text[],
  user_id uuid,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  by_groups boolean not null default false,
  constraint api_keys_pkey PRIMARY KEY (tenant_id, key_id),
  constraint api_keys_by_groups_check CHECK (((NOT by_groups) OR (user_id IS NOT NULL))),
  constraint api_keys_check CHECK ((everywhere OR (role <> ALL (ARRAY['operator'::text, 'owner'::text])))),
  constraint api_keys_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'auditor'::text, 'support'::text, 'tenant-admin'::text, 'operator'::text, 'owner'::text, 'application'::text]))),
  constraint api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint api_keys_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id)
);
CREATE UNIQUE INDEX api_keys_prefix_key ON public.api_keys USING btree (prefix);

create table audit_blocks (
  tenant_id uuid not null,
  block_no bigint not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  audit_ids uuid[] not null,
  hashes bytea not null,
  last_sha256 bytea not null,
  sealed_at timestamp with time zone not null default now(),
  form text not null default 'json'::text,
  constraint audit_blocks_pkey PRIMARY KEY (tenant_id, block_no),
  constraint audit_blocks_form_check CHECK ((form = ANY (ARRAY['json'::text, 'digest'::text])))
);
CREATE TRIGGER audit_blocks_append_only BEFORE DELETE OR UPDATE ON public.audit_blocks FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

create table audit_checkpoints (
  tenant_id uuid not null,
  day date not null,
  block_no bigint not null,
  signed text not null,
  made_at timestamp with time zone not null default now(),
  constraint audit_checkpoints_pkey PRIMARY KEY (tenant_id, day)
);

create table audit_daily (
  tenant_id uuid not null,
  day date not null,
  operation text not null,
  client text not null,
  status smallint not null,
  count bigint not null,
  milliseconds double precision not null,
  first_xid xid8,
  first_seq bigint,
  constraint audit_daily_pkey PRIMARY KEY (tenant_id, day, operation, client, status)
);

create table audit_drops (
  month date not null,
  dropped_at timestamp with time zone not null default now(),
  constraint audit_drops_pkey PRIMARY KEY (month)
);

create table audit_log (
  tenant_id uuid not null,
  occurred_at timestamp with time zone not null default now(),
  audit_id uuid not null default gen_random_uuid(),
  process text not null,
  operation text not null,
  status smallint not null,
  file_id text,
  user_id text,
  session_id uuid,
  client text,
  instance_id uuid,
  key_id uuid,
  proof text,
  lock_before text,
  lock_after text,
  version_before bigint,
  version_after bigint,
  correlation_id text,
  wopi_session_id text,
  device_id text,
  client_version text,
  remote_address text,
  bytes_in bigint,
  bytes_out bigint,
  milliseconds real,
  upstream_milliseconds real,
  detail jsonb,
  container_id text,
  principal_id text,
  xid xid8 not null default pg_current_xact_id(),
  seq bigint not null default nextval('audit_log_seq'::regclass),
  constraint audit_log_pkey PRIMARY KEY (tenant_id, occurred_at, audit_id)
) partition by RANGE (occurred_at);
CREATE INDEX audit_log_conflict ON ONLY public.audit_log USING btree (tenant_id, occurred_at) WHERE (status = 409);
CREATE INDEX audit_log_correlation ON ONLY public.audit_log USING brin (correlation_id text_bloom_ops (false_positive_rate='0.0001')) WITH (pages_per_range='64', autosummarize='on');
CREATE INDEX audit_log_export ON ONLY public.audit_log USING btree (tenant_id, xid, seq, occurred_at);
CREATE INDEX audit_log_failure ON ONLY public.audit_log USING btree (tenant_id, occurred_at) WHERE (status = 500);
CREATE INDEX audit_log_file ON ONLY public.audit_log USING btree (tenant_id, file_id, occurred_at);
CREATE INDEX audit_log_recovered ON ONLY public.audit_log USING btree (tenant_id, occurred_at) WHERE ((status >= 400) AND (detail ? 'recovered'::text));
CREATE INDEX audit_log_slow ON ONLY public.audit_log USING btree (tenant_id, milliseconds DESC) WHERE (milliseconds >= (100)::double precision);
CREATE INDEX audit_log_user ON ONLY public.audit_log USING btree (tenant_id, user_id, occurred_at);
CREATE INDEX audit_log_written ON ONLY public.audit_log USING btree (xid, seq);
CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

create table audit_log_default partition of audit_log DEFAULT;

create table audit_people (
  tenant_id uuid not null,
  day date not null,
  user_id text not null,
  constraint audit_people_pkey PRIMARY KEY (tenant_id, day, user_id)
);

create table audit_position (
  only_row boolean not null default true,
  xid xid8 not null default '0'::xid8,
  seq bigint not null default 0,
  floor_seq bigint not null default 0,
  max_seq bigint not null default 0,
  constraint audit_position_pkey PRIMARY KEY (only_row),
  constraint audit_position_only_row_check CHECK (only_row)
);

create table audit_push (
  only_row boolean not null default true,
  xid xid8 not null,
  seq bigint not null,
  claim_id uuid,
  claimed_until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  last_outcome text,
  constraint audit_push_pkey PRIMARY KEY (only_row),
  constraint audit_push_only_row_check CHECK (only_row)
);

create table blob_parts (
  tenant_id uuid not null,
  blob_key text not null,
  position integer not null,
  part_key text not null,
  constraint blob_parts_pkey PRIMARY KEY (tenant_id, blob_key, "position"),
  constraint blob_parts_tenant_id_blob_key_fkey FOREIGN KEY (tenant_id, blob_key) REFERENCES blobs(tenant_id, blob_key),
  constraint blob_parts_tenant_id_part_key_fkey FOREIGN KEY (tenant_id, part_key) REFERENCES blobs(tenant_id, blob_key)
);
CREATE INDEX blob_parts_part ON public.blob_parts USING btree (tenant_id, part_key);

create table blobs (
  tenant_id uuid not null,
  blob_key text not null,
  fate text not null,
  settled_at timestamp with time zone not null default now(),
  constraint blobs_pkey PRIMARY KEY (tenant_id, blob_key),
  constraint blobs_fate_check CHECK ((fate = ANY (ARRAY['kept'::text, 'swept'::text])))
);
CREATE TRIGGER blobs_swept AFTER UPDATE ON public.blobs FOR EACH ROW WHEN (((old.fate = 'kept'::text) AND (new.fate = 'swept'::text))) EXECUTE FUNCTION forget_swept_blob();

create table chunk_lists (
  tenant_id uuid not null,
  blob_key text not null,
  scheme text not null,
  chunks jsonb not null,
  constraint chunk_lists_pkey PRIMARY KEY (tenant_id, blob_key),
  constraint chunk_lists_scheme_check CHECK ((scheme = ANY (ARRAY['Zip'::text, 'FullFile'::text]))),
  constraint chunk_lists_tenant_id_blob_key_fkey FOREIGN KEY (tenant_id, blob_key) REFERENCES blobs(tenant_id, blob_key)
);

create table container_changes (
  tenant_id uuid not null,
  container_id uuid not null,
  child_id uuid not null,
  changed_xid xid8 not null,
  constraint container_changes_pkey PRIMARY KEY (tenant_id, container_id, child_id)
);
CREATE INDEX container_changes_xid ON public.container_changes USING btree (tenant_id, container_id, changed_xid);

create table containers (
  tenant_id uuid not null,
  container_id uuid not null,
  parent_id uuid,
  owner_id uuid not null,
  name text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  deleted_by uuid,
  tokens_valid_from timestamp with time zone,
  constraint containers_pkey PRIMARY KEY (tenant_id, container_id),
  constraint containers_root_check CHECK (((parent_id IS NULL) = (container_id = owner_id))),
  constraint containers_root_stays_check CHECK (((parent_id IS NOT NULL) OR (deleted_at IS NULL))),
  constraint containers_tenant_id_owner_id_container_id_key UNIQUE (tenant_id, owner_id, container_id),
  constraint containers_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES users(tenant_id, user_id),
  constraint containers_tenant_id_owner_id_parent_id_fkey FOREIGN KEY (tenant_id, owner_id, parent_id) REFERENCES containers(tenant_id, owner_id, container_id)
);
CREATE UNIQUE INDEX containers_name_key ON public.containers USING btree (tenant_id, parent_id, lower(name)) WHERE (deleted_at IS NULL);
CREATE TRIGGER containers_changed AFTER UPDATE OF name, deleted_at, tokens_valid_from, parent_id ON public.containers FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION note_new_container();
CREATE TRIGGER containers_inserted AFTER INSERT ON public.containers FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION note_new_container();
CREATE TRIGGER containers_moved AFTER UPDATE OF parent_id ON public.containers FOR EACH ROW WHEN ((old.parent_id IS NOT NULL)) EXECUTE FUNCTION note_old_container();

create table content_properties (
  tenant_id uuid not null,
  file_id uuid not null,
  name text not null,
  value text not null,
  retention text not null,
  updated_at timestamp with time zone not null default now(),
  constraint content_properties_pkey PRIMARY KEY (tenant_id, file_id, name),
  constraint content_properties_retention_check CHECK ((retention = ANY (ARRAY['DeleteOnContentChange'::text, 'KeepOnContentChange'::text]))),
  constraint content_properties_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id)
);

create table discoveries (
  discovery_url text not null,
  xml text,
  fetched_at timestamp with time zone,
  tried_at timestamp with time zone not null default now(),
  failure text,
  constraint discoveries_pkey PRIMARY KEY (discovery_url)
);

create table entitlement_statements (
  tenant_id uuid not null,
  statement_id uuid not null default gen_random_uuid(),
  media_type text not null,
  content bytea not null,
  valid_until date,
  uploaded_at timestamp with time zone not null default now(),
  constraint entitlement_statements_pkey PRIMARY KEY (tenant_id, statement_id),
  constraint entitlement_statements_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id) ON DELETE CASCADE
);

create table files (
  tenant_id uuid not null,
  file_id uuid not null,
  name text not null,
  owner_id uuid not null,
  version bigint not null,
  size bigint not null,
  sha256 bytea not null,
  blob_key text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  modified_at timestamp with time zone not null default now(),
  modified_by uuid not null,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  tokens_valid_from timestamp with time zone,
  container_id uuid not null,
  secure_view boolean,
  watermark text,
  constraint files_pkey PRIMARY KEY (tenant_id, file_id),
  constraint files_container_fkey FOREIGN KEY (tenant_id, owner_id, container_id) REFERENCES containers(tenant_id, owner_id, container_id),
  constraint files_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES users(tenant_id, user_id)
);
CREATE UNIQUE INDEX files_name_key ON public.files USING btree (tenant_id, container_id, lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX files_owner ON public.files USING btree (tenant_id, owner_id) WHERE (deleted_at IS NULL);
CREATE TRIGGER files_changed AFTER UPDATE OF name, version, size, modified_at, deleted_at, tokens_valid_from, container_id ON public.files FOR EACH ROW WHEN ((new.container_id IS NOT NULL)) EXECUTE FUNCTION note_new_file();
CREATE TRIGGER files_inserted AFTER INSERT ON public.files FOR EACH ROW WHEN ((new.container_id IS NOT NULL)) EXECUTE FUNCTION note_new_file();
CREATE TRIGGER files_moved AFTER UPDATE OF container_id ON public.files FOR EACH ROW WHEN ((old.container_id IS NOT NULL)) EXECUTE FUNCTION note_old_file();
CREATE TRIGGER files_storage_insert AFTER INSERT ON public.files FOR EACH ROW WHEN ((new.size > 0)) EXECUTE FUNCTION count_storage();
CREATE TRIGGER files_storage_update AFTER UPDATE OF size, deleted_at ON public.files FOR EACH ROW WHEN (((old.size <> new.size) OR ((old.deleted_at IS NULL) <> (new.deleted_at IS NULL)))) EXECUTE FUNCTION count_storage();

create table former_keys (
  tenant_id uuid not null,
  fingerprint bytea not null,
  key_id uuid not null,
  constraint former_keys_pkey PRIMARY KEY (tenant_id, fingerprint),
  constraint former_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id) ON DELETE CASCADE
);

create table group_members (
  tenant_id uuid not null,
  group_id uuid not null,
  user_id uuid not null,
  source text not null,
  added_at timestamp with time zone not null default now(),
  constraint group_members_pkey PRIMARY KEY (tenant_id, group_id, user_id),
  constraint group_members_group_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES groups(tenant_id, group_id) ON DELETE CASCADE,
  constraint group_members_source_check CHECK ((source = ANY (ARRAY['assigned'::text, 'claimed'::text]))),
  constraint group_members_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id)
);
CREATE INDEX group_members_user ON public.group_members USING btree (tenant_id, user_id);

create table group_roles (
  tenant_id uuid not null,
  group_id uuid not null,
  role text not null,
  constraint group_roles_pkey PRIMARY KEY (tenant_id, group_id, role),
  constraint group_roles_group_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES groups(tenant_id, group_id) ON DELETE CASCADE,
  constraint group_roles_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'viewer'::text, 'auditor'::text, 'support'::text, 'tenant-admin'::text, 'operator'::text, 'owner'::text])))
);

create table groups (
  tenant_id uuid not null,
  group_id uuid not null default gen_random_uuid(),
  name text not null,
  external_id text,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  constraint groups_pkey PRIMARY KEY (tenant_id, group_id),
  constraint groups_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id)
);
CREATE UNIQUE INDEX groups_external_id_key ON public.groups USING btree (tenant_id, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX groups_name_key ON public.groups USING btree (tenant_id, lower(name));

create table idempotent_requests (
  tenant_id uuid not null,
  principal_id text not null,
  key text not null,
  request_hash bytea not null,
  sealed_answer bytea,
  expires_at timestamp with time zone not null default (now() + '1 day'::interval),
  constraint idempotent_requests_pkey PRIMARY KEY (tenant_id, principal_id, key),
  constraint idempotent_requests_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id) ON DELETE CASCADE
);
CREATE INDEX idempotent_requests_expiry ON public.idempotent_requests USING btree (expires_at);

create table instance_reports (
  tenant_id uuid not null,
  report_id uuid not null default gen_random_uuid(),
  instance_id uuid not null,
  made_at timestamp with time zone not null default now(),
  passed boolean not null,
  findings jsonb not null,
  constraint instance_reports_pkey PRIMARY KEY (tenant_id, report_id),
  constraint instance_reports_tenant_id_instance_id_fkey FOREIGN KEY (tenant_id, instance_id) REFERENCES instances(tenant_id, instance_id) ON DELETE CASCADE
);
CREATE INDEX instance_reports_instance ON public.instance_reports USING btree (tenant_id, instance_id, made_at);

create table instances (
  tenant_id uuid not null,
  instance_id uuid not null default gen_random_uuid(),
  files_url text not null,
  mode text not null default 'transparent'::text,
  plain_file_id boolean not null default false,
  private_network boolean not null default false,
  dialect text,
  created_at timestamp with time zone not null default now(),
  product text,
  product_version text,
  browser_origins text[] not null default '{}'::text[],
  pinned_ca text,
  redirector boolean not null default false,
  proxied_file_url boolean not null default false,
  constraint instances_pkey PRIMARY KEY (tenant_id, instance_id),
  constraint instances_dialect_check CHECK ((dialect = ANY (ARRAY['alg,typ'::text, 'alg,typ;escaped'::text, 'typ,alg'::text, 'typ,alg;escaped'::text]))),
  constraint instances_mode_check CHECK ((mode = ANY (ARRAY['transparent'::text, 'forwarded'::text, 'resign'::text, 'attested'::text]))),
  constraint instances_product_check CHECK ((product = ANY (ARRAY['owncloud10'::text, 'ocis'::text, 'wopiserver'::text, 'gateway'::text, 'other'::text]))),
  constraint instances_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX instances_files_url_key ON public.instances USING btree (files_url);
CREATE TRIGGER instances_delete AFTER DELETE ON public.instances REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants();
CREATE TRIGGER instances_insert AFTER INSERT ON public.instances REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants();
CREATE TRIGGER instances_update AFTER UPDATE ON public.instances REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants();

create table job_items (
  tenant_id uuid not null,
  job_id uuid not null,
  place integer not null,
  subject jsonb not null,
  outcome text,
  detail text,
  constraint job_items_pkey PRIMARY KEY (tenant_id, job_id, place),
  constraint job_items_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text]))),
  constraint job_items_tenant_id_job_id_fkey FOREIGN KEY (tenant_id, job_id) REFERENCES jobs(tenant_id, job_id) ON DELETE CASCADE
);
CREATE INDEX job_items_open ON public.job_items USING btree (tenant_id, job_id, place) WHERE (outcome IS NULL);

create table jobs (
  tenant_id uuid not null,
  job_id uuid not null,
  kind text not null,
  state text not null default 'waiting'::text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  total integer not null,
  constraint jobs_pkey PRIMARY KEY (tenant_id, job_id),
  constraint jobs_check CHECK (((finished_at IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'cancelled'::text])))),
  constraint jobs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text]))),
  constraint jobs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id)
);
CREATE INDEX jobs_finished ON public.jobs USING btree (finished_at) WHERE (finished_at IS NOT NULL);

create table kept_user_infos (
  tenant_id uuid not null,
  instance_id uuid not null,
  user_key text not null,
  user_info text not null,
  constraint kept_user_infos_pkey PRIMARY KEY (tenant_id, instance_id, user_key),
  constraint kept_user_infos_tenant_id_instance_id_fkey FOREIGN KEY (tenant_id, instance_id) REFERENCES instances(tenant_id, instance_id) ON DELETE CASCADE,
  constraint kept_user_infos_user_info_check CHECK ((length(user_info) <= 1024))
);

create table legal_holds (
  tenant_id uuid not null,
  hold_id uuid not null default gen_random_uuid(),
  file_id uuid,
  version bigint,
  reason text not null,
  placed_at timestamp with time zone not null default now(),
  released_at timestamp with time zone,
  constraint legal_holds_pkey PRIMARY KEY (tenant_id, hold_id),
  constraint legal_holds_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint legal_holds_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id),
  constraint legal_holds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint legal_holds_version_check CHECK (((version IS NULL) OR (file_id IS NOT NULL)))
);
CREATE INDEX legal_holds_in_force ON public.legal_holds USING btree (tenant_id, file_id) WHERE (released_at IS NULL);

create table locks (
  tenant_id uuid not null,
  file_id uuid not null,
  lock_id text,
  expires_at timestamp with time zone not null,
  acquired_at timestamp with time zone not null default now(),
  acquired_by uuid,
  visible_as text,
  coauth jsonb not null default '{}'::jsonb,
  coauth_until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint locks_pkey PRIMARY KEY (tenant_id, file_id),
  constraint locks_lock_id_check CHECK (((length(lock_id) >= 1) AND (length(lock_id) <= 1024)))
);

create table oauth_records (
  tenant_id uuid not null,
  kind text not null,
  record_sha256 bytea not null,
  grant_id text,
  user_id uuid,
  client_id text,
  payload jsonb not null,
  consumed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint oauth_records_pkey PRIMARY KEY (tenant_id, kind, record_sha256),
  constraint oauth_records_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX oauth_records_expiry ON public.oauth_records USING btree (tenant_id, expires_at);
CREATE INDEX oauth_records_grant ON public.oauth_records USING btree (tenant_id, grant_id) WHERE (grant_id IS NOT NULL);
CREATE INDEX oauth_records_grants ON public.oauth_records USING btree (tenant_id, created_at, grant_id) WHERE (kind = 'Grant'::text);
CREATE INDEX oauth_records_user ON public.oauth_records USING btree (tenant_id, user_id, client_id) WHERE (user_id IS NOT NULL);

create table portal_sessions (
  tenant_id uuid not null,
  cookie_sha256 bytea not null,
  user_id uuid not null,
  csrf_token text not null,
  created_at timestamp with time zone not null default now(),
  rotated_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  signed_in_by text not null default 'password'::text,
  second_factor_at timestamp with time zone,
  sealed_id_token bytea,
  constraint portal_sessions_pkey PRIMARY KEY (tenant_id, cookie_sha256),
  constraint portal_sessions_signed_in_by_check CHECK ((signed_in_by = ANY (ARRAY['password'::text, 'openid'::text]))),
  constraint portal_sessions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id)
);
CREATE INDEX portal_sessions_user ON public.portal_sessions USING btree (tenant_id, user_id);

create unlogged table process_metrics (
  instance_id uuid not null,
  process text not null,
  reported_at timestamp with time zone not null default now(),
  metrics jsonb not null,
  settings jsonb not null default '[]'::jsonb,
  started_at timestamp with time zone not null default now(),
  constraint process_metrics_pkey PRIMARY KEY (instance_id)
);

create table proxy_keys (
  tenant_id uuid not null,
  key_id uuid not null default gen_random_uuid(),
  encrypted_secret bytea not null,
  state text not null default 'active'::text,
  created_at timestamp with time zone not null default now(),
  purpose text not null default 'file-id'::text,
  revoked_at timestamp with time zone,
  saves_until timestamp with time zone,
  constraint proxy_keys_pkey PRIMARY KEY (tenant_id, key_id),
  constraint proxy_keys_purpose_check CHECK ((purpose = ANY (ARRAY['file-id'::text, 'file-url'::text, 'redirect'::text]))),
  constraint proxy_keys_state_check CHECK ((state = ANY (ARRAY['active'::text, 'retiring'::text, 'revoked'::text]))),
  constraint proxy_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id) ON DELETE CASCADE
);
CREATE TRIGGER proxy_keys_delete AFTER DELETE ON public.proxy_keys REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants();
CREATE TRIGGER proxy_keys_insert AFTER INSERT ON public.proxy_keys REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants();
CREATE TRIGGER proxy_keys_update AFTER UPDATE ON public.proxy_keys REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants();

create table proxy_sessions (
  tenant_id uuid not null,
  session_sha256 bytea not null,
  instance_id uuid not null,
  key_id uuid not null,
  opened_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint proxy_sessions_pkey PRIMARY KEY (tenant_id, session_sha256)
);

create table recovered_saves (
  tenant_id uuid not null,
  recovered_id uuid not null default gen_random_uuid(),
  file_id uuid not null,
  author_id uuid not null,
  session_id uuid not null,
  client text not null,
  reason text not null,
  size bigint not null,
  sha256 bytea not null,
  blob_key text not null,
  created_at timestamp with time zone not null default now(),
  constraint recovered_saves_pkey PRIMARY KEY (tenant_id, recovered_id),
  constraint recovered_saves_reason_check CHECK ((reason = ANY (ARRAY['lock_lost'::text, 'locked_by_other'::text, 'document_changed'::text, 'file_deleted'::text, 'session_ended'::text, 'quota'::text]))),
  constraint recovered_saves_tenant_id_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES users(tenant_id, user_id),
  constraint recovered_saves_tenant_id_blob_key_fkey FOREIGN KEY (tenant_id, blob_key) REFERENCES blobs(tenant_id, blob_key),
  constraint recovered_saves_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id)
);
CREATE INDEX recovered_saves_author ON public.recovered_saves USING btree (tenant_id, author_id);
CREATE INDEX recovered_saves_blob ON public.recovered_saves USING btree (tenant_id, blob_key);
CREATE INDEX recovered_saves_content ON public.recovered_saves USING btree (tenant_id, file_id, author_id, sha256);

create table recovery_codes (
  tenant_id uuid not null,
  user_id uuid not null,
  code_sha256 bytea not null,
  constraint recovery_codes_pkey PRIMARY KEY (tenant_id, user_id, code_sha256),
  constraint recovery_codes_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES second_factors(tenant_id, user_id) ON DELETE CASCADE
);

create table retention_policies (
  tenant_id uuid not null,
  fold_minutes integer not null default 30,
  superseded_days integer default 30,
  max_versions integer,
  max_age_days integer,
  max_bytes bigint,
  deleted_days integer,
  recovered_days integer not null default 90,
  recovered_per_file integer not null default 20,
  recovered_bytes bigint not null default 1073741824,
  changed_at timestamp with time zone not null default now(),
  constraint retention_policies_pkey PRIMARY KEY (tenant_id),
  constraint retention_policies_deleted_days_check CHECK ((deleted_days >= 0)),
  constraint retention_policies_fold_minutes_check CHECK (((fold_minutes >= 0) AND (fold_minutes <= 1440))),
  constraint retention_policies_max_age_days_check CHECK ((max_age_days >= 0)),
  constraint retention_policies_max_bytes_check CHECK ((max_bytes >= 0)),
  constraint retention_policies_max_versions_check CHECK ((max_versions >= 0)),
  constraint retention_policies_recovered_bytes_check CHECK ((recovered_bytes >= 0)),
  constraint retention_policies_recovered_days_check CHECK ((recovered_days >= 0)),
  constraint retention_policies_recovered_per_file_check CHECK (((recovered_per_file >= 1) AND (recovered_per_file <= 1000))),
  constraint retention_policies_superseded_days_check CHECK ((superseded_days >= 0)),
  constraint retention_policies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id) ON DELETE CASCADE
);

create table second_factors (
  tenant_id uuid not null,
  user_id uuid not null,
  sealed_secret bytea not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint second_factors_pkey PRIMARY KEY (tenant_id, user_id),
  constraint second_factors_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id)
);

create table sessions (
  tenant_id uuid not null,
  session_id uuid not null,
  file_id uuid,
  user_id uuid not null,
  client text not null,
  action text not null,
  denied text[] not null default '{}'::text[],
  route text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  launch_sha256 bytea,
  launch_expires_at timestamp with time zone,
  container_id uuid,
  share_link_id uuid,
  grant_id text,
  vouched boolean not null default false,
  constraint sessions_pkey PRIMARY KEY (tenant_id, session_id),
  constraint sessions_action_check CHECK ((action = ANY (ARRAY['view'::text, 'edit'::text]))),
  constraint sessions_container_fkey FOREIGN KEY (tenant_id, container_id) REFERENCES containers(tenant_id, container_id),
  constraint sessions_resource_check CHECK (((file_id IS NULL) OR (container_id IS NULL))),
  constraint sessions_route_check CHECK ((route = ANY (ARRAY['direct'::text, 'proxy'::text]))),
  constraint sessions_share_link_fkey FOREIGN KEY (tenant_id, share_link_id) REFERENCES share_links(tenant_id, link_id),
  constraint sessions_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id),
  constraint sessions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id)
);
CREATE INDEX sessions_file ON public.sessions USING btree (tenant_id, file_id);
CREATE INDEX sessions_grant ON public.sessions USING btree (tenant_id, grant_id) WHERE (grant_id IS NOT NULL);
CREATE INDEX sessions_launch ON public.sessions USING btree (tenant_id, launch_sha256) WHERE (launch_sha256 IS NOT NULL);
CREATE INDEX sessions_share_link ON public.sessions USING btree (tenant_id, share_link_id) WHERE (share_link_id IS NOT NULL);
CREATE INDEX sessions_user ON public.sessions USING btree (tenant_id, user_id);

create table share_links (
  tenant_id uuid not null,
  link_id uuid not null,
  secret_sha256 bytea not null,
  file_id uuid,
  container_id uuid,
  rights text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  password_hash text,
  constraint share_links_pkey PRIMARY KEY (tenant_id, link_id),
  constraint share_links_container_fkey FOREIGN KEY (tenant_id, container_id) REFERENCES containers(tenant_id, container_id),
  constraint share_links_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES users(tenant_id, user_id),
  constraint share_links_file_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id),
  constraint share_links_resource_check CHECK ((num_nonnulls(file_id, container_id) = 1)),
  constraint share_links_rights_check CHECK ((rights = ANY (ARRAY['view'::text, 'edit'::text])))
);
CREATE INDEX share_links_container ON public.share_links USING btree (tenant_id, container_id) WHERE (revoked_at IS NULL);
CREATE INDEX share_links_file ON public.share_links USING btree (tenant_id, file_id) WHERE (revoked_at IS NULL);
CREATE UNIQUE INDEX share_links_secret_key ON public.share_links USING btree (tenant_id, secret_sha256);

create table shares (
  tenant_id uuid not null,
  file_id uuid,
  container_id uuid,
  user_id uuid,
  group_id uuid,
  resource_id uuid not null generated always as (COALESCE(file_id, container_id)) stored,
  grantee_id uuid not null generated always as (COALESCE(user_id, group_id)) stored,
  rights text not null,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  constraint shares_pkey PRIMARY KEY (tenant_id, resource_id, grantee_id),
  constraint shares_container_fkey FOREIGN KEY (tenant_id, container_id) REFERENCES containers(tenant_id, container_id),
  constraint shares_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES users(tenant_id, user_id),
  constraint shares_file_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id),
  constraint shares_grantee_check CHECK ((num_nonnulls(user_id, group_id) = 1)),
  constraint shares_group_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES groups(tenant_id, group_id) ON DELETE CASCADE,
  constraint shares_resource_check CHECK ((num_nonnulls(file_id, container_id) = 1)),
  constraint shares_rights_check CHECK ((rights = ANY (ARRAY['view'::text, 'comment'::text, 'edit'::text, 'manage'::text]))),
  constraint shares_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id)
);
CREATE INDEX shares_grantee ON public.shares USING btree (tenant_id, grantee_id);

create table sign_in_attempts (
  key text not null,
  points integer not null default 0,
  expire bigint,
  constraint sign_in_attempts_pkey PRIMARY KEY (key)
);

create table signing_keys (
  key_id text not null,
  purpose text not null,
  public_key text,
  encrypted_secret bytea not null,
  created_at timestamp with time zone not null default now(),
  signs_until timestamp with time zone not null,
  verifies_until timestamp with time zone not null,
  constraint signing_keys_pkey PRIMARY KEY (key_id),
  constraint signing_keys_purpose_check CHECK ((purpose = ANY (ARRAY['access-token'::text, 'proxy-assertion'::text, 'proxy-proof'::text, 'audit-checkpoint'::text])))
);
CREATE INDEX signing_keys_purpose ON public.signing_keys USING btree (purpose, signs_until);

create table storage_quotas (
  tenant_id uuid not null,
  quota_bytes bigint not null,
  used_bytes bigint not null,
  constraint storage_quotas_pkey PRIMARY KEY (tenant_id),
  constraint storage_quotas_quota_bytes_check CHECK ((quota_bytes >= 0)),
  constraint storage_quotas_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id) ON DELETE CASCADE
);

create table tenant_users (
  tenant_id uuid not null,
  user_hash bytea not null,
  seen_on date not null,
  constraint tenant_users_pkey PRIMARY KEY (tenant_id, user_hash)
);

create table tenants (
  tenant_id uuid not null,
  name text not null,
  plan text not null,
  state text not null default 'active'::text,
  created_at timestamp with time zone not null default now(),
  contacts jsonb not null default '[]'::jsonb,
  valid_from timestamp with time zone,
  valid_until timestamp with time zone,
  grace_days smallint not null default 14,
  ended_at timestamp with time zone,
  saves_until timestamp with time zone,
  seats integer,
  soft_proof boolean not null default false,
  business_flow boolean not null default false,
  pseudonym_user_ids boolean not null default false,
  keep_user_info boolean not null default false,
  discovery_apps text[],
  discovery_actions text[],
  requests_per_second integer,
  concurrent_calls integer,
  mib_per_second integer,
  max_file_mib integer,
  revision bigint not null default 0,
  secure_view boolean not null default false,
  watermark text,
  constraint tenants_pkey PRIMARY KEY (tenant_id),
  constraint tenants_concurrent_calls_check CHECK ((concurrent_calls > 0)),
  constraint tenants_contacts_check CHECK ((jsonb_typeof(contacts) = 'array'::text)),
  constraint tenants_dates_check CHECK ((valid_from < valid_until)),
  constraint tenants_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 366))),
  constraint tenants_max_file_mib_check CHECK ((max_file_mib > 0)),
  constraint tenants_mib_per_second_check CHECK ((mib_per_second > 0)),
  constraint tenants_name_key UNIQUE (name),
  constraint tenants_plan_check CHECK ((plan = ANY (ARRAY['business'::text, 'personal'::text]))),
  constraint tenants_requests_per_second_check CHECK ((requests_per_second > 0)),
  constraint tenants_seats_check CHECK ((seats > 0)),
  constraint tenants_state_check CHECK ((state = ANY (ARRAY['trial'::text, 'active'::text, 'grace'::text, 'suspended'::text, 'expired'::text])))
);
CREATE TRIGGER tenants_changed AFTER INSERT OR DELETE OR UPDATE ON public.tenants FOR EACH ROW EXECUTE FUNCTION notify_tenant();
CREATE TRIGGER tenants_retention_policy AFTER INSERT ON public.tenants FOR EACH ROW EXECUTE FUNCTION make_retention_policy();
CREATE TRIGGER tenants_revision BEFORE UPDATE ON public.tenants FOR EACH ROW EXECUTE FUNCTION count_tenant_revision();

create table upload_fragments (
  tenant_id uuid not null,
  token_sha256 bytea not null,
  start bigint not null,
  size bigint not null,
  blob_key text not null,
  constraint upload_fragments_pkey PRIMARY KEY (tenant_id, token_sha256, start),
  constraint upload_fragments_tenant_id_blob_key_fkey FOREIGN KEY (tenant_id, blob_key) REFERENCES blobs(tenant_id, blob_key),
  constraint upload_fragments_tenant_id_token_sha256_fkey FOREIGN KEY (tenant_id, token_sha256) REFERENCES upload_sessions(tenant_id, token_sha256) ON DELETE CASCADE
);
CREATE INDEX upload_fragments_blob ON public.upload_fragments USING btree (tenant_id, blob_key);

create table upload_sessions (
  tenant_id uuid not null,
  token_sha256 bytea not null,
  file_id uuid not null,
  user_id uuid not null,
  received bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint upload_sessions_pkey PRIMARY KEY (tenant_id, token_sha256),
  constraint upload_sessions_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id),
  constraint upload_sessions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id)
);
CREATE INDEX upload_sessions_user ON public.upload_sessions USING btree (tenant_id, user_id);

create table user_identities (
  tenant_id uuid not null,
  issuer text not null,
  subject text not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  last_sign_in_at timestamp with time zone not null default now(),
  constraint user_identities_pkey PRIMARY KEY (tenant_id, issuer, subject),
  constraint user_identities_user_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, user_id),
  constraint user_identities_user_key UNIQUE (tenant_id, user_id, issuer)
);

create table user_info_tokens (
  tenant_id uuid not null,
  token_hash bytea not null,
  instance_id uuid not null,
  user_key text not null,
  seen_at timestamp with time zone not null default now(),
  constraint user_info_tokens_pkey PRIMARY KEY (tenant_id, token_hash),
  constraint user_info_tokens_tenant_id_instance_id_fkey FOREIGN KEY (tenant_id, instance_id) REFERENCES instances(tenant_id, instance_id) ON DELETE CASCADE
);
CREATE INDEX user_info_tokens_seen ON public.user_info_tokens USING btree (tenant_id, seen_at);

create table users (
  tenant_id uuid not null,
  user_id uuid not null default gen_random_uuid(),
  login text not null,
  display_name text not null,
  password_hash text,
  role text not null default 'member'::text,
  user_info text,
  created_at timestamp with time zone not null default now(),
  disabled_at timestamp with time zone,
  external_id text,
  email text,
  own_role text not null default 'member'::text,
  deprovisioned_at timestamp with time zone,
  first_password_until timestamp with time zone,
  constraint users_pkey PRIMARY KEY (tenant_id, user_id),
  constraint users_login_check CHECK ((login = lower(login))),
  constraint users_own_role_check CHECK ((own_role = ANY (ARRAY['member'::text, 'administrator'::text]))),
  constraint users_role_check CHECK ((role = ANY (ARRAY['member'::text, 'administrator'::text]))),
  constraint users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id),
  constraint users_tenant_id_login_key UNIQUE (tenant_id, login)
);
CREATE UNIQUE INDEX users_external_id_key ON public.users USING btree (tenant_id, external_id) WHERE (external_id IS NOT NULL);
CREATE TRIGGER users_root_container AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION make_root_container();

create table verification_turns (
  tenant_id uuid not null,
  instance_id uuid not null,
  next_at timestamp with time zone not null,
  constraint verification_turns_pkey PRIMARY KEY (tenant_id, instance_id),
  constraint verification_turns_tenant_id_instance_id_fkey FOREIGN KEY (tenant_id, instance_id) REFERENCES instances(tenant_id, instance_id) ON DELETE CASCADE
);

create table versions (
  tenant_id uuid not null,
  file_id uuid not null,
  version bigint not null,
  origin text not null,
  restored_from bigint,
  size bigint not null,
  sha256 bytea not null,
  blob_key text not null,
  author_id uuid not null,
  created_at timestamp with time zone not null default now(),
  save_kind text,
  modified_by_user boolean,
  editors uuid[] not null default '{}'::uuid[],
  session_id uuid,
  session_opened_at timestamp with time zone,
  label text,
  pinned_at timestamp with time zone,
  constraint versions_pkey PRIMARY KEY (tenant_id, file_id, version),
  constraint versions_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200))),
  constraint versions_origin_check CHECK ((origin = ANY (ARRAY['created'::text, 'saved'::text, 'restored'::text, 'recovered'::text]))),
  constraint versions_save_kind_check CHECK ((save_kind = ANY (ARRAY['explicit'::text, 'autosave'::text, 'exit'::text]))),
  constraint versions_tenant_id_blob_key_fkey FOREIGN KEY (tenant_id, blob_key) REFERENCES blobs(tenant_id, blob_key),
  constraint versions_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES files(tenant_id, file_id)
);
CREATE INDEX versions_blob ON public.versions USING btree (tenant_id, blob_key);

create table webhook_deliveries (
  tenant_id uuid not null,
  delivery_id uuid not null default gen_random_uuid(),
  webhook_id uuid not null,
  event_id uuid not null,
  place bigint not null,
  type text not null,
  file_id text not null,
  body jsonb not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  give_up_at timestamp with time zone not null default (now() + '1 day'::interval),
  finished_at timestamp with time zone,
  last_outcome text,
  constraint webhook_deliveries_pkey PRIMARY KEY (tenant_id, delivery_id),
  constraint webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'given-up'::text]))),
  constraint webhook_deliveries_tenant_id_webhook_id_event_id_key UNIQUE (tenant_id, webhook_id, event_id),
  constraint webhook_deliveries_tenant_id_webhook_id_fkey FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks(tenant_id, webhook_id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (next_attempt_at) WHERE (state = 'waiting'::text);
CREATE INDEX webhook_deliveries_file ON public.webhook_deliveries USING btree (tenant_id, webhook_id, file_id, place) WHERE (state = 'waiting'::text);
CREATE INDEX webhook_deliveries_finished ON public.webhook_deliveries USING btree (finished_at) WHERE (state <> 'waiting'::text);
CREATE INDEX webhook_deliveries_place ON public.webhook_deliveries USING btree (tenant_id, webhook_id, place);

create table webhook_position (
  only_row boolean not null default true,
  xid xid8 not null default '0'::xid8,
  seq bigint not null default 0,
  floor_seq bigint not null default 0,
  max_seq bigint not null default 0,
  constraint webhook_position_pkey PRIMARY KEY (only_row),
  constraint webhook_position_only_row_check CHECK (only_row)
);

create table webhooks (
  tenant_id uuid not null,
  webhook_id uuid not null,
  url text not null,
  events text[] not null,
  private_network boolean not null,
  active boolean not null default true,
  sealed_secret bytea not null,
  created_at timestamp with time zone not null default now(),
  sealed_old_secret bytea,
  old_secret_until timestamp with time zone,
  constraint webhooks_pkey PRIMARY KEY (tenant_id, webhook_id),
  constraint webhooks_old_secret_check CHECK (((sealed_old_secret IS NULL) = (old_secret_until IS NULL))),
  constraint webhooks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id)
);

-- sequence audit_log_seq

create view blob_references as
 SELECT versions.tenant_id,
    versions.blob_key
   FROM versions
UNION ALL
 SELECT recovered_saves.tenant_id,
    recovered_saves.blob_key
   FROM recovered_saves
UNION ALL
 SELECT alternate_streams.tenant_id,
    alternate_streams.blob_key
   FROM alternate_streams
UNION ALL
 SELECT blob_parts.tenant_id,
    blob_parts.part_key AS blob_key
   FROM blob_parts
UNION ALL
 SELECT upload_fragments.tenant_id,
    upload_fragments.blob_key
   FROM upload_fragments;

CREATE OR REPLACE FUNCTION public.audit_links(before bytea, digests bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
      declare
        link bytea := before;
        links bytea[] := '{}';
      begin
        for place in 1 .. length(digests) by 32 loop
          link := sha256(link || substr(digests, place, 32));
          links := array_append(links, link);
        end loop;
        return (select string_agg(one, '' order by n) from unnest(links) with ordinality as made (one, n));
      end $function$;

CREATE OR REPLACE FUNCTION public.audit_links(before bytea, digests bytea[])
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
      declare
        link bytea := before;
        links bytea[] := '{}';
        digest bytea;
      begin
        foreach digest in array digests loop
          link := sha256(link || digest);
          links := array_append(links, link);
        end loop;
        return (select string_agg(one, '' order by n) from unnest(links) with ordinality as made (one, n));
      end $function$;

CREATE OR REPLACE FUNCTION public.audit_of_correlation(tenant uuid, correlation text)
 RETURNS SETOF audit_log
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET enable_seqscan TO 'off'
 SET max_parallel_workers_per_gather TO '0'
AS $function$select * from audit_log where correlation_id = correlation and (tenant_id = tenant) is true$function$;

CREATE OR REPLACE FUNCTION public.count_storage()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  declare
    added bigint := case when new.deleted_at is null then new.size else 0 end;
    quota storage_quotas;
  begin
    if tg_op = 'UPDATE' and old.deleted_at is null then added := added - old.size; end if;
    update storage_quotas set used_bytes = used_bytes + added where tenant_id = new.tenant_id returning * into quota;
    if added > 0 and quota.used_bytes > quota.quota_bytes then
      raise exception 'the tenant has no room left' using errcode = 'check_violation', constraint = 'storage_quota';
    end if;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.count_tenant_revision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    new.revision := old.revision + 1;
    return new;
  end $function$;

CREATE OR REPLACE FUNCTION public.drop_audit_partitions(months_kept integer)
 RETURNS SETOF date
 LANGUAGE plpgsql
AS $function$
  declare
    part record;
    cut date := (date_trunc('month', now() at time zone 'UTC') - make_interval(months => greatest(months_kept, 1)))::date;
  begin
    for part in
      select c.relname, to_date(right(c.relname, 7), 'YYYY_MM') as month
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_log'::regclass and c.relname ~ '^audit_log_[0-9]{4}_[0-9]{2}$'
    loop
      continue when part.month >= cut;
      insert into audit_drops (month) values (part.month) on conflict do nothing;
      execute format('drop table %I', part.relname);
      return next part.month;
    end loop;
  end $function$;

CREATE OR REPLACE FUNCTION public.effective_right(person users, container containers)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
    select case
      when person.tenant_id = container.tenant_id and person.disabled_at is null and container.deleted_at is null then
      case when person.user_id = container.owner_id or person.role = 'administrator' then 'manage'
      else shared_right(container.tenant_id, person.user_id, null, container.container_id) end
    end $function$;

CREATE OR REPLACE FUNCTION public.effective_right(person users, file files)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
    select case when person.tenant_id = file.tenant_id and person.disabled_at is null and file.deleted_at is null then
      case when person.user_id = file.owner_id or person.role = 'administrator' then 'manage'
      else shared_right(file.tenant_id, person.user_id, file.file_id, file.container_id) end
    end $function$;

CREATE OR REPLACE FUNCTION public.ensure_audit_partitions(months_ahead integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
  declare
    month date;
  begin
    perform pg_advisory_xact_lock(hashtext('ensure_audit_partitions'));
    for offset_months in 0..months_ahead loop
      month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => offset_months))::date;
      if to_regclass(format('audit_log_%s', to_char(month, 'YYYY_MM'))) is null then
        begin
          execute format(
            'create table audit_log_%s partition of audit_log for values from (%L) to (%L)',
            to_char(month, 'YYYY_MM'),
            month::timestamp at time zone 'UTC',
            (month + interval '1 month')::timestamp at time zone 'UTC');
        exception when check_violation then
          raise warning 'audit_log_default already holds rows of %', to_char(month, 'YYYY-MM');
        end;
      end if;
    end loop;
  end $function$;

CREATE OR REPLACE FUNCTION public.forget_swept_blob()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    delete from blob_parts where tenant_id = new.tenant_id and blob_key = new.blob_key;
    delete from chunk_lists where tenant_id = new.tenant_id and blob_key = new.blob_key;
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.make_retention_policy()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    insert into retention_policies (tenant_id) values (new.tenant_id);
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.make_root_container()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    insert into containers (tenant_id, container_id, owner_id, name, created_by)
    values (new.tenant_id, new.user_id, new.user_id, 'Files', new.user_id);
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.note_new_container()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into container_changes (tenant_id, container_id, child_id, changed_xid)
      values (new.tenant_id, new.parent_id, new.container_id, pg_current_xact_id())
      on conflict (tenant_id, container_id, child_id) do update set changed_xid = excluded.changed_xid;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.note_new_file()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into container_changes (tenant_id, container_id, child_id, changed_xid)
      values (new.tenant_id, new.container_id, new.file_id, pg_current_xact_id())
      on conflict (tenant_id, container_id, child_id) do update set changed_xid = excluded.changed_xid;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.note_old_container()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into container_changes (tenant_id, container_id, child_id, changed_xid)
      values (old.tenant_id, old.parent_id, old.container_id, pg_current_xact_id())
      on conflict (tenant_id, container_id, child_id) do update set changed_xid = excluded.changed_xid;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.note_old_file()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into container_changes (tenant_id, container_id, child_id, changed_xid)
      values (old.tenant_id, old.container_id, old.file_id, pg_current_xact_id())
      on conflict (tenant_id, container_id, child_id) do update set changed_xid = excluded.changed_xid;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.notify_tenant()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    perform pg_notify('proxy_registry', coalesce(new.tenant_id, old.tenant_id)::text);
    return null;
  end $function$;

CREATE OR REPLACE FUNCTION public.refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    raise exception 'audit_log is append-only';
  end $function$;

CREATE OR REPLACE FUNCTION public.shared_right(tenant uuid, person uuid, file uuid, container uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
  declare
    ranks constant text[] := array['view', 'comment', 'edit', 'manage'];
  begin
    return (
      with recursive way as (
        select c.container_id, c.parent_id from containers c
        where c.tenant_id = tenant and c.container_id = container
        union all
        select p.container_id, p.parent_id from way
        join containers p on p.tenant_id = tenant and p.container_id = way.parent_id
      )
      select ranks[max(array_position(ranks, s.rights))] from shares s
      where s.tenant_id = tenant
        and s.resource_id in (select file union all select container_id from way)
        and s.grantee_id in (
          select person
          union all
          select m.group_id from group_members m where m.tenant_id = tenant and m.user_id = person));
  end $function$;

CREATE OR REPLACE FUNCTION public.touch_tenants()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    update tenants set revision = revision where tenant_id in (select tenant_id from changed);
    return null;
  end $function$;
