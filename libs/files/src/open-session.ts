import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { DiscoveryService, DiscoveryUnavailable, type FoundAction } from '#discovery';
import { type Denial, type IssuedToken, type SessionAction, Sessions } from '#tokens';
import { fillActionUrl } from '#wopi-protocol';
import { AuditTrail } from './audit-trail.js';
import { alphanumeric } from './check-file-info.js';
import { actionIn, type ClientProfileName } from './client-profile.js';
import type { Actor } from './file.js';
import { FileError } from './file-error.js';
import { extensionOf } from './file-name.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FileRepository, type LocatedFile } from './persistence/file.repository.js';
import { PortalLinks } from './portal-links.js';
import { requireRight } from './sharing/right.js';
import { openedFor } from './session-rights.js';
import { WopiSource } from './wopi-source.js';

export interface OpenSessionRequest {
  readonly fileId: string;
  readonly action: 'view' | 'edit';
  /** Name of a configured client; the first that opens this type unless told. */
  readonly client?: string | undefined;
  /** Whether the client calls this host itself, not the proxy. */
  readonly direct?: boolean | undefined;
  readonly deny?: readonly Denial[] | undefined;
  /** The caller vouches for the user, who needs no right of his own on the file. */
  readonly vouched?: boolean | undefined;
  /** The link that the user has followed; he needs no right of his own then. */
  readonly shareLinkId?: string | undefined;
  /** BCP 47 tag for the editor's language. */
  readonly language?: string | undefined;
}

/** All that a host page, or an application with a page of its own, needs to show an editor. */
export interface OpenedSession {
  readonly sessionId: string;
  readonly wopiSrc: string;
  readonly accessToken: string;
  /** Moment of expiry in milliseconds since 1970. */
  readonly accessTokenTtl: number;
  /** Opens the editor without a sign-in for 15 minutes; only for vouched sessions. */
  readonly hostPageUrl?: string | undefined;
  /** Where the form with the token is posted to; undefined when no configured client opens this type. */
  readonly actionUrl?: string | undefined;
  readonly favIconUrl?: string | undefined;
  readonly appName?: string | undefined;
  /** Origins the editor's frame is loaded from. */
  readonly clientOrigins: readonly string[];
  readonly fileName: string;
  readonly action: 'view' | 'edit';
  /** Whether the file could be opened for more than viewing. */
  readonly mayEdit: boolean;
  /** Family of the client. */
  readonly profile: ClientProfileName;
  /** `UserId` and `OwnerId` as CheckFileInfo tells them; some clients want them posted beside the token. */
  readonly userId: string;
  readonly ownerId: string;
}

