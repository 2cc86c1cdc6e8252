import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AuditService } from '#audit';
import { FollowShareLink, UNLOCKED_SECONDS, unlockLink } from '#files';
import { IdentityError, PasswordGuard, PortalCookie } from '#identity';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';

const COOKIE = 'link';

/** How browsers come past the password of a share link, and remember that they did. */
@Injectable()
export class LinkPasswords {
  constructor(
    @Inject(PORTAL_OPTIONS) private readonly options: PortalOptions,
    private readonly links: FollowShareLink,
    private readonly guard: PasswordGuard,
    private readonly cookie: PortalCookie,
    private readonly audit: AuditService,
  ) {}

  /** What the browser remembers of the link, if anything. */
  unlockedOf(request: Request): string | undefined {
    return this.cookie.readOther(request.headers.cookie, COOKIE);
  }

  /**
   * The `Set-Cookie` header that opens the link; undefined where it asks for no password.
   * @throws FileError `link_ended`; IdentityError `wrong_credentials`, `too_many_attempts`
   */
  async unlock(secret: string, password: string, request: Request): Promise<string | undefined> {
    const link = await this.links.guarded(secret);
    if (!link) return undefined;
    const address = request.ip ?? '';
    await this.guard
      .require(`link ${link.id}`, link.passwordHash, password, address)
      .catch((error: unknown) => {
        if (error instanceof IdentityError) this.record(link.id, 401, request);
        throw error;
      });
    this.record(link.id, 200, request);
    return this.cookie.setBelow(`/s/${secret}`, COOKIE, unlockLink(link), UNLOCKED_SECONDS);
  }

  private record(shareLink: string, status: number, request: Request): void {
    const { tenantId } = this.options;
    const detail = { shareLink };
    this.audit.record({ tenantId, operation: 'UnlockShareLink', status, remoteAddress: request.ip, detail });
  }
}
