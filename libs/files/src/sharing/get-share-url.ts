import { Injectable } from '@nestjs/common';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from '../audit-trail.js';
import type { CallerContext } from '../file.js';
import { rightsOfUrlType, SHARE_LINK_DAYS } from './share-link.js';
import { ShareLinks } from './share-links.js';

/** GetShareUrl (`rest/files/getshareurl`, `rest/containers/getshareurl`): each call makes a link of its own. */
@Injectable()
export class GetShareUrl {
  constructor(private readonly links: ShareLinks) {}

  /**
   * @param urlType X-WOPI-UrlType
   * @throws WopiError `not_implemented` for a type that is not offered, or a resource that has as many links as it may have
   */
  async run(
    { session, user }: CallerContext,
    urlType: string | undefined,
    trail: AuditTrail,
  ): Promise<{ ShareUrl: string }> {
    const rights = rightsOfUrlType(urlType, session.action);
    const { tenantId, resource } = session;
    const link = rights && { tenantId, resource, rights, createdBy: user.id, days: SHARE_LINK_DAYS };
    const made = link && (await this.links.make(link, trail));
    if (!made) throw new WopiError('not_implemented');
    return { ShareUrl: made.url };
  }
}
