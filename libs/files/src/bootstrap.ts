import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { ECOSYSTEM, nativeClient, type Resource, Sessions } from '#tokens';
import { WopiError, type WopiOperationName } from '#wopi-protocol';
import { AuditTrail } from './audit-trail.js';
import { alphanumeric } from './check-file-info.js';
import { CheckContainerInfo } from './containers/check-container-info.js';
import { Ecosystem } from './containers/ecosystem.js';
import type { CallerContext } from './file.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { ContainerViewRepository } from './persistence/container-view.repository.js';
import { FileRepository } from './persistence/file.repository.js';
import { ResourceUrls } from './resource-urls.js';
import { WopiSource } from './wopi-source.js';

/** The person an app acts for, and what she granted it. */
export interface NativeCaller {
  readonly userId: string;
  readonly login: string;
  readonly clientId: string;
  readonly grantId: string;
}

/** From a person's grant to an app to WOPI sessions and tokens (`rest/bootstrapper`). */
@Injectable()
export class Bootstrap {
  constructor(
    private readonly sessions: Sessions,
    private readonly views: ContainerViewRepository,
    private readonly files: FileRepository,
    private readonly ecosystem: Ecosystem,
    private readonly checkContainerInfo: CheckContainerInfo,
    private readonly urls: ResourceUrls,
    private readonly source: WopiSource,
    private readonly audit: AuditService,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /**
   * A session of the person's ecosystem, with all rights of her own. Apps call this host itself: a proxy would ask for proofs.
   * @throws WopiError `invalid_token` for a grant that has just ended
   */
  async open({ userId, clientId, grantId }: NativeCaller, trail: AuditTrail): Promise<CallerContext> {
    const { tenantId } = this.options;
    const [sessionId, client] = [randomUUID(), nativeClient(clientId)];
    trail.add({ userId, sessionId, client });
    const opening = new AuditTrail({ tenantId, operation: 'OpenSession', userId, sessionId, client });
    const wish = { tenantId, sessionId, userId, client, grantId, resource: ECOSYSTEM };
    const rights = { action: 'edit', route: 'direct', denied: [] } as const;
    await this.sessions.open({ ...wish, ...rights }, this.audit.companion(opening.entry(201)));
    const context = await this.views.callerContext({ tenantId, sessionId, resource: ECOSYSTEM });
    if (!context) throw new WopiError('invalid_token');
    return context;
  }

  /** Bootstrap, which is also a part of every other answer. */
  async describe(context: CallerContext, { login }: NativeCaller) {
    return {
      EcosystemUrl: (await this.ecosystem.pointer(context)).Url,
      UserId: alphanumeric(context.user.id),
      SignInName: login,
      UserFriendlyName: context.user.displayName,
    };
  }

  /** GetRootContainer, with what CheckContainerInfo would say. @throws WopiError `file_not_found` */
  async rootContainer(context: CallerContext, served: ReadonlySet<WopiOperationName>) {
    const { ContainerPointer } = await this.ecosystem.rootContainer(context);
    const root = await this.containerOf(context, context.user.id);
    return { ContainerPointer, ContainerInfo: this.checkContainerInfo.run(root, served) };
  }

  /** GetNewAccessToken for a file or a container of this host that the person may use. @throws WopiError `file_not_found` */
  async newAccessToken(context: CallerContext, wopiSrc: string | undefined) {
    const resource = wopiSrc === undefined ? undefined : this.source.resourceOf(wopiSrc);
    if (!resource) throw new WopiError('file_not_found');
    await this.requireOwn(context, resource);
    const tokenFor = await this.urls.tokens(context);
    return { AccessToken: tokenFor(resource), AccessTokenExpiry: context.session.expiresAt.getTime() };
  }

  private async requireOwn(context: CallerContext, { kind, id }: Resource): Promise<void> {
    const { tenantId, userId } = context.session;
    if (kind === 'container') await this.containerOf(context, id);
    else if (!(await this.files.get({ tenantId, userId }, id))) throw new WopiError('file_not_found');
  }

  private async containerOf({ session, readAt }: CallerContext, id: string) {
    const { tenantId, sessionId } = session;
    const resource = { kind: 'container', id } as const;
    const found = await this.views.containerContext({ tenantId, sessionId, resource, issuedAt: readAt });
    if (!found || found === 'gone') throw new WopiError('file_not_found');
    return found;
  }
}