/** Opens a WOPI session: a row, a token, and the address of an editor that knows the file's type. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly files: FileRepository,
    private readonly sessions: Sessions,
    private readonly discovery: DiscoveryService,
    private readonly source: WopiSource,
    private readonly links: PortalLinks,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** @throws FileError `not_found`, `unknown_client`; DiscoveryUnavailable unless vouched; WopiError `invalid_token` for a link that has ended */
  async open(actor: Actor, wished: OpenSessionRequest): Promise<OpenedSession> {
    const { tenantId, userId } = actor;
    const { file, request } = await this.allowed(actor, wished);
    const { fileId, vouched, shareLinkId } = request;
    const { client, action, found } = await this.editorFor(file, request);
    const sessionId = randomUUID();
    const trail = new AuditTrail({ ...actor, operation: 'OpenSession', fileId, sessionId, client });
    const companion = this.audit.companion(
      trail.entry(201, {
        detail: { action, vouched: vouched ?? false, ...(shareLinkId && { shareLinkId }) },
      }),
    );
    const route = request.direct ? 'direct' : this.options.route;
    const wish = {
      tenantId,
      sessionId,
      resource: { kind: 'file', id: fileId },
      userId,
      client,
      action,
      route,
      denied: request.deny ?? [],
      shareLinkId,
      vouched,
    } as const;
    const { language } = request;
    if (!vouched) return this.describe(file, await this.sessions.open(wish, companion), found, language);
    const issued = await this.sessions.openWithTicket(wish, companion);
    const hostPageUrl = this.links.launch(issued.ticket);
    return { ...this.describe(file, issued, found, language), hostPageUrl };
  }

  /** The file, and of the wish what the actor may, or whoever answers for him. */
  private async allowed(actor: Actor, request: OpenSessionRequest) {
    const { fileId, action, deny = [] } = request;
    if (request.vouched || request.shareLinkId) {
      const file = await this.files.getAny(actor.tenantId, fileId);
      if (!file) throw new FileError('not_found');
      return { file, request };
    }
    const file = requireRight(await this.files.get(actor, fileId), 'view');
    const opened = openedFor(file.rights, action);
    return { file, request: { ...request, action: opened.action, deny: [...deny, ...opened.denied] } };
  }

  /** The session that a launch link stands for. @throws FileError `ticket_expired`, `not_found`; DiscoveryUnavailable */
  async launch(ticket: string, language?: string): Promise<OpenedSession> {
    const issued = await this.sessions.launched(this.options.tenantId, ticket);
    if (!issued) throw new FileError('ticket_expired');
    const file = await this.files.getAny(this.options.tenantId, issued.session.resource.id);
    if (!file) throw new FileError('not_found');
    const { client, action } = issued.session;
    return this.describe(file, issued, await this.actionOf(client, file, action), language);
  }

  /**
   * The client asked for, or the first that opens this type, with its action. Where there is no action, an application that
   * vouches gets a token all the same, while a person who wants to see an editor is told when one could not be reached.
   */
  private async editorFor(
    file: LocatedFile,
    { client, action: wish, vouched, deny = [] }: OpenSessionRequest,
  ) {
    const allowedIn = (name: string): SessionAction =>
      actionIn(this.discovery.client(name).profile, wish, deny);
    const names = this.discovery.clients.map(({ name }) => name);
    const candidates = client === undefined ? names : names.filter((name) => name === client);
    const [first] = candidates;
    if (first === undefined) throw new FileError('unknown_client');
    let unreachable: DiscoveryUnavailable | undefined;
    for (const name of candidates) {
      try {
        const action = allowedIn(name);
        const found = await this.actionOf(name, file, action);
        if (found) return { client: name, action, found };
      } catch (error) {
        if (!(error instanceof DiscoveryUnavailable)) throw error;
        unreachable ??= error;
      }
    }
    if (unreachable && !vouched) throw unreachable;
    return { client: first, action: allowedIn(first), found: undefined };
  }

  private actionOf(client: string, { name }: LocatedFile, action: string): Promise<FoundAction | undefined> {
    return this.discovery.actionFor(client, extensionOf(name).slice(1), action);
  }

  private describe(
    file: LocatedFile,
    issued: IssuedToken,
    found: FoundAction | undefined,
    language: string | undefined,
  ): OpenedSession {
    const { session, accessToken, accessTokenTtl } = issued;
    const { action, client, route, sessionId } = session;
    const wopiSrc = this.source.of(file.id, route);
    const values = { wopiSrc, ui: language, rs: language, hostSessionId: sessionId };
    const actionUrl = found && fillActionUrl(found.urlsrc, values);
    return {
      sessionId,
      wopiSrc,
      accessToken,
      accessTokenTtl,
      actionUrl,
      favIconUrl: found?.favIconUrl,
      appName: found?.appName,
      clientOrigins: actionUrl === undefined ? [] : [new URL(actionUrl).origin],
      fileName: file.name,
      action,
      mayEdit: action === 'edit' || (file.rights ?? 'view') !== 'view',
      profile: this.discovery.client(client).profile,
      userId: alphanumeric(session.userId),
      ownerId: alphanumeric(file.ownerId),
    };
  }
}
