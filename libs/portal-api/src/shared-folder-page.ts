import type { SharedFolder } from '#files';
import { Markup, markup } from './markup.js';
import { makeNonce, type Page, pageHeaders } from './page.js';

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0 auto; max-width: 48rem; padding: 2rem; font: 1rem/1.6 system-ui, sans-serif;
         background: Canvas; color: CanvasText; }
  h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
  ul { list-style: none; padding: 0; }
  li { border-top: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); }
  a { display: block; padding: .5rem 0; color: LinkText; overflow-wrap: anywhere; }`;

/** The files of a shared folder. @param base address of the link */
export function sharedFolderPage({ name, files }: SharedFolder, base: string): Page {
  const nonce = makeNonce();
  const rows = files.map(
    (file) =>
      markup`<li><a data-testid="shared-file" href="${base}/${file.id}"><bdi>${file.name}</bdi></a></li>`,
  );
  const list = new Markup(rows.map(({ text }) => text).join('\n'));
  const body = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style nonce="${nonce}">${new Markup(STYLE)}</style>
</head>
<body>
<main data-testid="shared-folder">
<h1><bdi>${name}</bdi></h1>
${files.length > 0 ? markup`<ul>${list}</ul>` : markup`<p>The folder is empty.</p>`}
</main>
</body>
</html>`;
  return { status: 200, headers: pageHeaders({ 'style-src': [`'nonce-${nonce}'`] }), body: body.text };
}
