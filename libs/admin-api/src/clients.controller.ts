import { Get, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { DiscoveryService } from '#discovery';
import { Problem } from '#http-server';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { moment } from './endpoint/forms.js';

const ClientForm = z.object({
  name: z.string(),
  profile: z.string(),
  url: z.string().meta({ description: 'Of its discovery' }),
  fetchedAt: moment.optional().meta({ description: 'Of the document in use' }),
  triedAt: moment.optional(),
  failure: z.string().optional().meta({ description: 'Why the last attempt failed' }),
  zones: z.array(z.string()),
  apps: z.int(),
  proofKeys: z.boolean(),
});

const ClientParam = z.object({ name: z.string().max(100) });
type ClientParam = z.output<typeof ClientParam>;

const OpenersQuery = z.strictObject({
  extension: z.string().regex(/^\.?[A-Za-z0-9_-]{1,20}$/),
  action: z
    .string()
    .regex(/^[a-z]{1,40}$/i)
    .default('edit'),
});
type OpenersQuery = z.output<typeof OpenersQuery>;

/** The WOPI clients of this installation and what their discoveries say. */
@AdminController('clients')
export class ClientsController {
  constructor(private readonly discovery: DiscoveryService) {}

  @Get()
  @Endpoint({
    summary: 'Clients, and how their discoveries are doing',
    needs: 'clients.read',
    scope: 'installation',
    answer: z.object({ clients: z.array(ClientForm) }),
  })
  async list() {
    return { clients: await this.discovery.status() };
  }

  @Get('openers')
  @Endpoint({
    summary: 'Which clients open an extension, in the order of preference',
    needs: 'clients.read',
    scope: 'installation',
    answer: z.object({
      openers: z.array(
        z.object({ client: z.string(), appName: z.string(), favIconUrl: z.string().optional() }),
      ),
    }),
  })
  async openers(@Query({ schema: OpenersQuery }) { extension, action }: OpenersQuery) {
    const found = await this.discovery.clientsFor(extension, action);
    return { openers: found.map(({ client, ...opener }) => ({ ...opener, client: client.name })) };
  }

  @Post(':name/refresh')
  @Endpoint({
    summary: 'Fetch the discovery of a client now; once a minute at most, whoever asks',
    needs: 'clients.manage',
    scope: 'installation',
    status: 200,
    answer: ClientForm,
    refusals: [404],
  })
  async refresh(@Param({ schema: ClientParam }) { name }: ClientParam) {
    await this.status(name);
    await this.discovery.refreshSoon(name, 'request');
    return this.status(name);
  }

  private async status(wanted: string) {
    const found = (await this.discovery.status()).find(({ name }) => name === wanted);
    if (!found) throw new Problem(404, 'There is no such client.');
    return found;
  }
}
