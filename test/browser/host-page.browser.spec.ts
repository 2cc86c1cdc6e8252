import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser, signedIn } from '../support/browser.js';
import { Portal, type Visitor } from '../support/portal.js';

/** The client's side of the frame: says that it is there, and shows what it is told. */
const EDITOR = `<!doctype html><title>Editor</title><p id="heard"></p><script>
  addEventListener('message', (event) => {
    document.getElementById('heard').textContent += event.origin + ' ' + JSON.parse(event.data).MessageId + ';';
  });
  parent.postMessage(JSON.stringify({ MessageId: 'App_LoadingStatus', Values: { DocumentLoadedTime: 1 } }), '*');
</script>`;

const message = (MessageId: string, Values: object = {}) => JSON.stringify({ MessageId, Values });

describe.skipIf(!CHROMIUM)('the host page in a browser', () => {
  let portal: Portal;
  let alice: Visitor;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    portal = await Portal.start();
    alice = await portal.signIn('alice');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  beforeEach(async () => {
    portal.office.page = EDITOR;
    portal.office.posted.length = 0;
    context = await signedIn(browser, portal, alice);
    page = await context.newPage();
    problems = [];
    page.on('dialog', (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (/Content Security Policy|Refused/i.test(message.text())) problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
  });
  afterEach(() => context.close());

  async function open(name: string, query = '?action=edit'): Promise<string> {
    const id = await portal.upload(alice, name);
    await page.goto(`${portal.url}/open/${id}${query}`);
    return id;
  }

  const frame = () => page.frame({ name: 'office_frame' })!;
  // In words of the browser, which the compiler of these tests does not know.
  const say = (where: Page | Frame, target: string, texts: readonly string[]) =>
    where.evaluate(`for (const text of ${JSON.stringify(texts)}) ${target}.postMessage(text, '*')`);
  const sayAsEditor = (id: string, values: object = {}) => say(frame(), 'parent', [message(id, values)]);
  const opened = async () => {
    await expect.poll(() => portal.office.posted.length).toBe(1);
    await frame().waitForLoadState();
  };

  it('posts the token into the frame, where it is, and nowhere else', async () => {
    await open('token.docx');
    await expect.poll(() => portal.office.posted.length).toBe(1);
    const { fields, url, headers } = portal.office.posted[0]!;
    const token = fields.get('access_token')!;
    expect(token.split('.')).toHaveLength(3);
    expect(Number(fields.get('access_token_ttl'))).toBeGreaterThan(Date.now());
    expect(url).toContain('WOPISrc=');
    expect(`${url} ${headers.referer} ${page.url()}`).not.toContain(token);
    expect(headers.referer).toBeUndefined();
    expect(await page.content()).not.toContain(token);
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(problems).toEqual([]);
  });

  it('tells the client that it listens', async () => {
    await open('ready.docx');
    await expect
      .poll(async () => frame()?.locator('#heard').textContent())
      .toContain(`${portal.url} Host_PostmessageReady;`);
  });

  it('gives the frame sandbox, clipboard and full screen as demanded', async () => {
    await open('frame.docx');
    const office = page.locator('#office_frame');
    const attributes = await Promise.all(
      ['title', 'allow', 'sandbox', 'allowfullscreen'].map((name) => office.getAttribute(name)),
    );
    const { origin } = portal.office;
    expect(attributes).toEqual([
      'Word: frame.docx',
      `clipboard-read ${origin}; clipboard-write ${origin}`,
      'allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation allow-popups-to-escape-sandbox',
      'true',
    ]);
  });

  it.each([
    ['markup', '<img src=x onerror=alert(1)>'],
    ['an end of script', '</script><script>alert(1)</script>'],
    ['an end of title', '</title><svg onload=alert(1)>'],
    ['an end of attribute', '" onload="alert(1)" x="'],
    ['an apostrophe', "' autofocus onfocus='alert(1)"],
    ['a template', '${alert(1)}`'],
  ])('runs nothing of a file name with %s', async (_, name) => {
    const id = await portal.upload(alice, 'hostile.docx');
    await portal.db.query('update files set name = $2 where file_id = $1', [id, `${name}.docx`]);
    await page.goto(`${portal.url}/open/${id}?action=edit`);
    await expect.poll(() => portal.office.posted.length).toBe(1);
    expect(await page.title()).toBe(`${name}.docx`);
    expect(await page.locator('#office_frame').getAttribute('title')).toBe(`Word: ${name}.docx`);
    expect(problems).toEqual([]);
  });

  it.each([
    ['is a script', () => 'javascript:alert(1)'],
    ['leads elsewhere by quotes', (origin: string) => `${origin}/edit?a="><script>alert(1)</script>&`],
  ])("runs nothing of a client's address that %s", async (_, urlsrc) => {
    const { office } = portal;
    const { urlsrc: kept } = office;
    office.urlsrc = urlsrc(office.origin);
    await open('address.docx');
    await page.waitForLoadState('networkidle');
    office.urlsrc = kept;
    expect(problems).toEqual([]);
    expect(await page.locator('script:not([nonce])').count()).toBe(0);
  });

  it('goes back to the files when the editor is closed, and the browser does not come back to it', async () => {
    await page.goto(`${portal.url}/sign-in`);
    await open('close.docx');
    await opened();
    await sayAsEditor('UI_Close');
    await page.waitForURL(`${portal.url}/`);
    await page.goBack();
    expect(page.url()).toBe(`${portal.url}/sign-in`);
  });

  it('goes from viewing to editing', async () => {
    const id = await open('edit.docx', '?action=view');
    await opened();
    await sayAsEditor('UI_Edit');
    await expect.poll(() => page.url()).toBe(`${portal.url}/open/${id}?action=edit`);
  });

  it('takes over a new name, as text', async () => {
    await open('old.docx');
    await opened();
    await sayAsEditor('File_Rename', { NewName: '<b>new</b>' });
    await expect.poll(() => page.title()).toBe('<b>new</b>.docx');
  });

  it('forgets the parameters that belong to one session only', async () => {
    const id = await open('wd.docx', '?action=edit&wdPreviousSession=s&wdOrigin=o');
    await expect.poll(() => portal.office.posted.length).toBe(1);
    expect(portal.office.posted[0]!.url).toMatch(/wdPreviousSession=s&wdOrigin=o$/);
    expect(page.url()).toBe(`${portal.url}/open/${id}?action=edit&wdOrigin=o`);
  });

  it('hears nobody but the client in its frame', async () => {
    const id = await open('deaf.docx');
    await opened();
    await page.evaluate(`window.heard = 0; addEventListener('message', () => window.heard++)`);
    const orders = [message('UI_Close'), message('UI_Edit'), message('File_Rename', { NewName: 'hacked' })];
    // From another window, at another origin.
    await say(page, 'window', orders);
    // From another window, at the client's origin.
    const [popup] = await Promise.all([
      context.waitForEvent('page'),
      frame().evaluate(`void window.open('/popup', '_blank')`),
    ]);
    await popup.waitForLoadState();
    await say(popup, 'window.opener.parent', orders);
    // From the frame, at another origin: the policy allows it none, so the event is made by hand.
    await page.evaluate(`for (const data of ${JSON.stringify(orders)}) dispatchEvent(
      new MessageEvent('message', { data, origin: 'https://evil.test', source: frames.office_frame }))`);
    // From the client itself, but nonsense.
    const nonsense = [
      'not json',
      '[]',
      'null',
      '7',
      message('__proto__'),
      message('constructor'),
      message('Nothing'),
    ];
    await say(frame(), 'parent', nonsense);
    const all = 3 * orders.length + nonsense.length;
    await expect.poll(() => page.evaluate<number>('window.heard')).toBeGreaterThanOrEqual(all);
    expect(page.url()).toBe(`${portal.url}/open/${id}?action=edit`);
    expect(await page.title()).toBe('deaf.docx');
    expect(problems).toEqual([]);
  });

  it('does not show a page of another origin in its frame', async () => {
    const stranger = await serveText('<p id="stranger">here</p>');
    const address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
    await open('away.docx');
    await opened();
    await frame().evaluate(`void (location.href = ${JSON.stringify(address)})`);
    await expect.poll(() => problems.join(' ')).toMatch(/frame-src/);
    expect(await page.frame({ name: 'office_frame' })?.locator('#stranger').count()).toBe(0);
    stranger.close();
  });

  it.each(['/open/', '/'])('is not framed by another site: %s', async (target) => {
    const id = await portal.upload(alice, 'framed.docx');
    const address = target === '/' ? `${portal.url}/` : `${portal.url}/open/${id}?action=edit`;
    const stranger = await serveText(`<iframe name="victim" src="${address}"></iframe>`);
    await page.goto(`http://localhost:${(stranger.address() as AddressInfo).port}/`);
    await page.waitForLoadState('networkidle');
    expect(page.frame({ name: 'victim' })?.url()).not.toBe(address);
    expect(portal.office.posted).toHaveLength(0);
    expect(problems.join(' ')).toMatch(/frame-ancestors/);
    stranger.close();
  });
});

function serveText(text: string): Promise<Server> {
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(text));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
