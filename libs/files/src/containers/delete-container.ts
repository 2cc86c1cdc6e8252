import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { ContainersService } from '#containers';
import { WopiError } from '#wopi-protocol';
import type { AuditTrail } from '../audit-trail.js';
import type { ContainerContext } from './container-context.js';

/** DeleteContainer (`rest/containers/deletecontainer`): only an empty one, so that nothing disappears unseen. */
@Injectable()
export class DeleteContainer {
  constructor(
    private readonly containers: ContainersService,
    private readonly audit: AuditService,
  ) {}

  /** @throws WopiError `container_not_empty`, `file_not_found`, `not_implemented` for a root */
  async run({ session, container, user }: ContainerContext, trail: AuditTrail): Promise<void> {
    const key = { tenantId: session.tenantId, containerId: container.id };
    const removed = await this.containers.remove(key, user.id, this.audit.companion(trail.entry(200)));
    if (removed === 'root') throw new WopiError('not_implemented');
    if (removed === 'gone') throw new WopiError('file_not_found');
    if (removed === 'not_empty') throw new WopiError('container_not_empty');
    trail.markWritten();
  }
}
