import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Strategy, type VerifiedCallback } from 'passport-jwt';
import { WopiError } from '#wopi-protocol';
import { type AccessTokenClaims, RESOURCE_KINDS, type ResourceKind } from './access-token.js';
import { looksDerived, type TokenTarget } from './derived-token.js';
import { DerivedTokenVerifier } from './derived-token-verifier.js';
import { KeyRing } from './key-ring.js';

export const AUDIENCE = 'wopi';
/** Of what stands in a FileUrl: it is no access token, nor an access token one of these. */
export const FILE_TICKET_AUDIENCE = 'wopi-file-url';

/** The members of a token, short because the token travels in every URL. */
export interface TokenPayload {
  readonly tid: string;
  readonly sid: string;
  readonly uid: string;
  readonly act: 'view' | 'edit';
  readonly cli: string;
  /** Seconds since 1970, with milliseconds. */
  readonly iat: number;
  readonly exp: number;
  /** Kind and id of the resource. */
  readonly knd: ResourceKind;
  readonly rid: string;
}

/** Three base64url parts, the last a SHA-256 HMAC in its one canonical spelling: no token has two forms. */
const FORM = /^[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20,1200}\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** What passport-jwt takes for the request: the token, and the key that its header names. */
interface Carrier {
  readonly accessToken: string;
  readonly secret: KeyObject;
}

/** How long after its end a token still says whose unsaved content arrives with it. */
const STALE_SECONDS = 24 * 3600;

/** Verifies access tokens: derived ones, and JWTs with passport-jwt, HS256 only, the key named by `kid`, the audience fixed. */
@Injectable()
export class AccessTokenVerifier {
  private readonly accessTokens = strategyFor(AUDIENCE);
  private readonly staleTokens = strategyFor(AUDIENCE, STALE_SECONDS);
  private readonly fileTickets = strategyFor(FILE_TICKET_AUDIENCE);
  private readonly staleFileTickets = strategyFor(FILE_TICKET_AUDIENCE, STALE_SECONDS);

  constructor(
    private readonly keys: KeyRing,
    private readonly derived: DerivedTokenVerifier,
  ) {}

  /**
   * @param target what the request is for, which a derived token must have been made for; a JWT says itself what it is for
   * @throws WopiError `invalid_token` for anything that is not a live token of ours, always the same way
   */
  verify(accessToken: string, target: TokenTarget): Promise<AccessTokenClaims> {
    if (looksDerived(accessToken)) return this.derived.verify(accessToken, target, 0);
    return this.verifyBy(this.accessTokens, accessToken);
  }

  /** The same for a token that may have ended within the last day: it gives no right to anything. @throws WopiError `invalid_token` */
  verifyStale(accessToken: string, target: TokenTarget): Promise<AccessTokenClaims> {
    if (looksDerived(accessToken)) return this.derived.verify(accessToken, target, STALE_SECONDS);
    return this.verifyBy(this.staleTokens, accessToken);
  }

  /** The same for what stands in a FileUrl. @throws WopiError `invalid_token` */
  verifyFileTicket(ticket: string): Promise<AccessTokenClaims> {
    return this.verifyBy(this.fileTickets, ticket);
  }

  /** Whether a key of ours signed what stands in a FileUrl, and it ended within the last day at most: it gives no right to anything. */
  isFileTicket(ticket: string): Promise<boolean> {
    return this.verifyBy(this.staleFileTickets, ticket).then(
      () => true,
      () => false,
    );
  }

  private async verifyBy(strategy: Strategy, accessToken: string): Promise<AccessTokenClaims> {
    const keyId = FORM.test(accessToken) ? keyIdOf(accessToken) : undefined;
    const key = keyId === undefined ? undefined : await this.keys.verifier(keyId);
    if (!key) throw new WopiError('invalid_token');
    return authenticate(strategy, { accessToken, secret: key.secret });
  }
}

function strategyFor(audience: string, clockTolerance = 0): Strategy {
  return new Strategy(
    {
      jwtFromRequest: (carrier) => (carrier as unknown as Carrier).accessToken,
      secretOrKeyProvider: (carrier: unknown, _token, done) =>
        done(null, (carrier as Carrier).secret as never),
      algorithms: ['HS256'],
      audience,
      jsonWebTokenOptions: { clockTolerance },
    },
    (payload: TokenPayload, done: VerifiedCallback) => {
      const claims = claimsOf(payload);
      if (claims) done(null, claims);
      else done(null, false);
    },
  );
}

/** What passport does for each request: a copy of the strategy with the outcomes as methods. */
function authenticate(strategy: Strategy, carrier: Carrier): Promise<AccessTokenClaims> {
  return new Promise((resolve, reject) => {
    const attempt = Object.create(strategy) as Strategy;
    attempt.success = (claims: unknown) => resolve(claims as AccessTokenClaims);
    attempt.fail = () => reject(new WopiError('invalid_token'));
    attempt.error = (error: Error) => reject(error);
    attempt.authenticate(carrier as never);
  });
}

function keyIdOf(token: string): string | undefined {
  try {
    const header = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString();
    const { kid } = JSON.parse(header) as { kid?: unknown };
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for a token of an older form, which named no kind of resource. */
function claimsOf({
  tid,
  sid,
  uid,
  act,
  cli,
  iat,
  exp,
  knd,
  rid,
}: TokenPayload): AccessTokenClaims | undefined {
  if (!RESOURCE_KINDS.includes(knd) || typeof rid !== 'string') return undefined;
  return {
    tenantId: tid,
    sessionId: sid,
    resource: { kind: knd, id: rid },
    userId: uid,
    action: act,
    client: cli,
    issuedAt: new Date(Math.round(iat * 1000)),
    expiresAt: exp,
  };
}
