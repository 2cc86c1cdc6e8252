import type { Launch } from '../wopi-client/editing-session.js';

/** What a host page asked for, or a sentence about what is wrong with it. */
export function readLaunch(
  action: Launch['action'],
  query: unknown,
  form: unknown,
): (Launch & { readonly language: string }) | { readonly refusal: string } {
  const wopiSrc = single(query, 'wopisrc');
  if (!wopiSrc) return { refusal: 'The address names no document: WOPISrc is missing.' };
  const accessToken = single(form, 'access_token');
  if (!accessToken) return { refusal: 'The host page posted no access_token.' };
  if (!/^[\x21-\x7e]{1,8192}$/.test(accessToken))
    return { refusal: 'The access_token has characters it must not have.' };
  const expires = Number(single(form, 'access_token_ttl') ?? 0);
  if (expires > 0 && expires < Date.now()) {
    return {
      refusal:
        'The access_token has run out already: access_token_ttl is the time it ends, in milliseconds since 1970.',
    };
  }
  const sessionContext = single(query, 'sc');
  const language = single(query, 'ui') ?? 'en';
  return {
    action,
    wopiSrc,
    accessToken,
    ...(sessionContext && /^[\x20-\x7e]{1,2048}$/.test(sessionContext) && { sessionContext }),
    language: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? language : 'en',
  };
}

/** The one value of a parameter, its name in any case; undefined when it is missing, empty or given twice. */
function single(parameters: unknown, name: string): string | undefined {
  const found = Object.entries(parameters ?? {}).filter(([key]) => key.toLowerCase() === name);
  const value: unknown = found.length === 1 ? found[0]?.[1] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
