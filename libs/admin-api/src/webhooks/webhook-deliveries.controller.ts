import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { EVENT_TYPES, WebhooksService } from '#webhooks';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { ApplicationController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { bigintText, IdParam, moment, uuid } from '../endpoint/forms.js';

const DeliveryForm = z
  .object({
    id: z.guid(),
    eventId: z.guid(),
    type: z.enum(EVENT_TYPES),
    fileId: z.guid(),
    state: z.enum(['waiting', 'delivered', 'given-up']),
    attempts: z.int(),
    nextAttemptAt: moment.nullable(),
    finishedAt: moment.nullable(),
    lastOutcome: z
      .string()
      .nullable()
      .meta({ description: 'The status that the address answered last, or why none came' }),
    place: bigintText,
  })
  .meta({ description: 'An event on its way to a webhook' });

const DeliveriesQuery = z.strictObject({
  before: bigintText.max(18).optional().meta({ description: 'The `place` of the last one that is known' }),
});
type DeliveriesQuery = z.output<typeof DeliveriesQuery>;

const Replay = z.strictObject({ deliveries: z.array(uuid).min(1).max(100) });
type Replay = z.output<typeof Replay>;

/** What became of the events for a webhook. */
@ApplicationController('webhooks/:id')
export class WebhookDeliveriesController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly webhooks: WebhooksService,
  ) {}

  @Get('deliveries')
  @Endpoint({
    summary: 'Deliveries to a webhook, newest first, a hundred at most',
    needs: 'webhooks.read',
    answer: z.object({ deliveries: z.array(DeliveryForm) }),
    refusals: [404],
  })
  async list(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: DeliveriesQuery }) { before }: DeliveriesQuery,
  ) {
    return { deliveries: await this.webhooks.deliveries(this.options.tenantId, id, before) };
  }

  @Post('replay')
  @Endpoint({
    summary: 'Have events told once more, whether they arrived or were given up',
    needs: 'webhooks.manage',
    status: 200,
    answer: z.object({ replayed: z.int() }),
    refusals: [404],
  })
  async replay(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: Replay }) { deliveries }: Replay,
  ) {
    return { replayed: await this.webhooks.replay(this.options.tenantId, id, deliveries) };
  }
}
