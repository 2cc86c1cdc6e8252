import { Body, Get, Inject, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { DELIVERY_STATES, EVENT_TYPES, WebhooksService } from '#webhooks';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { ApplicationController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { bigintText, IdParam, moment, uuid } from '../endpoint/forms.js';
import { pageForm, pageMembers } from '../endpoint/paging.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { DELIVERIES } from '../persistence/webhooks.sql.js';

const DeliveryForm = z
  .object({
    id: z.guid(),
    eventId: z.guid(),
    type: z.enum(EVENT_TYPES),
    fileId: z.guid(),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    nextAttemptAt: moment.optional().meta({ description: 'Of one that waits' }),
    finishedAt: moment.optional(),
    lastOutcome: z
      .string()
      .optional()
      .meta({ description: 'The status that the address answered last, or why none came' }),
    place: bigintText.meta({ description: 'In the order of what happened' }),
  })
  .meta({ description: 'An event on its way to a webhook' });

const DeliveriesQuery = z.strictObject({
  ...pageMembers(DeliveryForm, ['-place']),
  state: z.enum(DELIVERY_STATES).optional(),
  type: z.enum(EVENT_TYPES).optional(),
  file: uuid.optional(),
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
    private readonly pages: PagesRepository,
  ) {}

  @Get('deliveries')
  @Endpoint({
    summary: 'Deliveries to a webhook, newest first',
    needs: 'webhooks.read',
    answer: pageForm('deliveries', DeliveryForm),
    refusals: [404],
  })
  async list(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: DeliveriesQuery }) { state, type, file, ...page }: DeliveriesQuery,
  ) {
    const { tenantId } = this.options;
    await this.webhooks.get(tenantId, id);
    const { rows, next } = await this.pages.read(DELIVERIES, [tenantId, id, state, type, file], page);
    return { deliveries: rows, next };
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
