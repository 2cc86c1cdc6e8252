export {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres.js';
export { freePort, PortRange } from './free-port.js';
export { openDatabase, type OpenedDatabase } from './open-database.js';
