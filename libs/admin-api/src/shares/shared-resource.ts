import { Inject, Injectable } from '@nestjs/common';
import { Shares } from '#files';
import type { Resource } from '#tokens';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { SHARES } from '../persistence/shares.sql.js';
import type { ShareChange, ShareParams, SharesQuery } from './share-forms.js';

/** What is done with the shares of a file and of a folder alike. */
@Injectable()
export class SharedResource {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly shares: Shares,
    private readonly pages: PagesRepository,
  ) {}

  /** @throws FileError `not_found` */
  async list(resource: Resource, { inherited, ...page }: SharesQuery) {
    const { tenantId } = this.options;
    await this.shares.requireThere(tenantId, resource);
    const { rows, next } = await this.pages.read(SHARES, [tenantId, resource.id, inherited], page);
    return { shares: rows, next };
  }

  /** @throws FileError `not_found`, `no_grantee` */
  async set(kind: Resource['kind'], { id, grantee: granteeId }: ShareParams, { rights }: ShareChange) {
    await this.shares.set({ tenantId: this.options.tenantId }, { resource: { kind, id }, granteeId, rights });
  }

  /** @throws FileError `not_found` */
  async remove(kind: Resource['kind'], { id, grantee }: ShareParams): Promise<void> {
    await this.shares.remove({ tenantId: this.options.tenantId }, { kind, id }, grantee);
  }
}
