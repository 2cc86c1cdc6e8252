import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '#http-server';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';

/** Lets in whoever presents the installation's key. */
@Injectable()
export class BearerKeyGuard implements CanActivate {
  readonly #expected: Buffer;

  constructor(@Inject(ADMIN_OPTIONS) { apiKey }: AdminOptions) {
    this.#expected = sha256(apiKey);
  }

  canActivate(context: ExecutionContext): boolean {
    const header = context.switchToHttp().getRequest<Request>().headers.authorization ?? '';
    const presented = /^Bearer ([^\s]+)$/i.exec(header)?.[1];
    // Digests have one length, so the comparison tells nothing about the key.
    if (presented !== undefined && timingSafeEqual(sha256(presented), this.#expected)) return true;
    throw new Problem(401, 'The admin API needs its key: Authorization: Bearer ADMIN_API_KEY.', {
      'WWW-Authenticate': 'Bearer realm="admin"',
    });
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
