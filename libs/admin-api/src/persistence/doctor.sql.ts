/** The server's version, the size of this database, and its clock in milliseconds since 1970. */
export const SERVER = `
  select current_setting('server_version') as version,
    pg_size_pretty(pg_database_size(current_database())) as size,
    (extract(epoch from clock_timestamp()) * 1000)::double precision as now`;

/** Settings that make PostgreSQL confirm what a power failure may still take, or tear, as they are for this connection. */
export const UNSAFE_SETTINGS = `
  select name || ' = ' || setting as "setting" from pg_settings
  where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`;
