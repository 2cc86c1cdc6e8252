import { Inject, Injectable } from '@nestjs/common';
import { GroupRepository } from './groups/group.repository.js';
import type { GroupRole } from './groups/group.js';
import { IdentityError } from './identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from './identity.options.js';
import type { User } from './user.js';
import { UserRepository } from './user.repository.js';
import { isUuid } from './uuid.js';

/** May refuse by throwing what somebody wants to do to an account that has these roles, by itself or by its groups. */
export type RequireRoles = (roles: readonly GroupRole[]) => void;

/** Accounts that stay as they are, with their roles, while somebody does something about them. */
@Injectable()
export class AccountHold {
  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
    private readonly users: UserRepository,
    private readonly groups: GroupRepository,
  ) {}

  /** @throws IdentityError `unknown_user` */
  during<T>(userId: string, requireRoles: RequireRoles, work: (user: User) => Promise<T>): Promise<T> {
    const { tenantId } = this.options;
    return this.groups.exclusively(tenantId, async () => {
      const user = isUuid(userId) ? await this.users.lockById(tenantId, userId) : undefined;
      if (!user) throw new IdentityError('unknown_user', 'There is no such account.');
      const own: readonly GroupRole[] = user.role === 'administrator' ? ['administrator'] : [];
      requireRoles([...own, ...(await this.groups.rolesOf(tenantId, userId))]);
      return work(user);
    });
  }
}
