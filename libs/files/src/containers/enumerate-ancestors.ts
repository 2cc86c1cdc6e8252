import { Injectable } from '@nestjs/common';
import { type Container, ContainersService } from '#containers';
import type { CallerContext, RequestContext } from '../file.js';
import { ResourceUrls } from '../resource-urls.js';
import type { ContainerContext } from './container-context.js';
import type { ContainerPointer } from './container-pointer.js';

export interface Ancestors {
  readonly AncestorsWithRootFirst: readonly ContainerPointer[];
}

/** EnumerateAncestors (`rest/files/enumerateancestors`, `rest/containers/enumerateancestors`). */
@Injectable()
export class EnumerateAncestors {
  constructor(
    private readonly containers: ContainersService,
    private readonly urls: ResourceUrls,
  ) {}

  /** The last one is the container that the file lies in. */
  async ofFile(context: RequestContext): Promise<Ancestors> {
    const { tenantId } = context.session;
    const path = await this.containers.pathTo({ tenantId, containerId: context.file.containerId });
    return this.answer(context, path);
  }

  /** Nothing for a root. */
  async ofContainer(context: ContainerContext): Promise<Ancestors> {
    const { tenantId } = context.session;
    const path = await this.containers.pathTo({ tenantId, containerId: context.container.id });
    return this.answer(context, path.slice(0, -1));
  }

  private async answer(context: CallerContext, path: readonly Container[]): Promise<Ancestors> {
    const urlOf = await this.urls.within(context);
    const pointer = ({ id, name }: Container) => ({ Name: name, Url: urlOf({ kind: 'container', id }) });
    return { AncestorsWithRootFirst: path.map(pointer) };
  }
}
