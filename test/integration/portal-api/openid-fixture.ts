import { TestOpenIdProvider } from '../../support/openid-provider.js';
import { Portal } from '../../support/portal.js';

/** A browser that has left the portal for the provider. */
interface Left {
  readonly url: string;
  readonly cookie: string;
}

/** A portal whose people sign in at an OpenID provider. */
export class OpenIdPortal {
  #lastPerson = 0;

  private constructor(
    readonly portal: Portal,
    readonly provider: TestOpenIdProvider,
  ) {}

  static async start(): Promise<OpenIdPortal> {
    let provider: TestOpenIdProvider;
    const portal = await Portal.start(undefined, async (portalUrl) => {
      provider = await TestOpenIdProvider.start(portalUrl);
      return { openId: provider.signInOptions() };
    });
    return new OpenIdPortal(portal, provider!);
  }

  /** The browser leaves the portal for the provider. */
  async leave(next?: string): Promise<Left> {
    const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
    const response = await this.portal.fetch('GET', `/sign-in/openid${query}`);
    if (response.status !== 303) throw new Error(`The way to the provider answered ${response.status}.`);
    return {
      url: response.headers.get('location')!,
      cookie: response.headers.get('set-cookie')!.split(';')[0]!,
    };
  }

  comeBack(to: URL, cookie: string): Promise<Response> {
    return this.portal.fetch('GET', to.pathname + to.search, { headers: { Cookie: cookie } });
  }

  /** All the way; answers what the portal says to whoever comes back. */
  async signIn(person: string): Promise<Response> {
    const { url, cookie } = await this.leave();
    return this.comeBack(await this.provider.signIn(url, person), cookie);
  }

  async meAfter(response: Response) {
    const cookie = sessionIn(response);
    const me = await this.portal.fetch('GET', '/api/portal/me', { headers: { Cookie: cookie ?? '' } });
    return (await me.json()) as {
      user: { id: string; login: string; displayName: string };
      csrfToken: string;
      signedInBy: string;
    };
  }

  newPerson(claims: Readonly<Record<string, unknown>> = {}) {
    const n = ++this.#lastPerson;
    const person = { subject: `subject-${n}`, login: `person${n}`, name: `Person ${n}` };
    this.provider.people.set(person.subject, {
      preferred_username: person.login,
      name: person.name,
      ...claims,
    });
    return person;
  }

  async stop(): Promise<void> {
    await this.portal.stop();
    await this.provider.stop();
  }
}

/** The cookie of a portal session that an answer brings. */
export const sessionIn = (response: Response): string | undefined =>
  response.headers
    .getSetCookie()
    .map((line) => /^portal=([\w-]{43});/.exec(line)?.[0])
    .find(Boolean)
    ?.slice(0, -1);

export const refusal = (response: Response) => ({
  status: response.status,
  signedIn: sessionIn(response) !== undefined,
});
