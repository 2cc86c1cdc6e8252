import { Markup, markup } from './markup.js';
import { makeNonce, type Page, pageHeaders } from './page.js';

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.6 system-ui, sans-serif;
         background: Canvas; color: CanvasText; }
  main { max-width: 26rem; padding: 2rem; }
  h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .75rem; }
  form { display: flex; gap: .75rem; }
  input, button { font: inherit; padding: .5rem .75rem; border-radius: .5rem; border: 1px solid GrayText; }`;

/** Asks for the password of a link. @param sentence says why it is asked again */
export function linkPasswordPage(status: number, sentence?: string): Page {
  const nonce = makeNonce();
  const refusal = sentence === undefined ? undefined : markup`<p role="alert">${sentence}</p>`;
  const body = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Password needed</title>
<style nonce="${nonce}">${new Markup(STYLE)}</style>
</head>
<body>
<main data-testid="link-password-page">
<h1>This link needs a password</h1>
${refusal}
<form method="post">
<input type="password" name="password" aria-label="Password" autocomplete="off" required autofocus>
<button>Open</button>
</form>
</main>
</body>
</html>`;
  const policy = { 'style-src': [`'nonce-${nonce}'`], 'form-action': ["'self'"] };
  return { status, headers: pageHeaders(policy), body: body.text };
}
