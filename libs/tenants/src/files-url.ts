import { TenantError } from './tenant-error.js';

const MAX_LENGTH = 512;
/** Visible ASCII without quotes, brackets, backslash, `?` and `#`: nothing that two parsers may read in two ways. */
const FORM = /^https?:\/\/[^/?#\\@\s]+(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*\/?$/i;
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i;
const HIDDEN_SEPARATOR = /%(?:2f|5c|00)/i;

/**
 * The one spelling of a files URL: scheme and host in lower case, no default port, a slash at its end.
 * @throws TenantError invalid_files_url, when it has user information, a query, a fragment, dot or empty segments, or is plain
 * http without `privateNetwork`
 */
export function normaliseFilesUrl(text: string, { privateNetwork = false } = {}): string {
  if (text.length > MAX_LENGTH) throw refused(`has more than ${MAX_LENGTH} characters`);
  if (!FORM.test(text) || !URL.canParse(text)) {
    throw refused(
      'must be an address such as https://cloud.example/wopi/files/, without user name, query or fragment',
    );
  }
  if (DOT_SEGMENT.test(text) || HIDDEN_SEPARATOR.test(text))
    throw refused('must not contain . or .. or an encoded slash');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !privateNetwork) {
    throw refused('must begin with https:// unless the instance lies in a private network');
  }
  return url.pathname.endsWith('/') ? url.href : `${url.href}/`;
}

/** The spelling under which the claim `u` of an id may be registered, or undefined when none can be. */
export function registeredSpelling(claim: string): string | undefined {
  if (!claim.endsWith('/')) return undefined;
  try {
    return normaliseFilesUrl(claim, { privateNetwork: true });
  } catch {
    return undefined;
  }
}

function refused(why: string): TenantError {
  return new TenantError('invalid_files_url', `The files URL ${why}.`);
}
