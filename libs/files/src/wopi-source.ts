import { Inject, Injectable } from '@nestjs/common';
import type { Resource, ResourceKind } from '#tokens';
import { mintProxiedFileId, type WopiResource } from '#wopi-protocol';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';

const FOLDERS: Record<ResourceKind, WopiResource> = {
  file: 'files',
  container: 'containers',
  ecosystem: 'ecosystem',
};

/** WOPISrc, the address under which a client knows a file: the same for every user, for as long as the file exists. */
@Injectable()
export class WopiSource {
  readonly filesUrl: string;
  readonly #secret: Buffer | undefined;

  constructor(@Inject(FILES_OPTIONS) private readonly options: FilesOptions) {
    this.filesUrl = `${options.hostUrl}/wopi/files/`;
    this.#secret = options.behindProxy && Buffer.from(options.behindProxy.secret);
  }

  /** The file or container that an address of this host itself stands for; undefined for any other text. */
  resourceOf(wopiSrc: string): Resource | undefined {
    const { hostUrl } = this.options;
    const path = wopiSrc.startsWith(`${hostUrl}/`) ? wopiSrc.slice(hostUrl.length) : '';
    const match = /^\/wopi\/(files|containers)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(path);
    return match ? { kind: match[1] === 'files' ? 'file' : 'container', id: match[2]! } : undefined;
  }

  of(fileId: string, route: 'direct' | 'proxy'): string {
    return this.ofResource({ kind: 'file', id: fileId }, route);
  }

  /** The path says of what kind the resource is, and a proxied id which one; the ecosystem's own address needs no id. */
  ofResource({ kind, id }: Resource, route: 'direct' | 'proxy'): string {
    const { options, filesUrl } = this;
    if (route === 'direct' || !options.behindProxy || !this.#secret) {
      const { hostUrl } = options;
      return kind === 'ecosystem' ? `${hostUrl}/wopi/ecosystem` : `${hostUrl}/wopi/${FOLDERS[kind]}/${id}`;
    }
    const proxiedId = mintProxiedFileId({ filesUrl, fileId: id }, this.#secret);
    return `${options.behindProxy.url}/wopi/${FOLDERS[kind]}/${proxiedId}`;
  }
}
