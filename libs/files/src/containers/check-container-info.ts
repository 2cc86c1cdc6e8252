import { Injectable } from '@nestjs/common';
import { DENIALS } from '#tokens';
import type { WopiOperationName } from '#wopi-protocol';
import { PortalLinks } from '../portal-links.js';
import { shareUrlTypes } from '../sharing/share-link.js';
import type { ContainerContext } from './container-context.js';

/** Builds the answer to CheckContainerInfo (`rest/containers/checkcontainerinfo`). */
@Injectable()
export class CheckContainerInfo {
  constructor(private readonly links: PortalLinks) {}

  run({ session, plan, container }: ContainerContext, served: ReadonlySet<WopiOperationName>) {
    const missing = new Set<string>(session.denied.flatMap((denial) => DENIALS[denial] as readonly string[]));
    const offers = (name: WopiOperationName) => served.has(name) && !missing.has(name);
    const may = (name: WopiOperationName) => session.action === 'edit' && offers(name);
    return {
      Name: container.name,
      HostUrl: this.links.folder(container.id),
      IsAnonymousUser: false,
      IsEduUser: false,
      LicenseCheckForEditIsEnabled: plan === 'business',
      UserCanCreateChildContainer: may('CreateChildContainer'),
      UserCanCreateChildFile: may('CreateChildFile'),
      UserCanDelete: may('DeleteContainer') && !container.isRoot,
      UserCanRename: may('RenameContainer'),
      ...(offers('GetContainerShareUrl') && { SupportedShareUrlTypes: shareUrlTypes(session.action) }),
    };
  }
}
