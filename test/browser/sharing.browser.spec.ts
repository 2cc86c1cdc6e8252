import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser, signedIn } from '../support/browser.js';
import { Portal } from '../support/portal.js';

// Skipped where no Chromium is installed.
describe.skipIf(!CHROMIUM)('sharing in a browser', () => {
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await Portal.start(path.resolve('dist/apps/web'));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  const pageOf = async (login: string): Promise<Page> => {
    const context = await signedIn(browser, portal, await portal.signIn(login));
    const page = await context.newPage();
    await page.goto(portal.url);
    return page;
  };
  const menu = (page: Page, name: string) =>
    page.getByTestId('file-row').filter({ hasText: name }).getByTestId('file-menu');

  it('gives a person a right, shows it to both, and takes it back', async () => {
    const name = `Plan ${randomUUID().slice(0, 8)}.docx`;
    await portal.upload(await portal.signIn('alice'), name);
    await portal.member('bob');
    const alice = await pageOf('alice');
    await menu(alice, name).click();
    await alice.getByTestId('share-open').click();
    await alice.getByTestId('share-right').selectOption('edit');
    await alice.getByTestId('share-search').fill('bo');
    await alice.getByTestId('share-found').filter({ hasText: 'bob' }).click();
    const share = alice.getByTestId('share-row').filter({ hasText: 'Bob' });
    await share.waitFor();
    expect(await share.getAttribute('data-rights')).toBe('edit');

    const bob = await pageOf('bob');
    await bob.getByTestId('shared-with-me').click();
    await menu(bob, name).click();
    await bob.getByTestId('menu-rename').waitFor();
    expect(await bob.getByTestId('share-open').count()).toBe(0);
    expect(await bob.getByTestId('menu-delete').count()).toBe(0);

    await share.getByTestId('share-remove').click();
    await share.waitFor({ state: 'detached' });
    await bob.reload();
    await bob.getByTestId('shared-with-me').click();
    await bob.getByText('Nobody shares anything with you.').waitFor();
  });

  it('takes uploads into a shared folder from who may edit it, and opens the history of a file by its address', async () => {
    const visitor = await portal.signIn('alice');
    const call = async (method: string, target: string, json?: object) =>
      (await portal.fetch(method, `/api/portal/${target}`, { as: visitor, ...(json && { json }) })).json();
    const { id: parent } = (await call('GET', 'folders')) as { id: string };
    const name = `Team ${randomUUID().slice(0, 8)}`;
    const { id } = (await call('POST', 'folders', { name, parent })) as { id: string };
    const bobId = await portal.member('bob');
    const give = (rights: string) =>
      portal.fetch('PUT', `/api/portal/folders/${id}/shares/${bobId}`, { as: visitor, json: { rights } });
    await give('view');
    const bob = await pageOf('bob');
    await bob.getByTestId('shared-with-me').click();
    await bob.getByTestId('shared-folder').filter({ hasText: name }).click();
    await bob.getByText('The folder is empty.').waitFor();
    expect(await bob.getByTestId('upload-button').count()).toBe(0);
    await give('edit');
    await bob.reload();
    await bob.getByTestId('shared-with-me').click();
    await bob.getByTestId('shared-folder').filter({ hasText: name }).click();
    const document = { name: 'Minutes.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('m') };
    await bob.getByTestId('upload-button').waitFor();
    await bob.getByTestId('upload-input').setInputFiles(document);
    await bob.getByTestId('file-row').filter({ hasText: 'Minutes.docx' }).waitFor();
    const { files } = (await call('GET', `folders/${id}`)) as { files: { id: string; ownerName: string }[] };
    expect(files).toMatchObject([{ ownerName: 'Alice' }]);

    await bob.goto(`${portal.url}/?versions=${files[0]!.id}`);
    await bob.getByTestId('versions-drawer').waitFor();
    await bob.goto(`${portal.url}/?links=${files[0]!.id}`);
    await bob.getByText('but not who has links to it').waitFor();
    expect(await bob.getByTestId('links-drawer').count()).toBe(0);
  });

  it('makes a file one that is only to look at', async () => {
    const name = `Plan ${randomUUID().slice(0, 8)}.docx`;
    const file = await portal.upload(await portal.signIn('alice'), name);
    const bobId = await portal.member('bob');
    const alice = await pageOf('alice');
    await menu(alice, name).click();
    await alice.getByTestId('share-open').click();
    const turned = alice.waitForResponse((response) => response.request().method() === 'PUT');
    await alice.getByTestId('secure-view').check();
    expect((await turned).status()).toBe(200);
    const as = await portal.signIn('alice');
    await portal.fetch('PUT', `/api/portal/files/${file}/shares/${bobId}`, { as, json: { rights: 'view' } });
    const bob = await portal.signIn('bob');
    expect((await portal.fetch('GET', `/api/portal/files/${file}/content`, { as: bob })).status).toBe(403);
  });

  it('opens a link with a password for who says it', async () => {
    const name = `Plan ${randomUUID().slice(0, 8)}.docx`;
    await portal.upload(await portal.signIn('alice'), name);
    const alice = await pageOf('alice');
    await menu(alice, name).click();
    await alice.getByTestId('links-open').click();
    await alice.getByTestId('link-password').fill('open sesame');
    await alice.getByTestId('link-create-view').click();
    const address = await alice.getByTestId('link-address').inputValue();
    const guest = await (await browser.newContext()).newPage();
    await guest.goto(address);
    const say = async (password: string) => {
      await guest.locator('[name=password]').fill(password);
      await guest.getByRole('button').click();
    };
    await say('open barley');
    await guest.getByRole('alert').waitFor();
    await say('open sesame');
    await guest.locator('iframe').waitFor();
    expect(guest.url()).toBe(address);
  });
});
