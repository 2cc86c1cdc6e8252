export type { HoldWish, LegalHold } from './legal-hold.js';
/** Fragments for the statements of those who remove versions and what belongs to them. */
export { historyOf, isHeld } from './persistence/history.sql.js';
export type { RetentionChange, RetentionPolicy } from './retention-policy.js';
export { RetentionService } from './retention.service.js';
export type { SaveKind, SaveSignals } from './save-signals.js';
export type { ListedVersion, Version } from './version.js';
export { VersionsModule } from './versions.module.js';
export { type VersionKey, VersionsService } from './versions.service.js';
