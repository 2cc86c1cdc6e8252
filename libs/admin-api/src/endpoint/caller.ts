import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Principal } from '#access';

const PRINCIPAL = Symbol('PRINCIPAL');

type Known = Request & { [PRINCIPAL]?: Principal };

/** Called by the guard once it knows. */
export function keepPrincipal(request: Request, principal: Principal): void {
  (request as Known)[PRINCIPAL] = principal;
}

/** Who calls; undefined before the guard has looked. */
export const principalOf = (request: Request): Principal | undefined => (request as Known)[PRINCIPAL];

/** A handler's parameter: the {@link Principal} that calls. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  principalOf(context.switchToHttp().getRequest<Request>()),
);
