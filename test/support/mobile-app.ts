import * as oauth from 'openid-client';

export const REDIRECT_URI = 'https://localhost';

/** A browser that keeps cookies and goes where it is sent, as long as that is the portal. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(readonly portalUrl: string) {}

  async signIn(login: string, password: string): Promise<void> {
    const response = await this.send('/api/portal/sign-in', {
      method: 'POST',
      headers: { Origin: this.portalUrl, 'Content-Type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    if (!response.ok) throw new Error(`sign-in: ${response.status}`);
    await response.arrayBuffer();
  }

  /** Follows redirects within the portal; answers the last page, or the address outside that it was sent to. */
  async go(
    address: string,
    init: RequestInit = {},
  ): Promise<{ page?: Response; sentTo?: URL; status: number }> {
    let next = new URL(address, this.portalUrl);
    let response = await this.send(next.href, init);
    for (let hops = 0; hops < 10 && response.status >= 300 && response.status < 400; hops++) {
      await response.arrayBuffer();
      next = new URL(response.headers.get('location')!, next);
      if (next.origin !== this.portalUrl) return { sentTo: next, status: response.status };
      response = await this.send(next.href);
    }
    return { page: response, status: response.status };
  }

  private async send(target: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(target, this.portalUrl);
    const fitting = [...this.#cookies].filter(([, { path }]) => url.pathname.startsWith(path));
    const cookie = fitting.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { Cookie: cookie } : {}) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const path = attributes.find((one) => one.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}

/** Answers the question of the consent page. */
export async function answer(browser: Browser, page: Response, decision: 'allow' | 'deny') {
  const text = await page.text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1];
  if (csrf === undefined) throw new Error(`${page.url} answered ${page.status}, which is no consent page`);
  return browser.go(page.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf, decision }).toString(),
  });
}

/** What a challenge tells, by parameter. */
export function readChallenge(header: string | null): Record<string, string> {
  if (!header?.startsWith('Bearer ')) throw new Error(`no challenge: ${header}`);
  const pairs = [...header.slice(7).matchAll(/(\w+)="([^"]*)"(?:,|$)/g)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name!, value!]));
}

/** The mobile app: openid-client, set up by the challenge alone. */
export class MobileApp {
  readonly config: oauth.Configuration;
  readonly verifier = oauth.randomPKCECodeVerifier();

  constructor(
    challenge: Record<string, string>,
    readonly clientId = 'office-mobile',
    secret?: string,
  ) {
    const { authorization_uri, tokenIssuance_uri } = challenge as {
      authorization_uri: string;
      tokenIssuance_uri: string;
    };
    const issuer = authorization_uri.replace(/\/authorize$/, '');
    const server = { issuer, authorization_endpoint: authorization_uri, token_endpoint: tokenIssuance_uri };
    const method = secret === undefined ? oauth.None() : oauth.ClientSecretPost(secret);
    const revocation = { revocation_endpoint: `${issuer}/revoke` };
    this.config = new oauth.Configuration({ ...server, ...revocation }, clientId, undefined, method);
    oauth.allowInsecureRequests(this.config);
    this.config[oauth.customFetch] = withoutSlash;
  }

  async authorizationUrl(more: Record<string, string> = {}): Promise<string> {
    return oauth.buildAuthorizationUrl(this.config, {
      redirect_uri: REDIRECT_URI,
      code_challenge: await oauth.calculatePKCECodeChallenge(this.verifier),
      code_challenge_method: 'S256',
      ...more,
    }).href;
  }

  /** Redeems the code of an address that the browser was sent to. */
  redeem(sentTo: URL, verifier: string | undefined = this.verifier) {
    const checks = verifier === '' ? {} : { pkceCodeVerifier: verifier };
    return oauth.authorizationCodeGrant(this.config, sentTo, checks);
  }

  refresh(refreshToken: string) {
    return oauth.refreshTokenGrant(this.config, refreshToken);
  }

  revoke(token: string) {
    return oauth.tokenRevocation(this.config, token);
  }
}

/** The library makes a URL of the redirect URI, which adds a slash; the app's is an origin alone, and compared by characters. */
const withoutSlash: oauth.CustomFetch = (url, options) => {
  const body = new URLSearchParams(options.body as URLSearchParams);
  const uri = body.get('redirect_uri');
  if (uri !== null) body.set('redirect_uri', uri.replace(/\/$/, ''));
  return fetch(url, { ...options, body } as RequestInit);
};
