import { Inject, Injectable } from '@nestjs/common';
import { mintProxiedFileId } from '#wopi-protocol';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';

/** WOPISrc, the address under which a client knows a file: the same for every user, for as long as the file exists. */
@Injectable()
export class WopiSource {
  readonly filesUrl: string;
  readonly #secret: Buffer | undefined;

  constructor(@Inject(FILES_OPTIONS) private readonly options: FilesOptions) {
    this.filesUrl = `${options.hostUrl}/wopi/files/`;
    this.#secret = options.behindProxy && Buffer.from(options.behindProxy.secret);
  }

  of(fileId: string, route: 'direct' | 'proxy'): string {
    if (route === 'direct' || !this.options.behindProxy || !this.#secret) return this.filesUrl + fileId;
    const { filesUrl } = this;
    return `${this.options.behindProxy.url}/wopi/files/${mintProxiedFileId({ filesUrl, fileId }, this.#secret)}`;
  }
}
