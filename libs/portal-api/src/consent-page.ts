import type { User } from '#identity';
import { Markup, markup } from './markup.js';
import { makeNonce, type Page, pageHeaders } from './page.js';

/** What a person is asked when an app wants in. */
export interface ConsentQuestion {
  readonly user: User;
  readonly csrfToken: string;
  readonly clientId: string;
  /** Where the browser is sent in the end: forms may lead there, too. */
  readonly redirectUri: string;
}

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.6 system-ui, sans-serif;
         background: Canvas; color: CanvasText; }
  main { max-width: 26rem; padding: 2rem; }
  h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .75rem; overflow-wrap: anywhere; }
  p { margin: 0 0 1rem; overflow-wrap: anywhere; }
  form { display: flex; gap: .75rem; margin: 1.5rem 0 0; }
  button { font: inherit; padding: .5rem 1.25rem; border-radius: .5rem; border: 1px solid GrayText; cursor: pointer;
           background: ButtonFace; color: ButtonText; }
  button[value=allow] { background: #2456c7; border-color: #2456c7; color: #fff; font-weight: 600; }
  small { color: GrayText; }`;

/** Asks whether an app may open, change and save the person's files. */
export function consentPage({ user, csrfToken, clientId, redirectUri }: ConsentQuestion): Page {
  const nonce = makeNonce();
  const body = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Let ${clientId} in?</title>
<style nonce="${nonce}">${new Markup(STYLE)}</style>
</head>
<body>
<main data-testid="consent-page">
<h1>Let “${clientId}” work with your files?</h1>
<p>It will open, change, create and delete files as <strong>${user.displayName}</strong> (${user.login}), until you
disconnect it.</p>
<form method="post">
<input type="hidden" name="csrf" value="${csrfToken}">
<button name="decision" value="allow" data-testid="consent-allow">Allow</button>
<button name="decision" value="deny" data-testid="consent-deny">Cancel</button>
</form>
<p><small>If you did not just start this from an app, choose Cancel.</small></p>
</main>
</body>
</html>`;
  const policy = { 'style-src': [`'nonce-${nonce}'`], 'form-action': ["'self'", sourceOf(redirectUri)] };
  return { status: 200, headers: pageHeaders(policy), body: body.text };
}

/** The origin of a web address, and otherwise the scheme. */
function sourceOf(uri: string): string {
  const { protocol, origin } = new URL(uri);
  return /^https?:$/.test(protocol) ? origin : protocol;
}
