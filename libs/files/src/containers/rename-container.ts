import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { ContainersService } from '#containers';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from '../audit-trail.js';
import type { ContainerContext } from './container-context.js';
import { refuseInvalid } from './create-child-container.js';

/** RenameContainer (`rest/containers/renamecontainer`): this name or none; the id and so the URL stay. */
@Injectable()
export class RenameContainer {
  constructor(
    private readonly containers: ContainersService,
    private readonly audit: AuditService,
  ) {}

  /** Answers the new name. @throws WopiError `invalid_container_name`, `name_conflict`, `file_not_found` */
  async run({ session, container }: ContainerContext, wish: string, trail: AuditTrail): Promise<string> {
    const name = wish.normalize('NFC');
    refuseInvalid(name);
    const key = { tenantId: session.tenantId, containerId: container.id };
    const renamed = await this.containers.rename(key, name, this.audit.companion(trail.entry(200)));
    if (renamed === 'gone') throw new WopiError('file_not_found');
    if (renamed === 'taken') throw new WopiError('name_conflict');
    trail.markWritten();
    return name;
  }
}
