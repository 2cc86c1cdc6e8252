import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Sealer } from '#database';
import { Problem } from '#http-server';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { principalOf } from '../endpoint/caller.js';
import {
  IdempotentRequestsRepository,
  type RequestKey,
} from '../persistence/idempotent-requests.repository.js';
import { isForeseen } from '../problems.js';
import { requestHash } from './request-hash.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** What is kept of an answer, besides its status, which an endpoint always has the same. */
interface KeptAnswer {
  readonly answer?: unknown;
  readonly location?: string | undefined;
}

/**
 * Carries a POST with an `Idempotency-Key` out once: whoever sends the same again within a day gets the first one's answer.
 * What was refused changed nothing and is not remembered. A request whose process died, or that failed unforeseen, may have
 * been carried out or not; it is never carried out a second time.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly requests: IdempotentRequestsRepository,
    private readonly sealer: Sealer,
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = request.headers['idempotency-key'];
    const principal = principalOf(request);
    if (request.method !== 'POST' || key === undefined || !principal) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key))
      throw new Problem(400, 'An Idempotency-Key has 1 to 200 visible ASCII characters.');
    const tenantId = principal.tenantId ?? this.options.tenantId;
    const place = { tenantId, principalId: principal.id, key };
    return from(this.once(place, request, context.switchToHttp().getResponse<Response>(), next));
  }

  private async once(
    key: RequestKey,
    request: Request,
    response: Response,
    next: CallHandler,
  ): Promise<unknown> {
    const hash = requestHash(request);
    if (!(await this.requests.claim(key, hash))) {
      const { answer, location } = await this.answerOf(key, hash);
      response.setHeader('Idempotency-Replayed', 'true');
      if (location !== undefined) response.location(location);
      return answer;
    }
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      const text = JSON.stringify({ answer, location: response.get('Location') } satisfies KeptAnswer);
      await this.requests.finish(key, this.sealer.seal(Buffer.from(text), contextOf(key)));
      return answer;
    } catch (error) {
      if (isForeseen(error)) await this.requests.forget(key);
      throw error;
    }
  }

  private async answerOf(key: RequestKey, hash: Buffer): Promise<KeptAnswer> {
    const known = await this.requests.find(key);
    if (known && !known.requestHash.equals(hash))
      throw new Problem(422, 'This Idempotency-Key came with another request before.');
    if (!known?.sealedAnswer)
      throw new Problem(
        409,
        'A request with this Idempotency-Key is under way, or what became of it is not known.',
        {
          'Retry-After': '1',
        },
      );
    const text = this.sealer.open(known.sealedAnswer, contextOf(key)).toString();
    return JSON.parse(text) as KeptAnswer;
  }
}

const contextOf = ({ tenantId, principalId, key }: RequestKey) =>
  `idempotent-request:${tenantId}:${principalId}:${key}`;
