import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { PROXY_OPTIONS, type ProxyOptions } from '../proxy-options.js';
import { ownHeaders } from '../response-headers.js';
import { isOnOrigins } from '../rewriting/browser-urls.js';
import { type LinkTarget, SealedLinks } from './sealed-links.js';

const PREFIX = '/to/';
/** As long as any session, for the link stands in an editor that is open. */
const LIFE_MS = 24 * 3600 * 1000;

/**
 * Leads browsers from an address that the office server's redirect allow list knows to the tenant's own. It has a host name of its own, on
 * which nothing else is served, and leads to registered origins only.
 */
@Injectable()
export class Redirector {
  readonly #origin: string | undefined;
  readonly #host: string | undefined;

  constructor(
    private readonly links: SealedLinks,
    @Inject(PROXY_OPTIONS) { redirectorUrl }: ProxyOptions,
  ) {
    this.#origin = redirectorUrl;
    this.#host = redirectorUrl && new URL(redirectorUrl).host;
  }

  /** Undefined where the instance uses no redirector, or there is none. */
  linkTo(target: LinkTarget): string | undefined {
    if (this.#origin === undefined || !mayLead(target)) return undefined;
    return `${this.#origin}${PREFIX}${this.links.seal('redirect', target, LIFE_MS)}`;
  }

  /** To be asked before all else: calls under the redirector's name are served here and nowhere else. */
  readonly listener = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (this.#host === undefined || request.headers.host?.toLowerCase() !== this.#host) return next();
    const link =
      request.method === 'GET' && request.url!.startsWith(PREFIX) ? request.url!.slice(PREFIX.length) : '';
    const target = this.links.open('redirect', link);
    if (!target || !mayLead(target)) return void response.writeHead(404, ownHeaders({})).end();
    response.writeHead(302, ownHeaders({ Location: new URL(target.url).href })).end();
  };
}

function mayLead({ url, route: { instance } }: LinkTarget): boolean {
  return instance.redirector && instance.browserOrigins.length > 0 && isOnOrigins(url, instance);
}
