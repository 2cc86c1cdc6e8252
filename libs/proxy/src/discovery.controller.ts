import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DiscoveryService, DiscoveryUnavailable } from '#discovery';
import { Problem } from '#http-server';
import { publishDiscovery } from '#wopi-protocol';

/** A client's discovery for the instances behind the proxy, which then need no way to the client themselves. */
@Controller('hosting/discovery')
export class DiscoveryController {
  constructor(private readonly discovery: DiscoveryService) {}

  /** Of the client that `?client=` names, or of the first configured one. */
  @Get()
  async publish(@Req() request: Request, @Res() response: Response): Promise<void> {
    const wanted = new URL(request.url, 'http://proxy').searchParams.get('client');
    const client = this.discovery.clients.find(({ name }) => wanted === null || name === wanted);
    if (!client) throw new Problem(404, 'There is no such WOPI client.');
    const discovery = await this.discovery.discovery(client.name).catch((error: unknown) => {
      if (!(error instanceof DiscoveryUnavailable)) throw error;
      throw new Problem(503, `The discovery of ${client.name} is not available at the moment.`, {
        'Retry-After': '60',
      });
    });
    response.setHeader('Content-Type', 'text/xml; charset=utf-8');
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.end(publishDiscovery(discovery));
  }
}
