import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Provider } from 'oidc-provider';
import type { Companion } from '#database';
import { isAssured } from './client-identity.js';
import { Grants } from './grants.js';
import { OAUTH_OPTIONS, OAUTH_PATH, type OAuthOptions, SCOPE } from './oauth-options.js';
import { OIDC_LIBRARY, type OidcLibrary } from './oidc-library.js';
import { OAuthRecordRepository } from './persistence/oauth-record.repository.js';
import { RecordAdapter } from './persistence/record-adapter.js';
import { providerConfiguration } from './provider-configuration.js';
import { withOurScope, withSessionContext } from './redirects.js';

/** A request of an app that waits for a person's answer. */
export interface PendingRequest {
  readonly clientId: string;
  /** Where the answer goes. */
  readonly redirectUri: string;
}

type Callback = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The authorisation server for native apps: oidc-provider over rows, under the portal's name. */
@Injectable()
export class AuthorizationServer {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  private readonly logger = new Logger('AuthorizationServer');
  readonly #provider: Provider;
  readonly #callback: Callback;
  readonly #protocol: string;
  /** What is written where the request that runs ends a grant. */
  readonly #ending = new AsyncLocalStorage<Companion>();

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    @Inject(OIDC_LIBRARY) private readonly library: OidcLibrary,
    records: OAuthRecordRepository,
    private readonly grants: Grants,
  ) {
    const issuer = `${options.portalUrl}${OAUTH_PATH}`;
    this.authorizationUrl = `${issuer}/authorize`;
    this.tokenUrl = `${issuer}/token`;
    this.#protocol = new URL(issuer).protocol.slice(0, -1);
    this.#provider = new library.Provider(
      issuer,
      providerConfiguration(options.clients, {
        adapter: (kind: string) =>
          new RecordAdapter(kind, records, library.errors, (id) => this.endGrant(id)),
        findAccount: async (_context, accountId) =>
          (await records.isLive(accountId))
            ? { accountId, claims: async () => ({ sub: accountId }) }
            : undefined,
        renderError: (context, { error_description: description }) => {
          const { headers, body } = options.errorPage(
            context.status,
            `The app asked in a wrong way: ${description}.`,
          );
          context.set(headers);
          context.body = body;
        },
      }),
    );
    // Whether the way is encrypted is configured, not told by a header.
    this.#provider.proxy = true;
    this.#provider.use(withSessionContext(options.tenantId));
    this.#provider.on('server_error', (_context, error) => this.logger.error(error));
    this.#callback = this.#provider.callback() as Callback;
  }

  /**
   * Answers a request below {@link OAUTH_PATH}, whose target must still begin with it. What is revoked, or used for the second time,
   * ends its grant: together with that, the companion is written.
   */
  handle(
    request: IncomingMessage & { originalUrl?: string },
    response: ServerResponse,
    companion: Companion,
  ): Promise<void> {
    request.originalUrl = withOurScope(request.originalUrl ?? request.url!, SCOPE);
    request.url = request.originalUrl.slice(OAUTH_PATH.length);
    request.headers['x-forwarded-proto'] = this.#protocol;
    delete request.headers['x-forwarded-host'];
    return this.#ending.run(companion, () => this.#callback(request, response));
  }

  /** The request that this browser was sent here with; undefined once it has been answered or is over. */
  async pending(request: IncomingMessage, response: ServerResponse): Promise<PendingRequest | undefined> {
    try {
      const { params } = await this.#provider.interactionDetails(request, response);
      return { clientId: params['client_id'] as string, redirectUri: params['redirect_uri'] as string };
    } catch (error) {
      if (error instanceof this.library.errors.SessionNotFound) return undefined;
      throw error;
    }
  }

  /** Whether nobody needs to be asked: the person has let this app in before, and it can be no other. */
  async isKnown(userId: string, { clientId, redirectUri }: PendingRequest): Promise<boolean> {
    const client = this.options.clients.find(({ id }) => id === clientId);
    if (!client || !isAssured(client, redirectUri)) return false;
    const known = await this.grants.connections(this.options.tenantId, userId);
    return known.some((connection) => connection.clientId === clientId);
  }

  /** Grants the app what the person may do, for this one device; answers where the browser goes on. */
  async allow(
    request: IncomingMessage,
    response: ServerResponse,
    userId: string,
    clientId: string,
  ): Promise<string> {
    const grant = new this.#provider.Grant({ accountId: userId, clientId });
    grant.addOIDCScope(SCOPE);
    const consent = { grantId: await grant.save() };
    return this.#provider.interactionResult(request, response, { login: { accountId: userId }, consent });
  }

  /** Tells the app that the person does not want to. */
  deny(request: IncomingMessage, response: ServerResponse): Promise<string> {
    const result = { error: 'access_denied', error_description: 'The person refused' };
    return this.#provider.interactionResult(request, response, result);
  }

  private async endGrant(grantId: string): Promise<void> {
    const companion = this.#ending.getStore();
    if (!companion) throw new Error('No request that is handled ends this grant');
    await this.grants.end({ tenantId: this.options.tenantId, grantId }, companion);
  }
}
