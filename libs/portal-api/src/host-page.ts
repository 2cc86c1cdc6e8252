import * as path from 'node:path';
import type { ClientProfileName } from '#files';
import { Markup, markup } from './markup.js';
import { HOST_PAGE_SCRIPT } from './host-page.script.js';
import { makeNonce, type Page, pageHeaders } from './page.js';

/** What the host page shows: a session opened for one file, and where the page itself is. */
export interface HostPage {
  readonly actionUrl: string;
  readonly accessToken: string;
  /** When the token ends, in milliseconds since 1970: a point in time, not a duration. */
  readonly accessTokenTtl: number;
  readonly favIconUrl?: string | undefined;
  readonly appName?: string | undefined;
  /** The client's family; taken for Microsoft's where it is not known. */
  readonly profile?: ClientProfileName | undefined;
  /** Of the client's pages, from its discovery. */
  readonly clientOrigins: readonly string[];
  readonly fileName: string;
  /** As in CheckFileInfo; Microsoft asks for both in some agreements. */
  readonly userId?: string | undefined;
  readonly ownerId?: string | undefined;
  /** Where the editor's close button leads; without it the page says that the tab may be closed. */
  readonly closeUrl?: string | undefined;
  /** Where the viewer's edit button leads. */
  readonly editUrl?: string | undefined;
}

/** The client's discovery names an address that a page cannot be sent to. */
export class UnsafeActionUrl extends Error {
  override readonly name = 'UnsafeActionUrl';
}

/** Microsoft's text, to the letter: page "Building a host page". */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation allow-popups-to-escape-sandbox';

/** These clients print, export and ask through the browser itself. */
const SANDBOX_OF_OTHERS = `${SANDBOX} allow-downloads allow-modals`;

/** Stricter than an origin has to be: `;` and quotes may stand in a URL's host, but not in a policy. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

const STYLE = `
  body { margin: 0; padding: 0; overflow: hidden; font-family: system-ui, sans-serif; }
  #office_frame { width: 100%; height: 100%; position: absolute; top: 0; left: 0; right: 0; bottom: 0;
                  margin: 0; border: none; display: block; }
  #closed, noscript { display: block; padding: 2rem; text-align: center; }`;

/**
 * The page that holds the office client's frame and posts the access token into it: nothing else ever sees the token.
 * @throws UnsafeActionUrl
 */
export function hostPage(page: HostPage, nonce = makeNonce()): Page {
  const origins = page.clientOrigins.filter((origin) => ORIGIN.test(origin));
  const actionUrl = requireSafe(page.actionUrl, origins);
  const favIcon = safeFavIcon(page.favIconUrl);
  const body = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1, minimum-scale=1, user-scalable=no">
<title>${page.fileName}</title>
${favIcon && markup`<link rel="icon" href="${favIcon.href}">`}
<style nonce="${nonce}">${new Markup(STYLE)}</style>
</head>
<body data-testid="host-page"
 data-origins="${JSON.stringify(origins)}"
 data-sandbox="${sandboxOf(page.profile)}"
 data-allow="${allowed(origins)}"
 data-frame-title="${page.appName ?? 'Editor'}: ${page.fileName}"
 data-extension="${path.extname(page.fileName).toLowerCase()}"${dataUrl('close', page.closeUrl)}${dataUrl('edit', page.editUrl)}>
<form id="office_form" name="office_form" target="office_frame" action="${actionUrl}" method="post">
${field('access_token', page.accessToken)}
${field('access_token_ttl', String(page.accessTokenTtl))}
${field('user_id', page.userId)}
${field('owner_id', page.ownerId)}
</form>
<span id="frameholder"></span>
<noscript>Documents open with JavaScript only. Switch it on for this site and reload the page.</noscript>
<script nonce="${nonce}">${new Markup(HOST_PAGE_SCRIPT)}</script>
</body>
</html>`;
  const headers = pageHeaders({
    'frame-src': origins,
    'form-action': origins,
    'script-src': [`'nonce-${nonce}'`],
    'style-src': [`'nonce-${nonce}'`],
    'img-src': favIcon ? [favIcon.origin] : [],
  });
  return { status: 200, headers, body: body.text };
}

/** The parameters that Office hands from one session to the next go on to it unchanged, all of them named wd…. */
export function withClientParameters(actionUrl: string, query: URLSearchParams): string {
  const handed = [...query].filter(([name]) => /^wd[A-Za-z0-9]+$/.test(name));
  if (handed.length === 0) return actionUrl;
  const [address = '', ...fragment] = actionUrl.split('#');
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  const end = fragment.length > 0 ? `#${fragment.join('#')}` : '';
  return `${address}${separator}${new URLSearchParams(handed).toString()}${end}`;
}

function requireSafe(actionUrl: string, origins: readonly string[]): string {
  const url = URL.canParse(actionUrl) ? new URL(actionUrl) : undefined;
  if (!url || url.username !== '' || url.password !== '' || !origins.includes(url.origin)) {
    throw new UnsafeActionUrl('The office client gives an address for this file that is not one of its own');
  }
  return url.href;
}

const sandboxOf = (profile: ClientProfileName | undefined) =>
  profile === 'collabora' || profile === 'onlyoffice' ? SANDBOX_OF_OTHERS : SANDBOX;

function safeFavIcon(favIconUrl: string | undefined): URL | undefined {
  const url = favIconUrl && URL.canParse(favIconUrl) ? new URL(favIconUrl) : undefined;
  return url && ORIGIN.test(url.origin) ? url : undefined;
}

/**
 * Origins by name: Microsoft's `'src'` means the frame's src attribute, and a frame that a form is posted into has none.
 */
function allowed(origins: readonly string[]): string {
  const list = origins.join(' ');
  return `clipboard-read ${list}; clipboard-write ${list}`;
}

const field = (name: string, value: string | undefined) =>
  value === undefined ? undefined : markup`<input name="${name}" value="${value}" type="hidden">`;

const dataUrl = (name: 'close' | 'edit', url: string | undefined) =>
  url === undefined ? undefined : markup` data-${name}-url="${url}"`;
