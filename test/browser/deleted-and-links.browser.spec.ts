import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser, signedIn } from '../support/browser.js';
import { Portal, type Visitor } from '../support/portal.js';

/** Where to put pictures of the pages, for whoever wants to look at them. */
const PICTURES = process.env['PICTURES'];

// Skipped where no Chromium is installed.
describe.skipIf(!CHROMIUM)('deleted files and links in a browser', () => {
  let portal: Portal;
  let alice: Visitor;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let name: string;

  beforeAll(async () => {
    portal = await Portal.start(path.resolve('dist/apps/web'));
    alice = await portal.signIn('alice');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });
  beforeEach(async () => {
    context = await signedIn(browser, portal, alice, { viewport: { width: 1100, height: 800 } });
    page = await context.newPage();
    name = `Minutes ${randomUUID().slice(0, 8)}.docx`;
    await portal.upload(alice, name, 'words');
    await page.goto(portal.url);
  });
  afterEach(() => context.close());

  const row = () => page.getByTestId('file-row').filter({ hasText: name });
  const pick = async (entry: string) => {
    await row().getByTestId('file-menu').click();
    await page.getByTestId(entry).click();
  };
  const toast = (text: string) => page.getByTestId('toast').filter({ hasText: text }).waitFor();
  const picture = async (of: string) => {
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${of}.png`) });
  };

  it('brings a deleted file back', async () => {
    await pick('menu-delete');
    await page.getByTestId('confirm-accept').click();
    await row().waitFor({ state: 'detached' });
    await page.getByTestId('deleted-open').click();
    const deleted = page.getByTestId('deleted-row').filter({ hasText: name });
    expect(await deleted.textContent()).toContain('Deleted by Alice');
    await picture('deleted');
    await deleted.getByTestId('deleted-restore').click();
    await toast(`“${name}” is back.`);
    await deleted.waitFor({ state: 'detached' });
    await page.getByTestId('deleted-close').click();
    await row().waitFor();
  });

  it('makes a link, shows its address once, and revokes it', async () => {
    await pick('links-open');
    await page.getByText('Nobody can open this file by a link.').waitFor();
    await page.getByTestId('link-create-view').click();
    const address = await page.getByTestId('link-address').inputValue();
    await page.getByTestId('link-create-edit').click();
    const rows = page.getByTestId('link-row');
    await rows.nth(1).waitFor();
    const rights = await rows.evaluateAll((all) => all.map((one) => one.getAttribute('data-rights')));
    expect(rights).toEqual(['edit', 'view']);
    await picture('links');
    const guest = await fetch(address);
    expect([guest.status, await guest.text()]).toEqual([200, expect.stringContaining('access_token')]);

    await page.reload();
    await pick('links-open');
    await rows.nth(1).waitFor();
    expect(await page.getByTestId('link-address').count()).toBe(0);
    await rows.nth(1).getByTestId('link-revoke').click();
    await toast('The link opens nothing any more.');
    await rows.nth(1).waitFor({ state: 'detached' });
    expect((await fetch(address)).status).toBe(404);
  });

  it('shares a folder by a link that opens the files in it, until it is revoked', async () => {
    const folders = '/api/portal/folders';
    const folder = `Plans ${randomUUID().slice(0, 8)}`;
    const asked = async (response: Promise<Response>) => (await (await response).json()) as { id: string };
    const { id: parent } = await asked(portal.fetch('GET', folders, { as: alice }));
    const made = await asked(portal.fetch('POST', folders, { as: alice, json: { name: folder, parent } }));
    const target = `/api/portal/files?name=Budget.docx&folder=${made.id}`;
    await portal.fetch('POST', target, { as: alice, body: Buffer.from('words') });

    await page.getByTestId('folders-open').click();
    await page.getByTestId('folder-row').filter({ hasText: folder }).click();
    await page.getByTestId('folder').getByText('Budget.docx').waitFor();
    await picture('folder');
    await page.getByTestId('folder-links').click();
    await page.getByText('Nobody can open this folder by a link.').waitFor();
    await page.getByTestId('link-create-view').click();
    const address = await page.getByTestId('link-address').inputValue();
    await picture('folder-links');

    const guest = await (await browser.newContext()).newPage();
    await guest.goto(address);
    const file = guest.getByTestId('shared-file').filter({ hasText: 'Budget.docx' });
    const opened = await fetch(new URL((await file.getAttribute('href'))!, address));
    expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('access_token')]);
    await guest.context().close();
    await page.getByTestId('link-revoke').click();
    await toast('The link opens nothing any more.');
    expect((await fetch(address)).status).toBe(404);
  });
});
