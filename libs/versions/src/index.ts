export type { HoldWish, LegalHold } from './legal-hold.js';
/** Fragments for the statements of those who remove versions and what belongs to them. */
export { historyOf, isHeld } from './persistence/history.sql.js';
/** Selects for those who list them in pages. */
export { HOLDS } from './persistence/retention.sql.js';
export { VERSIONS } from './persistence/version.sql.js';
export type { RetentionChange, RetentionPolicy } from './retention-policy.js';
export { RetentionService } from './retention.service.js';
export type { SaveKind, SaveSignals } from './save-signals.js';
export type { ListedVersion, Version } from './version.js';
export { VersionsModule } from './versions.module.js';
export { type VersionKey, VersionsService } from './versions.service.js';
