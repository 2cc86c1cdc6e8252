import { Inject, Injectable } from '@nestjs/common';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';

/** The portal's addresses, absolute. */
@Injectable()
export class PortalLinks {
  constructor(@Inject(FILES_OPTIONS) private readonly options: FilesOptions) {}

  home(): string {
    return `${this.options.portalUrl}/`;
  }

  /** The portal at a folder. */
  folder(containerId: string): string {
    return `${this.options.portalUrl}/?folder=${containerId}`;
  }

  /** The host page; the route is named only where it differs from the usual one. */
  open(fileId: string, action: 'view' | 'edit', route: 'direct' | 'proxy' = this.options.route): string {
    const direct = route === 'direct' && this.options.route === 'proxy' ? '&direct=1' : '';
    return `${this.options.portalUrl}/open/${fileId}?action=${action}${direct}`;
  }

  /** The host page of a session that needs no sign-in. */
  launch(ticket: string): string {
    return `${this.options.portalUrl}/launch/${ticket}`;
  }

  /** What a share link leads to. */
  share(secret: string): string {
    return `${this.options.portalUrl}/s/${secret}`;
  }

  /** The list of a file's share links. */
  sharing(fileId: string): string {
    return `${this.options.portalUrl}/?links=${fileId}`;
  }

  download(fileId: string): string {
    return `${this.options.portalUrl}/api/portal/files/${fileId}/content`;
  }

  versions(fileId: string): string {
    return `${this.options.portalUrl}/?versions=${fileId}`;
  }
}
