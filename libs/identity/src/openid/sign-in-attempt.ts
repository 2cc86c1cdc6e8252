import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SealBroken, Sealer } from '#database';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import { cookieValues } from '../portal-cookie.js';

/** What ties a browser to the sign-in that it began: only there can it be finished. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  /** PKCE's secret. */
  readonly verifier: string;
  /** Where to go afterwards: a path of the portal. */
  readonly next: string;
}

const LIFE_SECONDS = 10 * 60;
const CONTEXT = 'sign-in-attempt';
/** Cookies of more than 4 KiB are dropped by browsers. */
const NEXT_MAX_LENGTH = 1500;

/** Sign-ins under way, kept by the browsers themselves: sealed, so that nobody reads or makes one, and for ten minutes. */
@Injectable()
export class SignInAttempts {
  readonly #sealer: Sealer;
  readonly #name: string;
  readonly #attributes: string;

  constructor(@Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions) {
    this.#sealer = new Sealer(options.openId!.encryptionKey);
    this.#name = options.secureCookies ? '__Host-sign-in' : 'sign-in';
    // Lax: the provider sends the browser back by a link, from another site.
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${options.secureCookies ? '; Secure' : ''}`;
  }

  /** A new attempt with the `Set-Cookie` header that keeps it. */
  begin(next: string): { readonly attempt: SignInAttempt; readonly cookie: string } {
    const attempt = { state: random(), nonce: random(), verifier: random(), next: this.pathOf(next) };
    const until = Date.now() + LIFE_SECONDS * 1000;
    const sealed = this.#sealer.seal(Buffer.from(JSON.stringify({ ...attempt, until })), CONTEXT);
    return {
      attempt,
      cookie: `${this.#name}=${sealed.toString('base64url')}; ${this.#attributes}; Max-Age=${LIFE_SECONDS}`,
    };
  }

  /** The attempt in a request's `Cookie` header; undefined when there is none that is ours and not over. */
  read(header: string | undefined): SignInAttempt | undefined {
    for (const value of cookieValues(header, this.#name)) {
      const found = this.open(value);
      if (found && found.until > Date.now()) return found;
    }
    return undefined;
  }

  /** A `Set-Cookie` header that takes it away: it is good for one try. */
  clear(): string {
    return `${this.#name}=; ${this.#attributes}; Max-Age=0`;
  }

  private open(value: string): (SignInAttempt & { readonly until: number }) | undefined {
    try {
      const plain = this.#sealer.open(Buffer.from(value, 'base64url'), CONTEXT);
      return JSON.parse(plain.toString()) as SignInAttempt & { readonly until: number };
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }

  /** The portal's own paths only: whatever else stands there leads to the start page. */
  private pathOf(next: string): string {
    const { portalOrigin } = this.options;
    const fits = next.startsWith('/') && next.length <= NEXT_MAX_LENGTH && URL.canParse(next, portalOrigin);
    const url = fits ? new URL(next, portalOrigin) : undefined;
    return url?.origin === portalOrigin ? url.pathname + url.search : '/';
  }
}

const random = () => randomBytes(32).toString('base64url');
