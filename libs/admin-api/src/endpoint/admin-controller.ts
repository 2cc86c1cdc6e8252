import {
  applyDecorators,
  Controller,
  StandardSchemaSerializerInterceptor,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { ProblemFilter } from '#http-server';
import { toProblem } from '../problems.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { EntityTagInterceptor } from './entity-tag.interceptor.js';
import { CallerInterceptor } from './caller.interceptor.js';
import { PrincipalGuard } from './principal.guard.js';
import { SchemaPipe } from './schema.pipe.js';

export const ADMIN_PREFIX = 'admin/v1';

/** A controller below /admin/v1: who calls and what he may, checked input, answers in their form, problems. */
export const AdminController = (path: string): ClassDecorator =>
  applyDecorators(
    Controller(`${ADMIN_PREFIX}/${path}`),
    UseGuards(PrincipalGuard),
    UseFilters(new ProblemFilter(toProblem)),
    UsePipes(SchemaPipe),
    UseInterceptors(
      CallerInterceptor,
      IdempotencyInterceptor,
      StandardSchemaSerializerInterceptor,
      EntityTagInterceptor,
    ),
  );
