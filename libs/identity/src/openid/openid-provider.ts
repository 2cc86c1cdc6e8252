import { Inject, Injectable, Logger } from '@nestjs/common';
import * as client from 'openid-client';
import { Outgoing, OutgoingError } from '#outgoing';
import { IdentityError } from '../identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import type { Claims } from './claims.js';
import type { OpenIdOptions } from './openid-options.js';
import { providerFetch } from './provider-fetch.js';
import type { SignInAttempt } from './sign-in-attempt.js';

/** What the provider says of somebody, and the token that says it. */
export interface Redeemed {
  readonly claims: Claims;
  readonly idToken: string;
}

/** Where the provider sends people back to, below the portal's origin. */
export const CALLBACK_PATH = '/sign-in/openid/callback';

const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * The provider, spoken to by the code flow with PKCE, state and nonce. Issuer, audience, times and the signature of the id token are
 * checked by the library. Its configuration is read with the first sign-in, so that the portal starts without it.
 */
@Injectable()
export class OpenIdProvider {
  private readonly logger = new Logger(OpenIdProvider.name);
  readonly #options: OpenIdOptions;
  readonly #redirectUri: string;
  #configuration: Promise<client.Configuration> | undefined;

  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly identity: IdentityOptions,
    private readonly outgoing: Outgoing,
  ) {
    this.#options = identity.openId!;
    this.#redirectUri = `${identity.portalOrigin}${CALLBACK_PATH}`;
  }

  /** Where to send a browser. @throws IdentityError `provider_unavailable` */
  async authorizationUrl({ state, nonce, verifier }: SignInAttempt): Promise<string> {
    const configuration = await this.configuration();
    return client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope: this.#options.scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    }).href;
  }

  /**
   * What the provider says of whoever came back.
   * @param query of the address that he came back to
   * @throws IdentityError `sign_in_failed`, `provider_unavailable`
   */
  async redeem(query: URLSearchParams, { state, nonce, verifier }: SignInAttempt): Promise<Redeemed> {
    const configuration = await this.configuration();
    const tokens = await this.asking(() =>
      client.authorizationCodeGrant(configuration, new URL(`${this.#redirectUri}?${query.toString()}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }),
    );
    const claims = tokens.claims()!;
    return {
      claims: await this.completed(configuration, claims, tokens.access_token),
      idToken: tokens.id_token!,
    };
  }

  /**
   * Where a browser ends its session at the provider; undefined where that cannot be done.
   * @param idToken tells the provider whose session it is, so that it need not ask
   * @throws IdentityError `provider_unavailable`
   */
  async signOutUrl(idToken: string | undefined): Promise<string | undefined> {
    const configuration = await this.configuration();
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    return client.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: `${this.identity.portalOrigin}/`,
      ...(idToken !== undefined && { id_token_hint: idToken }),
    }).href;
  }

  /** With what the provider tells at its userinfo endpoint only. */
  private async completed(
    configuration: client.Configuration,
    claims: Claims,
    accessToken: string,
  ): Promise<Claims> {
    if (this.wanted().every((name) => name in claims)) return claims;
    if (!configuration.serverMetadata().userinfo_endpoint) return claims;
    const more = await this.asking(() => client.fetchUserInfo(configuration, accessToken, claims.sub));
    return { ...more, ...claims };
  }

  /** Claims that some providers tell at their userinfo endpoint only. */
  private wanted(): string[] {
    const { loginClaim, subjectClaim, groupsClaim } = this.#options;
    return [loginClaim, subjectClaim, ...(groupsClaim === undefined ? [] : [groupsClaim])];
  }

  private configuration(): Promise<client.Configuration> {
    return (this.#configuration ??= this.discover().catch((error: unknown) => {
      this.#configuration = undefined;
      throw error;
    }));
  }

  private discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#options;
    const url = new URL(issuer);
    const plain = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    return this.asking(() =>
      client.discovery(
        url,
        clientId,
        { [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
        clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
        {
          execute: [...plain, client.enableNonRepudiationChecks],
          [client.customFetch]: providerFetch(this.outgoing),
        },
      ),
    );
  }

  /** @throws IdentityError for whatever the library or the network refuses; the log has its code, and nothing of the answer */
  private async asking<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const { code, error: answered } = error as { readonly code?: unknown; readonly error?: unknown };
      this.logger.warn(`A sign-in by OpenID Connect failed: ${String(code)} ${plainWord(answered)}`);
      throw outgoingErrorIn(error) ? unavailable() : failed();
    }
  }
}

function outgoingErrorIn(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof OutgoingError) return true;
  return false;
}

/** Error codes of OAuth are one word; anything else could be anything. */
const plainWord = (text: unknown): string =>
  typeof text === 'string' && /^[a-z_]{1,64}$/.test(text) ? text : '';

const unavailable = () =>
  new IdentityError('provider_unavailable', 'The sign-in service cannot be reached. Try again in a while.');

const failed = () =>
  new IdentityError('sign_in_failed', 'The sign-in was not confirmed. Start again on the sign-in page.');
