import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DiscoveryService, DiscoveryUnavailable } from '#discovery';
import { Problem } from '#http-server';
import { ProxyRegistry, type ProxyRoute } from '#tenants';
import type { Discovery } from '#wopi-protocol';
import { PublishedDiscoveries, type PublishedDiscovery } from './published-discoveries.js';
import { OwnProofKeys } from './vouching/own-proof-keys.js';

/**
 * A client's discovery for the instances behind the proxy, which then need no way to the client themselves. Hosts append `/hosting/discovery`
 * to what they are told as their editor's address, so each variant is an address to begin with: the origin alone for the client's own
 * keys, `/resign` for the proxy's, `/instances/<id>` for those that fit the instance's mode, with the
 * apps and actions that its tenant may have. `?client=` names another client than the
 * first.
 */
@Controller()
export class DiscoveryController {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly published: PublishedDiscoveries,
    private readonly registry: ProxyRegistry,
    private readonly proofKeys: OwnProofKeys,
  ) {}

  @Get('hosting/discovery')
  async publish(@Req() request: Request, @Res() response: Response): Promise<void> {
    send(request, response, this.published.of(await this.of(request)));
  }

  @Get('resign/hosting/discovery')
  async publishResigned(@Req() request: Request, @Res() response: Response): Promise<void> {
    const proofKey = await this.proofKeys.published();
    send(request, response, this.published.of(await this.of(request), { proofKey }));
  }

  @Get('instances/:instance/hosting/discovery')
  async publishFor(
    @Param('instance') instanceId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { instance, tenant } = this.route(instanceId);
    const { policy } = tenant;
    const variant =
      instance.mode === 'resign' ? { policy, proofKey: await this.proofKeys.published() } : { policy };
    send(request, response, this.published.of(await this.of(request), variant));
  }

  private route(instanceId: string): ProxyRoute {
    const route = this.registry.findInstance(instanceId);
    if (!route) throw new Problem(404, 'There is no such instance.');
    return route;
  }

  private async of(request: Request): Promise<Discovery> {
    const wanted = new URL(request.url, 'http://proxy').searchParams.get('client');
    const client = this.discovery.clients.find(({ name }) => wanted === null || name === wanted);
    if (!client) throw new Problem(404, 'There is no such WOPI client.');
    return this.discovery.discovery(client.name).catch((error: unknown) => {
      if (!(error instanceof DiscoveryUnavailable)) throw error;
      throw new Problem(503, `The discovery of ${client.name} is not available at the moment.`, {
        'Retry-After': '60',
      });
    });
  }
}

function send(request: Request, response: Response, { xml, etag }: PublishedDiscovery): void {
  response.setHeader('Content-Type', 'text/xml; charset=utf-8');
  response.setHeader('Cache-Control', 'public, max-age=3600');
  response.setHeader('ETag', etag);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (has(request, etag)) response.status(304).end();
  else response.end(xml);
}

/** A server in between that packs the text makes its tag a weak one. */
function has(request: Request, etag: string): boolean {
  const tags = request.headers['if-none-match']?.split(',') ?? [];
  return tags.some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
