import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { Observable } from 'rxjs';
import { AuditService } from '#audit';
import { principalOf } from './caller.js';

/** Has every audit row of a request say who called. */
@Injectable()
export class CallerInterceptor implements NestInterceptor {
  constructor(private readonly audit: AuditService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const principal = principalOf(context.switchToHttp().getRequest<Request>());
    if (!principal) return next.handle();
    return new Observable((answer) =>
      this.audit.calledBy(principal.id, () => next.handle().subscribe(answer)),
    );
  }
}
