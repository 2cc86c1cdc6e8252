import { Body, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { Problem } from '#http-server';
import { type ProxyKey, SubscriptionsService, TenantsService } from '#tenants';
import { AdminController } from '../endpoint/admin-controller.js';
import { Endpoint, wholly } from '../endpoint/endpoint.js';
import { IfMatch } from '../endpoint/entity-tag.js';
import { IfUnchanged } from '../endpoint/if-unchanged.js';
import { pageForm, pageMembers } from '../endpoint/paging.js';
import { PagesRepository } from '../persistence/pages.repository.js';
import { TENANT_KEYS } from '../persistence/tenants.sql.js';
import { ChangedKey, IssuedKeyForm, KeyForm, KeyParam, NewKey, RotationForm } from './key-forms.js';
import { TenantChanges } from './tenant-changes.js';
import { CutOffQuery, TenantParam } from './tenant-forms.js';

const KeysQuery = z.strictObject({
  ...pageMembers(KeyForm, ['createdAt']),
  purpose: KeyForm.shape.purpose.optional(),
  state: KeyForm.shape.state.optional(),
});
type KeysQuery = z.output<typeof KeysQuery>;

/** Keys of a tenant; a secret is shown in the answer that makes it, and never again. */
@AdminController('tenants/:tenant/keys')
export class TenantKeysController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly subscriptions: SubscriptionsService,
    private readonly changes: TenantChanges,
    private readonly pages: PagesRepository,
    private readonly unchanged: IfUnchanged,
  ) {}

  @Post()
  @Endpoint({
    summary: 'Add a key; without `secret` one is made. It is shown in this answer and never again',
    needs: 'proxy-keys.manage',
    scope: 'tenant',
    answer: IssuedKeyForm,
    refusals: [404, 409],
  })
  add(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Body({ schema: NewKey }) { secret, purpose }: NewKey,
  ) {
    return this.changes.addKey(tenant, secret, purpose);
  }

  @Post('rotate')
  @Endpoint({
    summary: 'Add a key and have the active ones retire; `warning` says what comes of it for people who edit',
    needs: 'proxy-keys.manage',
    scope: 'tenant',
    answer: RotationForm,
    refusals: [404, 409],
  })
  async rotate(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Body({ schema: NewKey }) { secret, purpose }: NewKey,
  ) {
    const rotation = await this.changes.rotateKey(tenant, secret, purpose);
    const { tenantId } = await this.tenants.get(tenant);
    const { runningSessions } = await this.subscriptions.usage(tenantId);
    return { ...rotation, runningSessions, warning: splitWarning(runningSessions) };
  }

  @Get()
  @Endpoint({
    summary: 'Keys of a tenant, without their secrets, oldest first',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: pageForm('keys', KeyForm, 'keyId'),
    refusals: [404],
  })
  async list(
    @Param({ schema: TenantParam }) { tenant }: TenantParam,
    @Query({ schema: KeysQuery }) { purpose, state, ...page }: KeysQuery,
  ) {
    const { tenantId } = await this.tenants.get(tenant);
    const { rows, next } = await this.pages.read(TENANT_KEYS, [tenantId, purpose, state], page);
    return { keys: rows, next };
  }

  @Get(':key')
  @Endpoint({
    summary: 'A key, without its secret',
    needs: 'tenants.read',
    scope: 'tenant',
    answer: KeyForm,
    tag: wholly,
  })
  async show(@Param({ schema: KeyParam }) { tenant, key }: KeyParam) {
    return this.find((await this.tenants.get(tenant)).tenantId, key);
  }

  @Patch(':key')
  @Endpoint({
    summary: 'Have a key retire, or be active again; both are accepted',
    needs: 'proxy-keys.manage',
    scope: 'tenant',
    answer: KeyForm,
    tag: wholly,
  })
  async change(
    @Param({ schema: KeyParam }) { tenant, key }: KeyParam,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: ChangedKey }) { state }: ChangedKey,
  ) {
    const { tenantId } = await this.tenants.get(tenant);
    const tagged = { row: 'tenant', values: [tenantId], read: () => this.find(tenantId, key) } as const;
    return this.unchanged.run(ifMatch, tagged, () => this.changes.setKeyState(tenantId, key, state));
  }

  @Delete(':key')
  @Endpoint({
    summary:
      'Revoke a key for good; its running sessions may save for the days of grace, unless they are cut off',
    needs: 'proxy-keys.manage',
    scope: 'tenant',
    status: 200,
    answer: KeyForm,
    refusals: [404],
  })
  revoke(
    @Param({ schema: KeyParam }) { tenant, key }: KeyParam,
    @Query({ schema: CutOffQuery }) query: CutOffQuery,
  ) {
    return this.changes.revokeKey(tenant, key, query);
  }

  private async find(tenantId: string, wanted: string): Promise<ProxyKey> {
    const found = (await this.tenants.listKeys(tenantId)).find(({ keyId }) => keyId === wanted);
    if (!found) throw new Problem(404, 'The tenant has no such key.');
    return found;
  }
}

function splitWarning(sessions: number): string {
  return (
    'A file id signed with the new key is another document to the client: people who open a file from then on do not meet those who ' +
    'have it open already, and get lock conflicts. Let the customer change keys when nobody edits' +
    (sessions > 0 ? `; sessions seen within a day: ${sessions}.` : '.')
  );
}
