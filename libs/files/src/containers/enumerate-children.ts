import { Injectable } from '@nestjs/common';
import { ResourceUrls } from '../resource-urls.js';
import type { ContainerContext } from './container-context.js';
import { ContainerViewRepository } from '../persistence/container-view.repository.js';

/** EnumerateChildren (`rest/containers/enumeratechildren`): everything in the container, however much it is, by one statement. */
@Injectable()
export class EnumerateChildren {
  constructor(
    private readonly views: ContainerViewRepository,
    private readonly urls: ResourceUrls,
  ) {}

  /**
   * Answers JSON text.
   * @param filter X-WOPI-FileExtensionFilterList: `.docx,.xlsx`; it concerns files only
   */
  async run(context: ContainerContext, filter: string | undefined): Promise<string> {
    const { session, container } = context;
    const extensions = filter === undefined ? undefined : extensionsOf(filter);
    const { containers, files } = await this.views.children(session.tenantId, container.id, extensions);
    const urlOf = await this.urls.within(context);
    const ChildContainers = containers.map(({ id, name }) => ({
      Name: name,
      Url: urlOf({ kind: 'container', id }),
    }));
    const ChildFiles = files.map(({ id, name, version, size, modifiedAt }) => ({
      Name: name,
      Url: urlOf({ kind: 'file', id }),
      Version: version,
      Size: size,
      LastModifiedTime: modifiedAt,
    }));
    return JSON.stringify({ ChildContainers, ChildFiles });
  }
}

const extensionsOf = (filter: string) =>
  filter
    .split(',')
    .map((extension) => extension.trim().toLowerCase())
    .filter((extension) => extension.startsWith('.'));
