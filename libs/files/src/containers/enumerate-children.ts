import { Injectable } from '@nestjs/common';
import { type Child, ChildrenRepository } from '../persistence/children.repository.js';
import { ResourceUrls } from '../resource-urls.js';
import type { ContainerContext } from './container-context.js';
import { type ChildList, KeptLists } from './kept-lists.js';

/** EnumerateChildren (`rest/containers/enumeratechildren`): everything in the container, however much it is, by one statement. */
@Injectable()
export class EnumerateChildren {
  constructor(
    private readonly children: ChildrenRepository,
    private readonly kept: KeptLists,
    private readonly urls: ResourceUrls,
  ) {}

  /**
   * Answers JSON text.
   * @param filter X-WOPI-FileExtensionFilterList: `.docx,.xlsx`; it concerns files only
   */
  run(context: ContainerContext, filter: string | undefined): Promise<Buffer> {
    const { tenantId, sessionId } = context.session;
    const { id: containerId, newestChange } = context.container;
    const extensions = filter === undefined ? undefined : extensionsOf(filter);
    const name = [tenantId, sessionId, containerId, extensions?.join() ?? 'all'].join(' ');
    return this.kept.get(name, { tenantId, containerId }, newestChange, () => this.make(context, extensions));
  }

  private async make(context: ContainerContext, extensions: string[] | undefined): Promise<ChildList> {
    const { session, container, readAt } = context;
    const key = { tenantId: session.tenantId, containerId: container.id };
    const { containers, files, state, outdated } = await this.children.list(key, extensions, readAt);
    const urlOf = await this.urls.within(context);
    const listed = (kind: 'container' | 'file', children: readonly Child[]) =>
      children.map(({ id, properties }) => withUrl(properties, urlOf({ kind, id }))).join();
    const folders = listed('container', containers);
    const text = `{"ChildContainers":[${folders}],"ChildFiles":[${listed('file', files)}]}`;
    // A token that was revoked before it was made is refused at once, and is asked for anew: it must not stay in the list.
    return { body: Buffer.from(text), state: outdated ? undefined : state };
  }
}

/** Ends an object that is text: neither side holds what JSON would escape. */
const withUrl = (properties: string, url: string): string => `${properties},"Url":"${url}"}`;

/** Each begins with a dot. */
const extensionsOf = (filter: string) =>
  filter
    .split(',')
    .map((extension) => extension.trim().toLowerCase())
    .filter((extension) => extension.startsWith('.'));
