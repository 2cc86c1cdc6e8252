import { applyDecorators, Controller, Header, UseFilters, UseGuards } from '@nestjs/common';
import { ScimErrorFilter } from './scim-error.filter.js';
import { ScimGuard } from './scim.guard.js';

export const SCIM_PREFIX = 'scim/v2';

/** A controller below /scim/v2: only for keys that may provision, with SCIM's errors. */
export const ScimController = (path: string): ClassDecorator =>
  applyDecorators(Controller(`${SCIM_PREFIX}/${path}`), UseGuards(ScimGuard), UseFilters(ScimErrorFilter));

/** What every answer with a body carries. */
export const ScimAnswer = (): MethodDecorator =>
  applyDecorators(Header('Content-Type', 'application/scim+json'), Header('Cache-Control', 'no-store'));
