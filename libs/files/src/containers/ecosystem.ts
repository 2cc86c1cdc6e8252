import { Injectable } from '@nestjs/common';
import { ContainersService } from '#containers';
import { ECOSYSTEM } from '#tokens';
import { WopiError } from '#wopi-protocol';
import type { CallerContext } from '../file.js';
import { ResourceUrls } from '../resource-urls.js';
import type { ContainerPointer } from './container-pointer.js';

/** What begins at no file: `rest/ecosystem`, and the pointers to it. */
@Injectable()
export class Ecosystem {
  constructor(
    private readonly containers: ContainersService,
    private readonly urls: ResourceUrls,
  ) {}

  /** GetEcosystem, of a file or a container. */
  async pointer(context: CallerContext): Promise<{ Url: string }> {
    const urlOf = await this.urls.within(context);
    return { Url: urlOf(ECOSYSTEM) };
  }

  /** CheckEcosystem */
  check(): { SupportsContainers: boolean } {
    return { SupportsContainers: true };
  }

  /** GetRootContainer: where the user's own tree begins. @throws WopiError `file_not_found` for a user without one */
  async rootContainer(context: CallerContext): Promise<{ ContainerPointer: ContainerPointer }> {
    const { session, user } = context;
    const root = await this.containers.find({ tenantId: session.tenantId, containerId: user.id });
    if (!root) throw new WopiError('file_not_found');
    const urlOf = await this.urls.within(context);
    return { ContainerPointer: { Name: root.name, Url: urlOf({ kind: 'container', id: root.id }) } };
  }
}
