import type { NextFunction, Request, Response } from 'express';

const WOPI_PATH = /^\/wopi(bootstrapper)?(\/|$)/i;

/**
 * Keeps the portal and the WOPI endpoints on their own host names, so that nothing stored here is ever served where
 * the portal's cookie and scripts live. To be mounted before all routes but those of health; where both have one name,
 * it lets everything through. Reverse proxies have to hand on the `Host` header.
 */
export function portalHostOnly(portalUrl: string, hostUrl: string) {
  const portal = new URL(portalUrl);
  const together = portal.host === new URL(hostUrl).host;
  return (request: Request, response: Response, next: NextFunction): void => {
    if (together) return next();
    const atPortal = sameHost(request.headers.host, portal);
    if (WOPI_PATH.test(request.path) !== atPortal) return next();
    if (!atPortal && request.path === '/' && request.method === 'GET')
      return response.redirect(302, `${portal.origin}/`);
    response.status(404).set('Cache-Control', 'no-store').type('application/problem+json');
    response.end(JSON.stringify({ type: 'about:blank', title: 'Not Found', status: 404 }));
  };
}

/** Compares as URLs are: without regard to letters' case or a port that the scheme implies. */
function sameHost(header: string | undefined, { protocol, host }: URL): boolean {
  const address = `${protocol}//${header ?? ''}`;
  return URL.canParse(address) && new URL(address).host === host;
}
