import { Inject, Injectable } from '@nestjs/common';
import { IDENTITY_OPTIONS, type IdentityOptions } from './identity.options.js';

/** 256 random bits in base64url. */
const VALUE = /^[A-Za-z0-9_-]{43}$/;
const MAX_AGE_SECONDS = 12 * 60 * 60;

/** The cookie that carries a portal session: how it is called, read and written. */
@Injectable()
export class PortalCookie {
  readonly name: string;
  readonly #attributes: string;
  readonly #others: string;

  constructor(@Inject(IDENTITY_OPTIONS) options: IdentityOptions) {
    // `__Host-` makes browsers refuse the cookie from a sibling domain or without https; they refuse it whole on http.
    this.name = options.secureCookies ? '__Host-portal' : 'portal';
    this.#others = `HttpOnly; SameSite=Lax${options.secureCookies ? '; Secure' : ''}`;
    this.#attributes = `Path=/; ${this.#others}`;
  }

  /** The session's value in a request's `Cookie` header: the first well-formed one of that name, or undefined. */
  read(header: string | undefined): string | undefined {
    return cookieValues(header, this.name).find((value) => VALUE.test(value));
  }

  /** A `Set-Cookie` header that brings the session. */
  set(value: string): string {
    return `${this.name}=${value}; ${this.#attributes}; Max-Age=${MAX_AGE_SECONDS}`;
  }

  /** A `Set-Cookie` header for something that only pages at and below `path` shall remember, under a name of its own. */
  setBelow(path: string, name: string, value: string, seconds: number): string {
    return `${name}=${value}; Path=${path}; ${this.#others}; Max-Age=${seconds}`;
  }

  /** The value of such a cookie, if it came. */
  readOther(header: string | undefined, name: string): string | undefined {
    return cookieValues(header, name)[0];
  }

  /** A `Set-Cookie` header that takes it away. */
  clear(): string {
    return `${this.name}=; ${this.#attributes}; Max-Age=0`;
  }
}

/** The values of a cookie's name in a request's `Cookie` header: a browser may send several. */
export function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals >= 0 && pair.slice(0, equals).trim() === name ? [pair.slice(equals + 1).trim()] : [];
  });
}
