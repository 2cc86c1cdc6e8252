import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Get, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod';
import type { Principal } from '#access';
import { AuditLog, type AuditRow, Checkpoints, EXPORT_FORM_NAMES, EXPORT_FORMS, VerifyChain } from '#audit';
import { AuditedTenant, TenantQuery } from './audited-tenant.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Caller } from './endpoint/caller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { date, moment } from './endpoint/forms.js';
import { filterFlag, pageForm, pageMembers } from './endpoint/paging.js';
import { CHECKPOINTS } from './persistence/checkpoints.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

const AuditRowForm = z
  .looseObject({
    auditId: z.guid(),
    cursor: z.string(),
    occurredAt: moment,
    process: z.string(),
    operation: z.string(),
    status: z.int(),
  })
  .meta({ description: 'One operation or change; members without a value are absent' });

const text = z.string().min(1).max(200).optional();
const Filter = TenantQuery.extend({
  file: text,
  user: text,
  session: z.guid().optional(),
  principal: text,
  operation: text,
  status: z.coerce.number().int().min(100).max(599).optional(),
  client: text,
  correlation: text,
  recovered: filterFlag.meta({ description: 'Only saves that were refused and went into the recovery bin' }),
  since: date.optional(),
  until: date.optional(),
});

const AuditQuery = Filter.extend({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(200).optional(),
});
type AuditQuery = z.output<typeof AuditQuery>;

const ExportQuery = Filter.extend({
  form: z.enum(EXPORT_FORM_NAMES).default('ndjson'),
  cursor: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Cursor of the last line of a reading that broke off' }),
});
type ExportQuery = z.output<typeof ExportQuery>;

const Break = z.object({
  kind: z.enum(['changed', 'missing', 'reordered', 'block', 'stranger', 'checkpoint']),
  auditId: z.guid().optional(),
  blockNo: z.string().optional(),
});

const CheckpointForm = z.object({
  day: z.string(),
  blockNo: z.string(),
  signed: z.string(),
  madeAt: moment,
});
const CheckpointsQuery = TenantQuery.extend(pageMembers(CheckpointForm, ['-day']));
type CheckpointsQuery = z.output<typeof CheckpointsQuery>;

const filterOf = ({ file, user, session, principal, correlation, ...same }: z.output<typeof Filter>) => ({
  ...same,
  fileId: file,
  userId: user,
  sessionId: session,
  principalId: principal,
  correlationId: correlation,
});

/** The audit log of a tenant: rows, exports, and whether they are what was written. */
@AdminController('audit')
export class AuditController {
  constructor(
    private readonly tenant: AuditedTenant,
    private readonly log: AuditLog,
    private readonly chain: VerifyChain,
    private readonly checkpoints: Checkpoints,
    private readonly pages: PagesRepository,
  ) {}

  @Get()
  @Endpoint({
    summary: 'Rows, newest first: everything on a file, by a person, of a session, with a status, …',
    needs: 'audit.read',
    scope: 'own',
    answer: z.object({ rows: z.array(AuditRowForm), next: z.string().optional() }),
    refusals: [404],
  })
  async list(@Caller() caller: Principal, @Query({ schema: AuditQuery }) query: AuditQuery) {
    const { limit, cursor, tenant, ...filter } = query;
    const tenantId = await this.tenant.of(caller, tenant);
    const { rows, more } = await this.log.page(tenantId, filterOf(filter), limit, cursor);
    return { rows, ...(more && { next: rows.at(-1)!.cursor }) };
  }

  @Get('export')
  @Endpoint({
    summary: 'All rows of a filter, oldest first, as a stream of NDJSON, CSV, syslog (RFC 5424) or CEF',
    needs: 'audit.export',
    scope: 'own',
    types: ['application/x-ndjson', 'text/csv', 'text/plain'],
    refusals: [404],
  })
  async export(
    @Caller() caller: Principal,
    @Query({ schema: ExportQuery }) query: ExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { form, cursor, tenant, ...filter } = query;
    const rows = await this.log.read(await this.tenant.of(caller, tenant), filterOf(filter), cursor);
    const { type, head, lines } = EXPORT_FORMS[form];
    response.type(type).set('Content-Disposition', `attachment; filename="audit.${form}"`);
    // A reader that goes away, or a database that does, ends the response by a reset: never a shorter log.
    await pipeline(Readable.from(linesOf(rows, cursor === undefined ? head : '', lines)), response).catch(
      () => undefined,
    );
  }

  @Post('verify')
  @Endpoint({
    summary: 'Read the whole log of a tenant and name the first row that is not what was written',
    needs: 'audit.export',
    scope: 'own',
    status: 200,
    answer: z.object({ ok: z.boolean(), rows: z.int(), blocks: z.int(), firstBreak: Break.optional() }),
    refusals: [404],
  })
  async verify(@Caller() caller: Principal, @Query({ schema: TenantQuery }) { tenant }: TenantQuery) {
    const tenantId = await this.tenant.of(caller, tenant);
    const found = await this.chain.run(tenantId);
    const firstBreak = found.firstBreak ?? (await this.checkpoints.breakOf(tenantId));
    return { ...found, ok: firstBreak === undefined, ...(firstBreak && { firstBreak }) };
  }

  @Get('checkpoints')
  @Endpoint({
    summary:
      'Signed ends of the log by day, newest first, with the keys that verify them: to be kept elsewhere',
    needs: 'audit.export',
    scope: 'own',
    answer: pageForm('checkpoints', CheckpointForm, 'day').extend({
      keys: z.array(z.object({ keyId: z.string(), publicKey: z.string() })),
    }),
    refusals: [404],
  })
  async signedEnds(
    @Caller() caller: Principal,
    @Query({ schema: CheckpointsQuery }) { tenant, ...page }: CheckpointsQuery,
  ) {
    const tenantId = await this.tenant.of(caller, tenant);
    const { rows, next } = await this.pages.read(CHECKPOINTS, [tenantId], page);
    return { checkpoints: rows, next, keys: await this.checkpoints.publicKeys() };
  }
}

async function* linesOf(
  batches: AsyncIterable<readonly AuditRow[]>,
  head: string,
  lines: (rows: readonly AuditRow[]) => string,
): AsyncGenerator<string> {
  if (head) yield head;
  for await (const rows of batches) if (rows.length > 0) yield lines(rows);
}
