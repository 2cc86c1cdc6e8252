import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DiscoveryService, DiscoveryUnavailable } from '#discovery';
import { Problem } from '#http-server';
import { ProxyRegistry, type ProxyRoute } from '#tenants';
import { type Discovery, publishDiscovery } from '#wopi-protocol';
import { filterDiscovery } from './discovery-filter.js';
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
    private readonly registry: ProxyRegistry,
    private readonly proofKeys: OwnProofKeys,
  ) {}

  @Get('hosting/discovery')
  async publish(@Req() request: Request, @Res() response: Response): Promise<void> {
    send(response, await this.of(request));
  }

  @Get('resign/hosting/discovery')
  async publishResigned(@Req() request: Request, @Res() response: Response): Promise<void> {
    send(response, await this.resigned(await this.of(request)));
  }

  @Get('instances/:instance/hosting/discovery')
  async publishFor(
    @Param('instance') instanceId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { instance, tenant } = this.route(instanceId);
    const discovery = filterDiscovery(await this.of(request), tenant.policy);
    send(response, instance.mode === 'resign' ? await this.resigned(discovery) : discovery);
  }

  private route(instanceId: string): ProxyRoute {
    const route = this.registry.findInstance(instanceId);
    if (!route) throw new Problem(404, 'There is no such instance.');
    return route;
  }

  private async resigned(discovery: Discovery): Promise<Discovery> {
    return { ...discovery, proofKey: await this.proofKeys.published() };
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

function send(response: Response, discovery: Discovery): void {
  response.setHeader('Content-Type', 'text/xml; charset=utf-8');
  response.setHeader('Cache-Control', 'public, max-age=3600');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.end(publishDiscovery(discovery));
}
