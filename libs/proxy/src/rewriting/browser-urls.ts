import type { Instance } from '#tenants';

/**
 * Whether a member of an answer is an address that a person's browser is sent to, or talks to: what ends in Url, except the addresses
 * of WOPI itself. Names in lower case.
 */
export function isForBrowsers(name: string): boolean {
  return name === 'postmessageorigin' || (name.endsWith('url') && name !== 'url' && name !== 'fileurl');
}

/** Whether an address lies where the tenant's people have to do; as long as no origin is registered, anywhere. */
export function isOnOrigins(url: string, { browserOrigins }: Pick<Instance, 'browserOrigins'>): boolean {
  if (browserOrigins.length === 0 || url === '') return true;
  return URL.canParse(url) && browserOrigins.includes(new URL(url).origin);
}
