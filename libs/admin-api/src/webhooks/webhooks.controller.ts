import { Body, Delete, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import type { Principal } from '#access';
import { AuditService } from '#audit';
import { EVENT_TYPES, WebhooksService } from '#webhooks';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { ApplicationController } from '../endpoint/admin-controller.js';
import { Caller } from '../endpoint/caller.js';
import { Endpoint, wholly } from '../endpoint/endpoint.js';
import { IfMatch } from '../endpoint/entity-tag.js';
import { IfUnchanged } from '../endpoint/if-unchanged.js';
import { IdParam, moment } from '../endpoint/forms.js';
import { requireOpenNetwork } from '../endpoint/open-network.js';
import { filterFlag, pageForm, pageMembers } from '../endpoint/paging.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { WEBHOOKS } from '../persistence/webhooks.sql.js';

const events = z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length);

const WebhookForm = z
  .object({
    id: z.guid(),
    url: z.string(),
    events,
    privateNetwork: z.boolean(),
    active: z.boolean(),
    createdAt: moment,
    oldSecretUntil: moment
      .nullable()
      .meta({ description: 'Until when events are signed with the secret before, too' }),
  })
  .meta({ description: 'An address that hears of events' });

const IssuedWebhook = WebhookForm.extend({ secret: z.string() });

const Rotation = z.strictObject({ overlapHours: z.int().min(0).max(168).default(24) });
type Rotation = z.output<typeof Rotation>;

const NewWebhook = z.strictObject({
  url: z.string(),
  events,
  privateNetwork: z.boolean().default(false).meta({ description: 'Whether it lies in a private network' }),
});
type NewWebhook = z.output<typeof NewWebhook>;

const ChangedWebhook = z.strictObject({ events: events.optional(), active: z.boolean().optional() });
type ChangedWebhook = z.output<typeof ChangedWebhook>;

const WebhooksQuery = z.strictObject({
  ...pageMembers(WebhookForm, ['createdAt']),
  event: z.enum(EVENT_TYPES).optional(),
  active: filterFlag,
});
type WebhooksQuery = z.output<typeof WebhooksQuery>;

/** Addresses of applications that hear of what happens to files. */
@ApplicationController('webhooks')
export class WebhooksController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly webhooks: WebhooksService,
    private readonly audit: AuditService,
    private readonly pages: PagesRepository,
    private readonly unchanged: IfUnchanged,
  ) {}

  @Get()
  @Endpoint({
    summary: 'Webhooks, oldest first',
    needs: 'webhooks.read',
    answer: pageForm('webhooks', WebhookForm),
  })
  async list(@Query({ schema: WebhooksQuery }) { event, active, ...page }: WebhooksQuery) {
    const { rows, next } = await this.pages.read(WEBHOOKS, [this.options.tenantId, event, active], page);
    return { webhooks: rows, next };
  }

  @Post()
  @Endpoint({
    summary:
      'Add a webhook; the secret that its events are signed with is shown in this answer and never again',
    needs: 'webhooks.manage',
    answer: IssuedWebhook,
    refusals: [409],
  })
  add(@Caller() caller: Principal, @Body({ schema: NewWebhook }) body: NewWebhook) {
    requireOpenNetwork(caller, body);
    const { tenantId } = this.options;
    const entry = { tenantId, operation: 'AddWebhook', status: 201 };
    return this.webhooks.add(tenantId, body, this.audit.makingCompanion('webhook', entry));
  }

  @Get(':id')
  @Endpoint({ summary: 'A webhook', needs: 'webhooks.read', answer: WebhookForm, tag: wholly })
  show(@Param({ schema: IdParam }) { id }: IdParam) {
    return this.webhooks.get(this.options.tenantId, id);
  }

  @Patch(':id')
  @Endpoint({
    summary: 'Change what a webhook hears, or have it pause',
    needs: 'webhooks.manage',
    answer: WebhookForm,
    tag: wholly,
  })
  change(
    @Param({ schema: IdParam }) { id }: IdParam,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: ChangedWebhook }) { events, active }: ChangedWebhook,
  ) {
    const { tenantId } = this.options;
    const wish = { ...(events && { events }), ...(active !== undefined && { active }) };
    const companion = this.companion('ChangeWebhook', 200, id);
    const tagged = {
      row: 'webhook',
      values: [tenantId, id],
      read: () => this.webhooks.get(tenantId, id),
    } as const;
    return this.unchanged.run(ifMatch, tagged, () => this.webhooks.change(tenantId, id, wish, companion));
  }

  @Post(':id/rotate')
  @Endpoint({
    summary:
      'Sign with a new secret, shown in this answer and never again, and for some hours with the one before as well',
    needs: 'webhooks.manage',
    status: 200,
    answer: IssuedWebhook,
    refusals: [404],
  })
  rotate(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: Rotation }) { overlapHours }: Rotation,
  ) {
    const companion = this.companion('RotateWebhookSecret', 200, id);
    return this.webhooks.rotate(this.options.tenantId, id, overlapHours, companion);
  }

  @Delete(':id')
  @Endpoint({
    summary: 'Remove a webhook, with all that waits for it',
    needs: 'webhooks.manage',
    status: 204,
    refusals: [404],
  })
  async remove(@Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    await this.webhooks.remove(this.options.tenantId, id, this.companion('RemoveWebhook', 204, id));
  }

  private companion(operation: string, status: number, webhook: string) {
    const { tenantId } = this.options;
    return this.audit.companion({ tenantId, operation, status, detail: { webhook } });
  }
}
