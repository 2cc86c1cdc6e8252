import { Injectable } from '@nestjs/common';
import { WopiError } from '#wopi-protocol';
import type { AccessTokenClaims } from './access-token.js';
import { isDerivedFor, readDerivedToken, type TokenTarget } from './derived-token.js';
import { KeyRing } from './key-ring.js';
import { SessionOrigins } from './session-origins.js';

/** Verifies derived tokens. What they leave out is in the row of the session, which is asked for once a key of ours has signed. */
@Injectable()
export class DerivedTokenVerifier {
  constructor(
    private readonly keys: KeyRing,
    private readonly origins: SessionOrigins,
  ) {}

  /**
   * @param graceSeconds for how long after the session's end the token still counts
   * @throws WopiError `invalid_token`, for a token of another resource too
   */
  async verify(accessToken: string, target: TokenTarget, graceSeconds: number): Promise<AccessTokenClaims> {
    const token = readDerivedToken(accessToken);
    const key = await this.keys.verifier(token.keyId);
    const genuine = key !== undefined && isDerivedFor(token, key.secret, target);
    const origin = genuine ? await this.origins.find(target.tenantId, token.sessionId) : undefined;
    if (!origin || Date.now() >= origin.expiresAt.getTime() + graceSeconds * 1000)
      throw new WopiError('invalid_token');
    const { userId, client, action } = origin;
    const { sessionId, issuedAt } = token;
    const expiresAt = Math.floor(origin.expiresAt.getTime() / 1000);
    return { ...target, sessionId, userId, client, action, issuedAt, expiresAt };
  }
}
