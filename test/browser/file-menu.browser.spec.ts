import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser } from '../support/browser.js';
import { Installation } from '../support/installation.js';

/** Set to a folder to keep pictures of the editor. */
const PICTURES = process.env['SANDBOX_PICTURES'];

let installation: Installation;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let frame: FrameLocator;

// Skipped where no Chromium is installed.
describe.skipIf(!CHROMIUM)('what the sandbox does with a document as a whole', () => {
  beforeAll(async () => {
    installation = await Installation.start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    frame = page.frameLocator('#office_frame');
    return () => context.close();
  });

  it('saves a copy of what is on the screen, and opens it', async () => {
    const [words, copy] = [`typed ${randomUUID()}`, `${randomUUID()}.md`];
    await open('Quick tour.md');
    await frame.getByTestId('editor-text').fill(words);
    await frame.getByTestId('save-as').click();
    await frame.getByTestId('ask-name').fill(copy);
    await picture('save-as');
    await frame.getByTestId('ask-ok').click();
    const [opened] = await Promise.all([context.waitForEvent('page'), frame.getByTestId('ask-link').click()]);
    const text = opened.frameLocator('#office_frame').getByTestId('editor-text');
    await text.waitFor();
    expect(await text.inputValue()).toBe(words);
    expect(await calls()).toContain('PutRelativeFile 200');
  });

  it('renames, and shows why a name cannot be', async () => {
    await open('Welcome.docx');
    await frame.getByTestId('rename').click();
    await frame.getByTestId('ask-name').fill('a/b');
    await frame.getByTestId('ask-ok').click();
    await frame.getByTestId('ask-answer').filter({ hasText: 'refused' }).waitFor();
    await picture('rename-refused');
    await frame.getByTestId('ask-name').fill('Farewell');
    await frame.getByTestId('ask-ok').click();
    await frame.getByTestId('doc-name').filter({ hasText: 'Farewell.docx' }).waitFor();
    await frame.getByTestId('close').click();
    await page.getByTestId('file-row').filter({ hasText: 'Farewell.docx' }).waitFor();
    expect(await page.getByTestId('file-row').filter({ hasText: 'Welcome.docx' }).count()).toBe(0);
  });

  it('makes a link that opens the document', async () => {
    await open('Quick tour.md');
    await frame.getByTestId('share').click();
    await frame.getByTestId('share-type').selectOption('ReadOnly');
    await frame.getByTestId('ask-ok').click();
    const address = await frame.getByTestId('ask-link').getAttribute('href');
    await picture('share');
    expect(await calls()).toContain('GetShareUrl 200');
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(address!);
    await stranger
      .frameLocator('#office_frame')
      .getByTestId('doc-name')
      .filter({ hasText: 'Quick tour.md' })
      .waitFor();
    await stranger.context().close();
  });
});

async function open(name: string): Promise<void> {
  await page.goto(installation.portalUrl);
  await page.getByTestId('sign-in-login').fill('admin');
  await page.getByTestId('sign-in-password').fill(await installation.password());
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('file-row').filter({ hasText: name }).getByTestId('file-open').click();
  await frame.getByTestId('doc-name').filter({ hasText: name }).waitFor();
}

const calls = () =>
  frame
    .getByTestId('call-log-row')
    .evaluateAll((rows) => rows.map((row) => `${row.dataset['operation']} ${row.dataset['status']}`));

async function picture(name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
}
