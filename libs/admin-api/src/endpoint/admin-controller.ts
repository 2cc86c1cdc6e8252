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
/** For applications: some of the same resources, in an address space that can be shown to a wider network by itself. */
export const APPLICATION_PREFIX = 'api/v1';
export const PREFIXES = [ADMIN_PREFIX, APPLICATION_PREFIX] as const;

/** Who calls and what he may, checked input, answers in their form, problems. */
const below = (prefixes: readonly string[], path: string): ClassDecorator =>
  applyDecorators(
    Controller(prefixes.map((prefix) => `${prefix}/${path}`)),
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

/** A controller below /admin/v1. */
export const AdminController = (path: string): ClassDecorator => below([ADMIN_PREFIX], path);

/** A controller below /admin/v1, and for applications below /api/v1. */
export const ApplicationController = (path: string): ClassDecorator => below(PREFIXES, path);
