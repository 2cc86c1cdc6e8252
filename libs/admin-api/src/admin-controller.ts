import {
  applyDecorators,
  Controller,
  Header,
  UseFilters,
  UseGuards,
  UsePipes,
  ValidationPipe,
} from '@nestjs/common';
import { Problem, ProblemFilter } from '#http-server';
import { BearerKeyGuard } from './bearer-key.guard.js';
import { toProblem } from './problems.js';

const validation = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  exceptionFactory: (errors) =>
    new Problem(400, errors.flatMap(({ constraints }) => Object.values(constraints ?? {})).join('; ')),
});

/** A controller below /admin/v1: key, checked bodies, problems. */
export const AdminController = (path: string): ClassDecorator =>
  applyDecorators(
    Controller(`admin/v1/${path}`),
    UseGuards(BearerKeyGuard),
    UseFilters(new ProblemFilter(toProblem)),
    UsePipes(validation),
  );

/** Answers hold tokens and keys: nobody on the way may keep them. */
export const NotStored = (): MethodDecorator => Header('Cache-Control', 'no-store');
