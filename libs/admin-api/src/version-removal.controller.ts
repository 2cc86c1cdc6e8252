import { Delete, Inject, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import { RemoveVersion } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { VersionParam } from './version-param.js';

/** What applications may not do with versions. */
@AdminController('files/:file/versions/:version')
export class VersionRemovalController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly removal: RemoveVersion,
  ) {}

  @Delete()
  @Endpoint({
    summary:
      'Remove a version for good; 409 for the current one, one with a name or a pin, and what a legal hold covers',
    needs: 'retention.manage',
    status: 204,
    refusals: [404, 409],
  })
  async remove(@Param({ schema: VersionParam }) { file, version }: VersionParam, @Req() { ip }: Request) {
    await this.removal.run({ tenantId: this.options.tenantId, remoteAddress: ip }, file, version);
  }
}
