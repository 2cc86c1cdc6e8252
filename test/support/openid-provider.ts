import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';
import type { OpenIdOptions } from '#identity';

export const CLIENT_ID = 'portal';
const CLIENT_SECRET = 'a secret of the portal at the provider';

const SIGN_IN_PAGE =
  '<!doctype html><title>Contoso</title><form><input name="person" aria-label="Name"><button>Go on</button></form>';

/** What the provider says of somebody. */
export type PersonClaims = Readonly<Record<string, unknown>>;

/** A real OpenID provider, in which the test is the person who signs in and, where it wants, the thief who changes tokens. */
export class TestOpenIdProvider {
  readonly people = new Map<string, PersonClaims>();
  /** Changes the claims of an id token before it is signed. */
  tamper: (claims: JWTPayload) => JWTPayload = (claims) => claims;
  /** Signs what was tampered with; the provider's own key unless told. */
  signWith: JWK;
  /** Requests for tokens so far. */
  tokenRequests = 0;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    private readonly key: JWK,
  ) {
    this.signWith = key;
  }

  static async start(portalUrl: string): Promise<TestOpenIdProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const made = new TestOpenIdProvider(server, issuer, await newKey());
    const provider = made.provider(portalUrl);
    server.on('request', (request, response) => void provider.callback()(request, response));
    return made;
  }

  static newKey = newKey;

  /** What a portal must be told to let people sign in here. */
  signInOptions(): OpenIdOptions {
    return {
      issuer: this.issuer,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      scope: 'openid profile email groups',
      subjectClaim: 'sub',
      loginClaim: 'preferred_username',
      groupsClaim: 'groups',
      newAccounts: true,
      encryptionKey: 'e'.repeat(43),
    };
  }

  /** As the person's browser: signs in and agrees, and answers the address of the portal that it is sent back to. */
  async signIn(authorizationUrl: string, person: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let next = new URL(authorizationUrl);
    for (let hops = 0; hops < 12; hops++) {
      const headers = { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
      const wish = next.pathname.startsWith('/interaction/') ? `?person=${encodeURIComponent(person)}` : '';
      const response = await fetch(next.href + wish, { redirect: 'manual', headers });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        cookies.set(name!, value!);
      }
      const location = response.headers.get('location');
      if (location === null)
        throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
      next = new URL(location, next);
      if (next.origin !== this.issuer) return next;
    }
    throw new Error('The provider sends the browser round in circles');
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private provider(portalUrl: string): Provider {
    const provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          id_token_signed_response_alg: 'ES256',
          redirect_uris: [`${portalUrl}/sign-in/openid/callback`],
          post_logout_redirect_uris: [`${portalUrl}/`],
        },
      ],
      jwks: { keys: [this.key] },
      claims: {
        openid: ['sub'],
        profile: ['name', 'preferred_username'],
        email: ['email', 'email_verified'],
        groups: ['groups'],
      },
      scopes: ['openid', 'profile', 'email', 'groups'],
      conformIdTokenClaims: false,
      cookies: { keys: ['key of the test'] },
      ttl: { Interaction: 60, Session: 60, Grant: 60, AccessToken: 60, IdToken: 60 },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ ...this.people.get(id), sub: id }),
      }),
    });
    provider.use(async (context, next) => {
      if (context.path.startsWith('/interaction/'))
        return this.interact(provider, context.req, context.res, context);
      await next();
      if (context.path === '/token') await this.changeToken(context);
    });
    return provider;
  }

  private async interact(
    provider: Provider,
    request: Parameters<Provider['interactionDetails']>[0],
    response: Parameters<Provider['interactionDetails']>[1],
    context: { respond?: boolean | undefined; query: Readonly<Record<string, unknown>> },
  ): Promise<void> {
    context.respond = false;
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const { person } = context.query;
    if (prompt.name === 'login' && person === undefined) return void response.end(SIGN_IN_PAGE);
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: String(person) } });
    const grant = new provider.Grant({
      accountId: session!.accountId,
      clientId: String(params['client_id']),
    });
    grant.addOIDCScope(String(params['scope']));
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }

  private async changeToken(context: { body: unknown }): Promise<void> {
    this.tokenRequests++;
    const body = context.body as { id_token?: string };
    if (!body.id_token) return;
    const claims = this.tamper(decodeJwt(body.id_token));
    const header = { alg: 'ES256', kid: this.key.kid! };
    const idToken = await new SignJWT(claims)
      .setProtectedHeader(header)
      .sign(await importJWK(this.signWith, 'ES256'));
    context.body = { ...body, id_token: idToken };
  }
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: 'key-of-the-provider', use: 'sig', alg: 'ES256' };
}
