import { type DynamicModule, Module } from '@nestjs/common';
import { GroupsController } from './groups.controller.js';
import { Locations } from './locations.js';
import { SCIM_OPTIONS, type ScimOptions } from './scim-options.js';
import { ServiceController } from './service.controller.js';
import { UsersController } from './users.controller.js';

/** SCIM 2.0 (RFC 7643, RFC 7644) for directories that provision people and groups. Needs the modules of `#access`, `#identity` and `#audit`. */
@Module({ controllers: [GroupsController, ServiceController, UsersController], providers: [Locations] })
export class ScimApiModule {
  static forRoot(options: ScimOptions): DynamicModule {
    return {
      module: ScimApiModule,
      providers: [{ provide: SCIM_OPTIONS, useValue: Object.freeze({ ...options }) }],
    };
  }
}
