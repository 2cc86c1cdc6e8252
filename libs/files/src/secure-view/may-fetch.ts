import { isNativeClient } from '#tokens';
import { WopiError } from '#wopi-protocol';
import type { RequestContext } from '../file.js';

/**
 * An editor needs the bytes to show them, and shows no more than CheckFileInfo allows. An app on somebody's own device would have them
 * for good.
 * @throws WopiError `not_permitted`
 */
export function requireMayFetch({ session, securedView }: RequestContext): void {
  if (securedView && isNativeClient(session.client)) throw new WopiError('not_permitted');
}
