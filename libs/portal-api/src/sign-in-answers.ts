import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type AuditEntry, AuditService } from '#audit';
import { PortalCookie, type SignedIn, type User } from '#identity';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';
import { toProblem } from './problems.js';

/** What people are told of themselves, and what the audit log is told of their ways to sign in. */
@Injectable()
export class SignInAnswers {
  constructor(
    @Inject(PORTAL_OPTIONS) private readonly options: PortalOptions,
    private readonly cookie: PortalCookie,
    private readonly audit: AuditService,
  ) {}

  /** The answer brings the cookie of the session that has begun. */
  begun(response: Response, signedIn: SignedIn) {
    response.setHeader('Set-Cookie', this.cookie.set(signedIn.cookie));
    return this.account(signedIn);
  }

  /** Whoever has a step to take is told of nothing but that. */
  account({ user, csrfToken, signedInBy, step }: Omit<SignedIn, 'cookie'>) {
    const { id, login, displayName, role } = user;
    if (step) return { step, csrfToken, user: { login, displayName } };
    const { route, clients, maxFileBytes } = this.options;
    return { user: { id, login, displayName, role }, csrfToken, signedInBy, route, clients, maxFileBytes };
  }

  entry(operation: string, status: number, request: Request, user?: User): AuditEntry {
    const { tenantId } = this.options;
    return { tenantId, operation, status, userId: user?.id, remoteAddress: request.ip };
  }

  /** Does what proves who somebody is; the log tells of refusals, too. */
  async attempt<T>(
    operation: string,
    request: Request,
    user: User | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.audit.record(this.entry(operation, toProblem(error)?.status ?? 500, request, user));
      throw error;
    }
  }
}
