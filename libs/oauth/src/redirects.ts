import type { KoaContextWithOIDC } from 'oidc-provider';

type Step = (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;

/** Office asks for no scope, or for one of its own making (page mobile/identity/apptoapp); there is one only. */
export function withOurScope(target: string, scope: string): string {
  const { pathname, search } = new URL(target, 'http://portal.invalid');
  if (!pathname.endsWith('/authorize')) return target;
  const query = new URLSearchParams(search);
  query.set('scope', scope);
  return `${pathname}?${query.toString()}`;
}

/**
 * Sends the browser back with 302, as the pages say, and with `sc`: Office repeats it as X-WOPI-SessionContext in its calls to the
 * token endpoint and to the bootstrapper (page mobile/identity/sessioncontext).
 */
export function withSessionContext(sessionContext: string): Step {
  return async (context, next) => {
    await next();
    const location = context.response.get('Location');
    if (!/^\/authorize\/[^/]+$/.test(context.path) || !/[?&]code=/.test(location)) return;
    context.set('Location', `${location}&sc=${encodeURIComponent(sessionContext)}`);
    context.status = 302;
  };
}
