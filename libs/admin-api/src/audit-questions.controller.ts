import { Get, Query } from '@nestjs/common';
import * as z from 'zod';
import type { Principal } from '#access';
import { AuditQuestions } from '#audit';
import { AuditedTenant, TenantQuery } from './audited-tenant.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Caller } from './endpoint/caller.js';
import { Endpoint, type EndpointOptions } from './endpoint/endpoint.js';
import { date, moment } from './endpoint/forms.js';

const DAY_MS = 24 * 3600 * 1000;

const PeriodQuery = TenantQuery.extend({ since: date.optional(), until: date.optional() }).transform(
  ({ tenant, until = new Date(), since = new Date(until.getTime() - 30 * DAY_MS) }) => ({
    tenant,
    since,
    until,
  }),
);
type PeriodQuery = z.output<typeof PeriodQuery>;

const OpenQuery = TenantQuery.extend({ file: z.string().min(1).max(200), at: date });
type OpenQuery = z.output<typeof OpenQuery>;

const DayQuery = TenantQuery.extend({ day: date.optional() });
type DayQuery = z.output<typeof DayQuery>;

const question = (summary: string, answer: z.ZodType): EndpointOptions => ({
  summary,
  needs: 'audit.read',
  scope: 'own',
  answer,
  refusals: [404],
});

/** What administrators ask of the log beyond its rows. A period is the last thirty days unless told. */
@AdminController('audit/questions')
export class AuditQuestionsController {
  constructor(
    private readonly tenant: AuditedTenant,
    private readonly questions: AuditQuestions,
  ) {}

  @Get('open-at')
  @Endpoint(
    question(
      'Who had a file open at a time',
      z.object({
        sessions: z.array(
          z.object({
            sessionId: z.string(),
            userId: z.string().nullable(),
            client: z.string().nullable(),
            firstCallAt: moment,
            lastCallAt: moment,
          }),
        ),
      }),
    ),
  )
  async openAt(@Caller() caller: Principal, @Query({ schema: OpenQuery }) { tenant, file, at }: OpenQuery) {
    return { sessions: await this.questions.openAt(await this.tenant.of(caller, tenant), file, at) };
  }

  @Get('failed-proofs')
  @Endpoint(
    question(
      'Failed proofs by reason and client',
      z.object({
        reasons: z.array(
          z.object({ reason: z.string(), client: z.string().nullable(), count: z.int(), lastAt: moment }),
        ),
      }),
    ),
  )
  async failedProofs(@Caller() caller: Principal, @Query({ schema: PeriodQuery }) query: PeriodQuery) {
    return { reasons: await this.questions.failedProofs(await this.tenant.of(caller, query.tenant), query) };
  }

  @Get('opens-per-day')
  @Endpoint(
    question(
      'Successful openings by day and client',
      z.object({ days: z.array(z.object({ day: z.string(), client: z.string(), opens: z.int() })) }),
    ),
  )
  async opensPerDay(@Caller() caller: Principal, @Query({ schema: PeriodQuery }) query: PeriodQuery) {
    return { days: await this.questions.opensPerDay(await this.tenant.of(caller, query.tenant), query) };
  }

  @Get('slowest')
  @Endpoint(
    question(
      'The fifty slowest operations that took 100 ms or longer',
      z.object({
        operations: z.array(
          z.object({
            auditId: z.guid(),
            occurredAt: moment,
            operation: z.string(),
            status: z.int(),
            client: z.string().nullable(),
            fileId: z.string().nullable(),
            milliseconds: z.number(),
            upstreamMilliseconds: z.number().nullable(),
          }),
        ),
      }),
    ),
  )
  async slowest(@Caller() caller: Principal, @Query({ schema: PeriodQuery }) query: PeriodQuery) {
    return { operations: await this.questions.slowest(await this.tenant.of(caller, query.tenant), query) };
  }

  @Get('seats')
  @Endpoint(question('Distinct people in the thirty days that end with a day', z.object({ seats: z.int() })))
  async seats(
    @Caller() caller: Principal,
    @Query({ schema: DayQuery }) { tenant, day = new Date() }: DayQuery,
  ) {
    return { seats: await this.questions.seatsUsed(await this.tenant.of(caller, tenant), day) };
  }
}
