import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { ENDPOINT, type EndpointOptions } from './endpoint.js';
import { entityTagOf } from './entity-tag.js';

/** Sends the ETag of a resource along with it, where the endpoint has one. */
@Injectable()
export class EntityTagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { tag } = Reflect.getMetadata(ENDPOINT, context.getHandler()) as EndpointOptions;
    if (!tag) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((answer: object) => {
        response.setHeader('ETag', entityTagOf(tag(answer as never)));
        return answer;
      }),
    );
  }
}
