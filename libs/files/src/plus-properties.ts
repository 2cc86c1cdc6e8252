import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, DiscoveryUnavailable } from '#discovery';
import type { RequestContext } from './file.js';
import { extensionOf } from './file-name.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FileRepository } from './persistence/file.repository.js';

/**
 * What CheckFileInfo says to members of CSPP Plus besides SupportsCoauth (`rest/files/checkfileinfo/checkfileinfo-csppp`). A client
 * that misses one of them does without co-authoring, so they come together or not at all.
 */
@Injectable()
export class PlusProperties {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly files: FileRepository,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  async run(context: RequestContext): Promise<Record<string, unknown>> {
    const { session, file, readAt } = context;
    const { geoLocationCode = '' } = this.options.plus ?? {};
    return {
      SequenceNumber: Number(file.version),
      ...(await this.endpoints(context)),
      AccessTokenExpiry: session.expiresAt.getTime(),
      ServerTime: readAt.getTime(),
      SharingStatus: (await this.files.isShared(session.tenantId, file.id)) ? 'Shared' : 'Private',
      FileGeoLocationCode: geoLocationCode,
    };
  }

  /** The addresses that GetNewAccessToken answers too (`plus/coauthoring/get-new-access-token`). */
  async endpoints(context: RequestContext): Promise<Record<string, string>> {
    const { collaborationUrl, realTimeChannelUrl } = this.options.plus ?? {};
    return {
      OfficeCollaborationServiceEndpointUrl: collaborationUrl ?? (await this.endpoint(context, 'collab')),
      RealTimeChannelEndpointUrl: realTimeChannelUrl ?? (await this.endpoint(context, 'rtc')),
    };
  }

  /** The address of an action of the client's discovery, without its placeholders; else where the client is found at all. */
  private async endpoint({ session, file }: RequestContext, action: 'collab' | 'rtc'): Promise<string> {
    const found = await this.discovery
      .actionFor(session.client, extensionOf(file.name), action)
      .catch((error: unknown) => {
        if (error instanceof DiscoveryUnavailable) return undefined;
        throw error;
      });
    if (found) return found.urlsrc.replace(/<[^>]*>/g, '').replace(/[?&]$/, '');
    return new URL('/', this.discovery.client(session.client).discoveryUrl).href;
  }
}
