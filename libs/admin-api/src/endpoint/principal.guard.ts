import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApiKeys, type Principal } from '#access';
import { Problem } from '#http-server';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { keepPrincipal } from './caller.js';
import { ENDPOINT, type EndpointOptions } from './endpoint.js';
import { ReachableTenant } from './reachable-tenant.js';
import { requirePermission } from './require-permission.js';

/**
 * Lets in whoever presents a key that may do what the endpoint needs. Whoever is limited to a tenant finds nothing of
 * another: not even that it exists.
 */
@Injectable()
export class PrincipalGuard implements CanActivate {
  constructor(
    private readonly keys: ApiKeys,
    private readonly tenant: ReachableTenant,
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const endpoint = Reflect.getMetadata(ENDPOINT, context.getHandler()) as EndpointOptions;
    const principal = await this.authenticate(request);
    requirePermission(principal, endpoint.needs);
    await this.requireScope(principal, endpoint, request);
    keepPrincipal(request, principal);
    return true;
  }

  private async authenticate({ headers }: Request): Promise<Principal> {
    const presented = /^Bearer ([^\s]+)$/i.exec(headers.authorization ?? '')?.[1];
    const principal = presented === undefined ? undefined : await this.keys.authenticate(presented);
    if (principal) return principal;
    throw new Problem(401, 'The admin API needs a key: Authorization: Bearer KEY.', {
      'WWW-Authenticate': 'Bearer realm="admin"',
    });
  }

  private async requireScope(
    principal: Principal,
    { scope = 'host', needs }: EndpointOptions,
    { params }: Request,
  ): Promise<void> {
    const { tenantId } = principal;
    if (tenantId === undefined || scope === 'own') return;
    if (scope === 'installation')
      throw new Problem(403, `The key is limited to a tenant, and ${needs} here is about the installation.`);
    if (scope === 'host' && tenantId !== this.options.tenantId)
      throw new Problem(404, 'There is nothing at this address.');
    if (scope === 'tenant') await this.tenant.get(principal, String(params['tenant']));
  }
}
