import type { Response } from 'express';
import type { Timings } from '../options.js';

/** The sandbox is a tool for development: any page may frame it. Nothing from outside is loaded, nothing runs inline. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors *";

/** Answers the editor's page. The document comes later, by the page's own script. */
export function editorPage(
  response: Response,
  page: { sessionId: string; language: string; timings: Timings },
): void {
  const { sessionId, language, timings } = page;
  send(
    response,
    language,
    `<body data-session="/sessions/${escape(sessionId)}" data-autosave-ms="${timings.autosaveMs}"
  data-shared-autosave-ms="${timings.sharedAutosaveMs}" data-news-ms="${timings.newsMs}"
  data-heartbeat-ms="${timings.heartbeatMs}">
<header class="bar">
  <img class="logo" id="logo" src="/static/text.svg" alt="" width="28" height="28">
  <div class="names">
    <h1 id="doc-name" data-testid="doc-name">Opening…</h1>
    <p id="folder"></p>
  </div>
  <span class="status" id="status" data-testid="status" data-state="busy" role="status">Opening…</span>
  <div class="actions">
    <span class="others" id="others" data-testid="others"></span>
    <span class="user" id="user" title=""></span>
    <button type="button" class="quiet" id="toggle-log" data-testid="toggle-log" aria-controls="log-panel" aria-expanded="true">Call log</button>
    <button type="button" class="quiet" id="rename" data-testid="rename" hidden>Rename</button>
    <button type="button" class="quiet" id="save-as" data-testid="save-as" hidden>Save as</button>
    <button type="button" class="quiet" id="share" data-testid="share" hidden>Share</button>
    <button type="button" id="save" data-testid="save" disabled>Save</button>
    <button type="button" class="quiet" id="close" data-testid="close">Close</button>
  </div>
</header>
<div class="banner" id="banner" data-testid="banner" role="alert" hidden>
  <p id="banner-text" data-testid="banner-text"></p>
  <code id="banner-lock" data-testid="other-lock" hidden></code>
  <div class="banner-actions">
    <button type="button" id="download" data-testid="download-copy" hidden>Download my copy</button>
    <button type="button" class="quiet" id="discard" data-testid="close-anyway" hidden>Close without saving</button>
  </div>
</div>
<main>
  <section class="desk" id="desk" aria-label="Document"><div class="loading" id="loading"></div></section>
  <aside class="log" id="log-panel" data-testid="call-log" aria-label="WOPI calls">
    <div class="log-head"><h2>WOPI calls</h2><a id="log-json" target="_blank" rel="noreferrer">JSON</a></div>
    <ol id="log-rows"></ol>
    <p class="log-foot" id="log-sum"></p>
  </aside>
</main>
<dialog id="ask" data-testid="ask">
  <form method="dialog">
    <h2 id="ask-title"></h2>
    <div id="ask-fields"></div>
    <div id="ask-answer" data-testid="ask-answer" role="status"></div>
    <div class="ask-actions">
      <button class="quiet" value="cancel" data-testid="ask-cancel" formnovalidate>Close</button>
      <button id="ask-ok" value="ok" data-testid="ask-ok">OK</button>
    </div>
  </form>
</dialog>
<script type="module" src="/static/editor.js"></script>
</body>`,
  );
}

/** A page that says one sentence. */
export function errorPage(response: Response, sentence: string): void {
  send(
    response,
    'en',
    `<body class="message"><main><img src="/static/text.svg" alt="" width="48" height="48"><p data-testid="message">${escape(sentence)}</p></main></body>`,
  );
}

function send(response: Response, language: string, body: string): void {
  response.setHeader('Content-Security-Policy', POLICY);
  response.type('html').send(`<!doctype html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox Office</title>
<link rel="icon" href="/static/text.svg">
<link rel="stylesheet" href="/static/editor.css">
</head>
${body}
</html>
`);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
