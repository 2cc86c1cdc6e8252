export type { AuditEntry } from './audit-entry.js';
export { AuditModule, type AuditOptions } from './audit.module.js';
export { AuditService } from './audit.service.js';
