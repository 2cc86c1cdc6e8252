import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { Sessions } from '#tokens';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { People } from './people.js';

/** Which sessions; several conditions must all hold. */
export interface EndWish {
  readonly sessionId?: string | undefined;
  readonly fileId?: string | undefined;
  readonly login?: string | undefined;
  /** All of the tenant. */
  readonly all?: boolean | undefined;
}

/** Ends sessions: their tokens are refused from the next request on. */
@Injectable()
export class EndSessions {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly audit: AuditService,
  ) {}

  /** Answers how many there were. @throws IdentityError `unknown_user` */
  async run({ sessionId, fileId, login, all }: EndWish): Promise<number> {
    const { tenantId } = this.options;
    const userId = login === undefined ? undefined : (await this.people.get(login)).id;
    const wish = { tenantId, sessionId, fileId, userId };
    const entry = { ...wish, operation: 'RevokeSessions', status: 200, ...(all && { detail: { all } }) };
    return this.sessions.revoke({ ...wish, all }, this.audit.companion(entry));
  }
}
