import { Get, Inject, Param, Query } from '@nestjs/common';
import * as z from 'zod';
import { Problem } from '#http-server';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { IdParam, moment, uuid } from './endpoint/forms.js';
import { filterText, pageForm, pageMembers } from './endpoint/paging.js';
import { CONTAINERS } from './persistence/listings.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

const ContainerForm = z
  .object({
    id: z.guid(),
    parentId: z.guid().optional().meta({ description: 'Absent at the root, which has the id of its person' }),
    ownerId: z.guid(),
    owner: z.string().meta({ description: 'Login' }),
    name: z.string(),
    createdAt: moment,
  })
  .meta({ description: 'A folder' });

const ContainersQuery = z.strictObject({
  ...pageMembers(ContainerForm, ['name', 'createdAt']),
  name: filterText.meta({ description: 'Part of the name' }),
  owner: filterText.meta({ description: 'Login' }),
  parent: uuid.optional(),
});
type ContainersQuery = z.output<typeof ContainersQuery>;

/** Folders of this installation's people. */
@AdminController('containers')
export class ContainersController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly pages: PagesRepository,
  ) {}

  @Get()
  @Endpoint({
    summary: 'Folders by name; deleted ones are left out',
    needs: 'files.read',
    answer: pageForm('containers', ContainerForm),
  })
  async list(@Query({ schema: ContainersQuery }) { name, owner, parent, ...page }: ContainersQuery) {
    const values = [this.options.tenantId, undefined, name, owner, parent];
    const { rows, next } = await this.pages.read(CONTAINERS, values, page);
    return { containers: rows, next };
  }

  @Get(':id')
  @Endpoint({ summary: 'A folder', needs: 'files.read', answer: ContainerForm, refusals: [404] })
  async show(@Param({ schema: IdParam }) { id }: IdParam) {
    const values = [this.options.tenantId, id, undefined, undefined, undefined];
    const { rows } = await this.pages.read(CONTAINERS, values, { limit: 1, sort: 'name' });
    if (!rows[0]) throw new Problem(404, 'There is no such folder.');
    return rows[0];
  }
}
