import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '#files';
import { Problem } from '#http-server';
import type { PortalSession } from '#identity';
import { PortalAccess } from './portal-access.js';

type SignedInRequest = Request & { portalSession?: PortalSession; portalActor?: Actor };

/** Lets signed-in people in; what is not a GET must come from a page of the portal. */
@Injectable()
export class PortalGuard implements CanActivate {
  constructor(private readonly access: PortalAccess) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const session = await this.access.sessionOf(request, context.switchToHttp().getResponse<Response>());
    if (!session) throw new Problem(401, 'Sign in first.');
    if (request.method !== 'GET') this.access.requireOwnPage(request, session);
    request.portalSession = session;
    request.portalActor = this.access.actor(request, session.user.id);
    return true;
  }
}

const signedIn = (context: ExecutionContext) => context.switchToHttp().getRequest<SignedInRequest>();

/** Who is signed in; behind {@link PortalGuard} only. */
export const SignedInSession = createParamDecorator(
  (_: unknown, context: ExecutionContext) => signedIn(context).portalSession,
);

/** On whose behalf use cases run; behind {@link PortalGuard} only. */
export const SignedInActor = createParamDecorator(
  (_: unknown, context: ExecutionContext) => signedIn(context).portalActor,
);
