import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#files';
import { IdentityError, type User, UsersService } from '#identity';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';

/** The people that an application names: it vouches for them, so whoever is unknown becomes a member. */
@Injectable()
export class People {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly users: UsersService,
  ) {}

  /** @throws IdentityError `invalid_login` */
  async actorFor(login: string, remoteAddress: string | undefined): Promise<Actor> {
    const { id } = await this.users.ensureUser(login);
    return {
      tenantId: this.options.tenantId,
      userId: id,
      ...(remoteAddress !== undefined && { remoteAddress }),
    };
  }

  /** @throws IdentityError `unknown_user` */
  async get(login: string): Promise<User> {
    const user = await this.users.find(login);
    if (!user) throw new IdentityError('unknown_user', 'There is no such user.');
    return user;
  }
}
