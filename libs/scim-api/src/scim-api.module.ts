import { type DynamicModule, Module } from '@nestjs/common';
import { GroupsController } from './groups.controller.js';
import { Locations } from './locations.js';
import { NowhereController } from './nowhere.controller.js';
import { SCIM_OPTIONS, type ScimOptions } from './scim-options.js';
import { ServiceController } from './service.controller.js';
import { UsersController } from './users.controller.js';

/** SCIM 2.0 (RFC 7643, RFC 7644) for directories that provision people and groups. Needs the modules of `#access`, `#identity` and `#audit`. */
@Module({
  // The last one is asked last.
  controllers: [GroupsController, ServiceController, UsersController, NowhereController],
  providers: [Locations],
})
export class ScimApiModule {
  static forRoot(options: ScimOptions): DynamicModule {
    return {
      module: ScimApiModule,
      providers: [{ provide: SCIM_OPTIONS, useValue: Object.freeze({ ...options }) }],
    };
  }
}
