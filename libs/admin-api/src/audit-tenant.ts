import { Inject, Injectable } from '@nestjs/common';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';

/** On which tenant's log a change is booked: its own, or for what belongs to none, that of the installation's own files. */
@Injectable()
export class AuditTenant {
  constructor(@Inject(ADMIN_OPTIONS) private readonly options: AdminOptions) {}

  of(tenantId: string | undefined): string {
    return tenantId ?? this.options.tenantId;
  }
}
