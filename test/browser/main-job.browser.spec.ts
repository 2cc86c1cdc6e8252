import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser } from '../support/browser.js';
import { textOfDocx } from '../support/docx.js';
import { Installation } from '../support/installation.js';

const PATIENCE = { timeout: 30_000 };

let installation: Installation;
let browser: Browser;
let context: BrowserContext;
let page: Page;

// Skipped where no Chromium is installed.
describe.skipIf(!CHROMIUM).each(['through the proxy', 'directly'] as const)(
  'a document, edited %s',
  (way) => {
    beforeAll(async () => {
      installation = await Installation.start(way === 'directly' ? { WOPI_ROUTE: 'direct' } : {});
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await installation?.stop();
    });
    beforeEach(async () => {
      context = await browser.newContext();
      page = await context.newPage();
      page.setDefaultTimeout(PATIENCE.timeout);
      return () => context.close();
    });

    it('is opened, typed in, saved, closed, and restored, and LibreOffice reads what was typed', async () => {
      const words = `typed ${randomUUID()}`;
      await signIn();
      const posted = postedToEditor();
      await open('Welcome.docx');
      const { wopiSrc } = await posted;
      expect(new URL(wopiSrc).origin).toBe(way === 'directly' ? installation.hostUrl : installation.proxyUrl);
      await typeInto(page, words);
      await page.waitForURL(`${installation.portalUrl}/**`);

      const row = rowOf('Welcome.docx');
      await row.and(page.locator('[data-version="2"]')).waitFor();
      const fileId = (await row.getAttribute('data-file-id'))!;
      const saved = await contentOf(fileId);
      expect(await textOfDocx(saved)).toContain(words);

      await writeAsSomeoneElse(fileId, `and then ${words}`);
      await page.reload();
      await row.getByTestId('file-menu').click();
      await page.getByTestId('versions-open').click();
      const versions = page.getByTestId('version-row');
      await versions.nth(2).waitFor();
      expect(await versions.getByTestId('version-author').allTextContents()).toEqual([
        'bob',
        'Admin',
        'Admin',
      ]);
      expect(await textOfDocx(await contentOf(fileId))).toContain(`and then ${words}`);

      await versions.nth(2).getByTestId('version-restore').click();
      await page.getByTestId('confirm-accept').click();
      await versions.nth(3).waitFor();
      const restored = await contentOf(fileId);
      expect(hash(restored)).toBe(hash(await readFile('samples/Welcome.docx')));
      expect(hash(await contentOf(fileId, 2))).toBe(hash(saved));
    });

    it('shows every call, each answered well, and no token', async () => {
      await signIn();
      const posted = postedToEditor();
      await open('Quick tour.md');
      const frame = frameOf(page);
      await frame.getByTestId('editor-text').fill('Rewritten.\n');
      await frame.getByTestId('save').click();
      await frame.locator('[data-testid=status][data-state=saved]').waitFor();
      const log = frame.getByTestId('call-log-row');
      const operations = await log.evaluateAll((rows) =>
        rows.map((row) => `${row.dataset['operation']} ${row.dataset['status']}`),
      );
      expect(operations).toEqual(
        expect.arrayContaining([
          'CheckFileInfo 200',
          'GetCoauthLock 200',
          'GetChunkedFile 200',
          'PutChunkedFile 200',
        ]),
      );
      expect(await frame.locator('body').innerHTML()).not.toContain((await posted).accessToken);
      await frame.getByTestId('close').click();
      await page.waitForURL(`${installation.portalUrl}/**`);
      const fileId = (await rowOf('Quick tour.md').getAttribute('data-file-id'))!;
      expect((await contentOf(fileId)).toString()).toBe('Rewritten.\n');
    });
  },
);

async function signIn(): Promise<void> {
  await page.goto(installation.portalUrl);
  await page.getByTestId('sign-in-login').fill('admin');
  await page.getByTestId('sign-in-password').fill(await installation.password());
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('files-table').waitFor();
}

const rowOf = (name: string) => page.getByTestId('file-row').filter({ hasText: name });
const frameOf = (of: Page): FrameLocator => of.frameLocator('#office_frame');

async function open(name: string): Promise<void> {
  await rowOf(name).getByTestId('file-open').click();
  await page.locator('#office_frame').waitFor();
}

/** What the host page posts into the editor's frame. */
async function postedToEditor(): Promise<{ wopiSrc: string; accessToken: string }> {
  const request = await page.waitForRequest(
    (sent) => sent.method() === 'POST' && /[?&]wopisrc=/i.test(sent.url()),
  );
  const [, wopiSrc] = /[?&]wopisrc=([^&]+)/i.exec(request.url())!;
  const form = new URLSearchParams(request.postData() ?? '');
  return { wopiSrc: decodeURIComponent(wopiSrc!), accessToken: form.get('access_token')! };
}

/** Types at the end of the first paragraph, saves and closes. */
async function typeInto(of: Page, words: string): Promise<void> {
  const frame = frameOf(of);
  const paragraph = frame.getByTestId('paragraph').first();
  await paragraph.click();
  await of.keyboard.press('End');
  await of.keyboard.type(` ${words}`);
  await frame.getByTestId('save').click();
  await frame.locator('[data-testid=status][data-state=saved]').waitFor(PATIENCE);
  await frame.getByTestId('close').click();
}

/** An application vouches for bob, who opens the editor by the link it got. */
async function writeAsSomeoneElse(fileId: string, words: string): Promise<void> {
  const { hostPageUrl } = await installation.wopictl<{ hostPageUrl: string }>(
    'session',
    'open',
    fileId,
    '--user',
    'bob',
  );
  const elsewhere = await browser.newContext();
  try {
    const bobs = await elsewhere.newPage();
    await bobs.goto(hostPageUrl);
    await typeInto(bobs, words);
    await bobs.locator('#closed').waitFor(PATIENCE);
  } finally {
    await elsewhere.close();
  }
}

async function contentOf(fileId: string, version?: number): Promise<Buffer> {
  const part = version === undefined ? '' : `/versions/${version}`;
  const response = await page.request.get(
    `${installation.portalUrl}/api/portal/files/${fileId}${part}/content`,
  );
  expect(response.status()).toBe(200);
  return response.body();
}

const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');
