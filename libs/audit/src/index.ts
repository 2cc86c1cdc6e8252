export type { AuditEntry } from './audit-entry.js';
export { AuditLog, InvalidCursor } from './audit-log.js';
export { AuditModule } from './audit.module.js';
export type { AuditOptions, ChainOptions } from './audit-options.js';
export {
  AuditQuestions,
  type FailedProofs,
  type OpenSessionThen,
  type OpensOfDay,
  type Period,
  type SlowOperation,
} from './audit-questions.js';
export type { AuditFilter, AuditPage, AuditRow } from './audit-row.js';
export { AuditService } from './audit.service.js';
export type { Checkpoint } from './chain/chain.repository.js';
export { Checkpoints } from './chain/checkpoints.js';
export { SealRows } from './chain/seal-rows.js';
export { type Break, type Verification, VerifyChain } from './chain/verify-chain.js';
export { EXPORT_FORM_NAMES, EXPORT_FORMS, type ExportFormName } from './export/lines.js';
