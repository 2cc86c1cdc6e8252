/** The server's version, the size of this database, and its clock in milliseconds since 1970. */
export const SERVER = `
  select current_setting('server_version') as version,
    pg_size_pretty(pg_database_size(current_database())) as size,
    (extract(epoch from clock_timestamp()) * 1000)::double precision as now`;
