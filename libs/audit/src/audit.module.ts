import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AuditRepository } from './audit.repository.js';
import { AUDIT_PROCESS, AuditService } from './audit.service.js';
import { PgAuditRepository } from './persistence/pg-audit.repository.js';

export interface AuditOptions {
  /** The process that writes: `host`, `proxy`, `admin`. */
  readonly process: string;
}

@Global()
@Module({
  providers: [AuditService, { provide: AuditRepository, useClass: PgAuditRepository }],
  exports: [AuditService],
})
export class AuditModule {
  static forRoot({ process }: AuditOptions): DynamicModule {
    return { module: AuditModule, providers: [{ provide: AUDIT_PROCESS, useValue: process }] };
  }
}
