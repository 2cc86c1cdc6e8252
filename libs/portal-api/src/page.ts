import { randomBytes } from 'node:crypto';
import { Markup, markup } from './markup.js';

/** A whole HTML document with the headers that it must be sent with. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Directives beyond those that every page has. */
export type ContentSecurityPolicy = Readonly<Record<string, readonly string[]>>;

export const makeNonce = (): string => randomBytes(16).toString('base64');

/** No-store in the three forms that Microsoft asks of a host page ("Host page headers"). */
const NEVER_CACHED = { 'Cache-Control': 'no-cache, no-store', Expires: '-1', Pragma: 'no-cache' };

/** Headers of a document that loads nothing but what `policy` names, is framed by nobody and is never kept. */
export function pageHeaders(policy: ContentSecurityPolicy): Record<string, string> {
  const directives = {
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    ...policy,
  };
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': Object.entries(directives)
      .filter(([, sources]) => sources.length > 0)
      .map(([name, sources]) => `${name} ${sources.join(' ')}`)
      .join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    ...NEVER_CACHED,
  };
}

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.6 system-ui, sans-serif;
         background: Canvas; color: CanvasText; }
  main { max-width: 32rem; padding: 2rem; }
  h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .5rem; overflow-wrap: anywhere; }
  a { color: LinkText; margin-right: 1.5rem; }`;

/** Says one thing to a person, and where to go from here. */
export function messagePage(
  status: number,
  message: { readonly title: string; readonly sentence: string },
  links: readonly { readonly href: string; readonly text: string }[] = [],
): Page {
  const nonce = makeNonce();
  const list = links.map(({ href, text }) => markup`<a href="${href}">${text}</a>`.text);
  const body = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${message.title}</title>
<style nonce="${nonce}">${new Markup(STYLE)}</style>
</head>
<body>
<main data-testid="message-page">
<h1>${message.title}</h1>
<p data-testid="message-sentence">${message.sentence}</p>
<p>${new Markup(list.join(' '))}</p>
</main>
</body>
</html>`;
  return { status, headers: pageHeaders({ 'style-src': [`'nonce-${nonce}'`] }), body: body.text };
}
