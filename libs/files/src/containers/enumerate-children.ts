import { Injectable } from '@nestjs/common';
import { ResourceUrls } from '../resource-urls.js';
import type { ContainerContext } from './container-context.js';
import { type Child, ContainerViewRepository } from '../persistence/container-view.repository.js';

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
    const listed = (kind: 'container' | 'file', children: readonly Child[]) =>
      children.map(({ id, properties }) => withUrl(properties, urlOf({ kind, id }))).join();
    const folders = listed('container', containers);
    return `{"ChildContainers":[${folders}],"ChildFiles":[${listed('file', files)}]}`;
  }
}

/** Adds a property to an object that is text: neither side holds what JSON would escape. */
const withUrl = (properties: string, url: string): string => `${properties.slice(0, -1)},"Url":"${url}"}`;

const extensionsOf = (filter: string) =>
  filter
    .split(',')
    .map((extension) => extension.trim().toLowerCase())
    .filter((extension) => extension.startsWith('.'));
