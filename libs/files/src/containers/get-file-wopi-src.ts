import { Inject, Injectable } from '@nestjs/common';
import { readProxiedFileId, WopiError } from '#wopi-protocol';
import type { CallerContext } from '../file.js';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import { FileRepository } from '../persistence/file.repository.js';
import { ResourceUrls } from '../resource-urls.js';
import { WopiSource } from '../wopi-source.js';

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const MOST_CHARACTERS = 4096;

/**
 * GetFileWopiSrc (`rest/ecosystem/getfilewopisrc`): from a name that this host gave a file elsewhere to an address with a token.
 * Names are the file's id, its WOPISrc, and its HostViewUrl and HostEditUrl.
 */
@Injectable()
export class GetFileWopiSrc {
  constructor(
    private readonly files: FileRepository,
    private readonly source: WopiSource,
    private readonly urls: ResourceUrls,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** @throws WopiError `file_not_found`, also for a file that the user may not see */
  async run(context: CallerContext, hostNativeFileName: string | undefined): Promise<{ Url: string }> {
    const { tenantId } = context.session;
    const fileId = hostNativeFileName === undefined ? undefined : this.idIn(hostNativeFileName);
    const file = fileId && (await this.files.get({ tenantId, userId: context.user.id }, fileId));
    if (!file) throw new WopiError('file_not_found');
    const urlOf = await this.urls.within(context);
    return { Url: urlOf({ kind: 'file', id: file.id }) };
  }

  private idIn(name: string): string | undefined {
    if (name.length > MOST_CHARACTERS) return undefined;
    const [address = ''] = name.split('?');
    const segment = address.slice(address.lastIndexOf('/') + 1);
    const folder = address.slice(0, address.length - segment.length);
    const { portalUrl, behindProxy } = this.options;
    const ours = ['', this.source.filesUrl, `${portalUrl}/open/`, `${behindProxy?.url}/wopi/files/`];
    const id = readProxiedFileId(segment)?.fileId ?? segment;
    return ours.includes(folder) && new RegExp(`^${ID.source}$`).test(id) ? id : undefined;
  }
}
