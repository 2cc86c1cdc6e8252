export { connectionSettings } from './connection-settings.js';
export type { ColumnType } from './copy-binary.js';
export { DatabaseModule, type DatabaseOptions } from './database.module.js';
export {
  type Companion,
  Db,
  isContended,
  isUnavailable,
  isUnstorableText,
  queryTimes,
  sqlState,
  violatedConstraint,
  waitFor,
} from './db.js';
export { beginAnew, moveBehind, SETTLED_AHEAD } from './log-position.sql.js';
export { hasPendingMigrations, migrate, type MigrationClass, requireMigrated } from './migrate.js';
export { Notifications } from './notifications.js';
export { SealBroken, Sealer } from './sealer.js';
