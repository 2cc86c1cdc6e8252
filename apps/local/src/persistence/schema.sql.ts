/** Partitions made as time goes by would make every month's snapshot another one; they look like their parent. */
const RELATIONS = `
  select c.oid, c.relname as name, c.relpersistence as persistence,
    pg_get_partkeydef(c.oid) as partitioned_by, pg_get_expr(c.relpartbound, c.oid) as bound,
    (select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as parent
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not (c.relispartition and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT')
    and c.relname not in ('migrations')`;

/** Tables in alphabetical order. */
export const TABLES = `select name, persistence, partitioned_by, bound, parent from (${RELATIONS}) r order by name`;

/** Columns in their order, as they would be written. */
export const COLUMNS = `
  select r.name as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
    a.attidentity as identity, a.attgenerated as generated, pg_get_expr(d.adbin, d.adrelid) as default
  from (${RELATIONS}) r
    join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  order by r.name, a.attnum`;

/** Not-null constraints show in their columns. */
export const CONSTRAINTS = `
  select r.name as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
  from (${RELATIONS}) r join pg_constraint k on k.conrelid = r.oid
  where k.contype <> 'n' and k.conparentid = 0
  order by r.name, k.contype = 'p' desc, k.conname`;

/** Indexes that stand for themselves, not for a constraint. */
export const INDEXES = `
  select r.name as table, pg_get_indexdef(x.indexrelid) as definition
  from (${RELATIONS}) r join pg_index x on x.indrelid = r.oid join pg_class i on i.oid = x.indexrelid
  where not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype <> 'f')
    and not i.relispartition
  order by r.name, i.relname`;

export const TRIGGERS = `
  select r.name as table, pg_get_triggerdef(t.oid) as definition
  from (${RELATIONS}) r join pg_trigger t on t.tgrelid = r.oid
  where not t.tgisinternal and t.tgparentid = 0
  order by r.name, t.tgname`;

export const VIEWS = `
  select 'create view ' || v.relname || E' as\\n' || pg_get_viewdef(v.oid) as definition
  from pg_class v
  where v.relnamespace = 'public'::regnamespace and v.relkind = 'v'
  order by v.relname`;

export const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as definition
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
  order by p.proname, pg_get_function_identity_arguments(p.oid)`;

/** What the schema does not have so far: named here, so that a migration cannot bring it unseen. */
export const OTHERS = `
  select 'sequence ' || c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))
  union all select 'materialized view ' || v.relname from pg_class v
  where v.relnamespace = 'public'::regnamespace and v.relkind = 'm'
  union all select 'type ' || t.typname from pg_type t
  where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
  union all select 'extension ' || extname from pg_extension where extname <> 'plpgsql'
  order by 1`;
