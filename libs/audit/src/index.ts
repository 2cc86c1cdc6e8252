export type { AuditEntry } from './audit-entry.js';
export { InvalidCursor } from './audit-cursor.js';
export { AuditLog } from './audit-log.js';
export { AuditModule } from './audit.module.js';
export type { AuditOptions, ChainOptions, PushOptions } from './audit-options.js';
export type { FailedProofs, OpenSessionThen, OpensOfDay, Period, SlowOperation } from './audit-answers.js';
export { AuditQuestions } from './audit-questions.js';
export type { AuditFilter, AuditPage, AuditRow } from './audit-row.js';
export { AuditService } from './audit.service.js';
export { Checkpoints } from './chain/checkpoints.js';
export type { ChainPart } from './chain/chain.js';
export { SealRows } from './chain/seal-rows.js';
export { type Break, type Verification, VerifyChain } from './chain/verify-chain.js';
export { AuditPush } from './push/audit-push.js';
export type { PushState } from './push/push.repository.js';
/** A select of a tenant's checkpoints, for those who list them in pages. */
export { CHECKPOINTS } from './persistence/chain.sql.js';
export { EXPORT_FORM_NAMES, EXPORT_FORMS, type ExportFormName } from './export/lines.js';
