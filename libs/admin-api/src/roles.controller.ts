import { Get } from '@nestjs/common';
import * as z from 'zod';
import { INSTALLATION_ROLES, PERMISSIONS, ROLE_NAMES, ROLES } from '#access';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';

const RoleForm = z
  .object({
    name: z.enum(ROLE_NAMES),
    permissions: z.array(z.enum(PERMISSIONS)),
    installation: z
      .boolean()
      .meta({ description: 'Over the whole installation: no key of one tenant has it' }),
  })
  .meta({ description: 'What keys and groups can be given' });

/** The roles of this release. */
@AdminController('roles')
export class RolesController {
  @Get()
  @Endpoint({
    summary: 'Roles, each with all that it may do',
    needs: 'users.read',
    scope: 'own',
    answer: z.object({ roles: z.array(RoleForm) }),
  })
  list() {
    const roles = ROLE_NAMES.map((name) => ({
      name,
      permissions: ROLES[name],
      installation: INSTALLATION_ROLES.has(name),
    }));
    return { roles };
  }
}
