import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { IDENTITY_OPTIONS, type IdentityOptions } from './identity.options.js';
import { PortalSessionRepository } from './portal-session.repository.js';

const HOUR_MS = 3600 * 1000;

/** Removes, once an hour, sessions at the portal that are over, and what was kept with them. */
@Injectable()
export class ForgetSessions extends BackgroundWork {
  constructor(
    private readonly sessions: PortalSessionRepository,
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
  ) {
    super({ everyMs: HOUR_MS, firstMs: 0 });
  }

  protected async turn(): Promise<void> {
    await this.sessions.forgetExpired(this.options.tenantId);
  }
}
