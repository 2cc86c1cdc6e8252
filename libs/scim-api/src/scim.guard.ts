import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
} from '@nestjs/common';
import type { Request } from 'express';
import { ApiKeys, type Permission, type Principal } from '#access';
import { ScimError } from './scim-error.js';
import { SCIM_OPTIONS, type ScimOptions } from './scim-options.js';

const NEEDED: Permission = 'scim.provision';

type Known = Request & { scimPrincipal?: Principal };

/** Lets in whoever presents an API key that may provision the people of this tenant. */
@Injectable()
export class ScimGuard implements CanActivate {
  constructor(
    private readonly keys: ApiKeys,
    @Inject(SCIM_OPTIONS) private readonly options: ScimOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Known>();
    const presented = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const principal = presented === undefined ? undefined : await this.keys.authenticate(presented);
    if (!principal)
      throw new ScimError(401, undefined, 'SCIM needs an API key: Authorization: Bearer KEY.', {
        'WWW-Authenticate': 'Bearer realm="scim"',
      });
    const reaches = principal.tenantId === undefined || principal.tenantId === this.options.tenantId;
    if (!reaches || !principal.permissions.has(NEEDED))
      throw new ScimError(403, undefined, `The key lacks the permission ${NEEDED}.`);
    request.scimPrincipal = principal;
    return true;
  }
}

/** A handler's parameter: id of the key that calls, for the audit log. */
export const PrincipalId = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Known>().scimPrincipal!.id,
);
