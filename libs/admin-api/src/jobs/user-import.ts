import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditService } from '#audit';
import { UsersService } from '#identity';
import { ItemRefused, Jobs } from '#jobs';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { refuseItem } from './refuse-item.js';
import type { UserLine } from './user-lines.js';

export const USER_IMPORT = 'users.import';

/** Adds the people of a list, each as the endpoint for one does. */
@Injectable()
export class UserImport implements OnModuleInit {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly jobs: Jobs,
    private readonly users: UsersService,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<UserLine>(USER_IMPORT, (line, createdBy) =>
      this.audit.calledBy(createdBy, () => this.add(line).catch(refuseItem)),
    );
  }

  private async add(line: UserLine): Promise<void> {
    if ('fault' in line) throw new ItemRefused(`Line ${line.line}: ${line.fault}`);
    const { login, displayName, role } = line;
    const entry = { tenantId: this.options.tenantId, operation: 'AddUser', status: 201, detail: { role } };
    await this.users.add({ login, displayName, role }, this.audit.makingCompanion('user', entry));
  }
}
