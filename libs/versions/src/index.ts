export type { SaveKind, SaveSignals } from './save-signals.js';
export type { Version } from './version.js';
export { VersionsModule } from './versions.module.js';
export { VersionsService } from './versions.service.js';
