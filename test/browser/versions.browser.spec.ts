import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEFAULT_TENANT_ID as tenantId } from '#tenants';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser, signedIn } from '../support/browser.js';
import { Portal, type Visitor } from '../support/portal.js';

/** Where to put pictures of the pages, for whoever wants to look at them. */
const PICTURES = process.env['PICTURES'];

describe.skipIf(!CHROMIUM)('versions and unsaved changes in a browser', () => {
  let portal: Portal;
  let alice: Visitor;
  let bob: Visitor;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let fileId: string;

  beforeAll(async () => {
    portal = await Portal.start(path.resolve('dist/apps/web'));
    [alice, bob] = await Promise.all([portal.signIn('alice'), portal.signIn('bob')]);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });
  beforeEach(async () => {
    context = await signedIn(browser, portal, alice, { viewport: { width: 1100, height: 800 } });
    page = await context.newPage();
    fileId = await portal.upload(alice, `Minutes ${randomUUID().slice(0, 4)}.docx`, 'first');
  });
  afterEach(() => context.close());

  const picture = async (name: string) => {
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  };
  const contentOf = async (id: string) =>
    (await portal.fetch('GET', `/api/portal/files/${id}/content`, { as: alice })).text();

  /** Saves of one session, a minute apart; the last of them now. */
  async function session(kinds: readonly (string | null)[], editor: string): Promise<void> {
    const id = randomUUID();
    for (const [n, kind] of kinds.entries())
      await portal.db.query(
        `with file as (update files set version = version + 1 where file_id = $2 returning *)
         insert into versions (tenant_id, file_id, version, origin, size, sha256, blob_key, author_id, created_at, save_kind,
           session_id, session_opened_at, editors)
         select $1, file_id, version, 'saved', size, sha256, blob_key, owner_id, now() - make_interval(mins => $3), $4, $5::uuid,
           now() - interval '10 minutes', array[(select user_id from users where login = $6)] from file`,
        [tenantId, fileId, kinds.length - 1 - n, kind, id, editor],
      );
  }

  it('shows a session as one version that can be unfolded, named and pinned', async () => {
    await session([null, null, null, null], 'bob');
    await session(['autosave', 'explicit'], 'bob');
    await page.goto(`${portal.url}/?versions=${fileId}`);
    const rows = page.getByTestId('version-row');
    await rows.first().waitFor();
    const numbers = () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-version')));
    expect(await numbers()).toEqual(['7', '5', '1']);
    expect(await rows.nth(1).getByTestId('version-editors').textContent()).toBe('With Bob');
    await rows.nth(1).getByTestId('version-unfold').click();
    expect(await numbers()).toEqual(['7', '5', '4', '3', '2', '1']);

    const third = page.locator('[data-version="3"]');
    await third.getByTestId('version-label-edit').click();
    await third.getByTestId('version-label-input').fill('As sent to the printer');
    await picture('versions');
    await third.getByTestId('version-label-save').click();
    await page.getByText('As sent to the printer').waitFor();
    await rows.last().getByTestId('version-pin').click();
    await rows.last().getByText('Pinned').waitFor();
    await picture('versions-marked');
    expect(
      await portal.db.query(
        `select version::int, label, pinned_at is not null as pinned from versions
         where file_id = $1 and (label is not null or pinned_at is not null) order by version`,
        [fileId],
      ),
    ).toEqual([
      { version: 1, label: null, pinned: true },
      { version: 3, label: 'As sent to the printer', pinned: false },
    ]);
  });

  it('puts what could not be saved back into its file, and into another one while it is being edited', async () => {
    await portal.refuseSave(bob, fileId, 'written by Bob');
    const other = await portal.refuseSave(bob, fileId, 'written later');
    await page.goto(portal.url);
    await page.getByTestId('recovered-open').click();
    const rows = page.getByTestId('recovered-row');
    await rows.nth(1).waitFor();
    await picture('recovered');
    const download = page.waitForEvent('download');
    await rows.last().getByTestId('recovered-download').click();
    expect((await download).suggestedFilename()).toMatch(/^Minutes/);
    await rows.last().getByTestId('recovered-as-version').click();
    await page.getByText('has the text as its newest version').waitFor();
    expect(await contentOf(fileId)).toBe('written by Bob');

    await portal.db.query(
      `insert into locks (tenant_id, file_id, lock_id, expires_at) values ($1, $2, 'A', now() + interval '1 hour')`,
      [tenantId, fileId],
    );
    const last = page.locator(`[data-recovered="${other}"]`);
    await last.getByTestId('recovered-as-version').click();
    await page.getByText('The file is being edited right now').waitFor();
    await last.getByTestId('recovered-as-file').click();
    await page.getByTestId('recovered-none').waitFor();
    await picture('recovered-none');
    const [made] = await portal.db.query<{ id: string }>(
      `select file_id as id from files where name like '%(recovered)%' and deleted_at is null`,
    );
    expect(await contentOf(made!.id)).toBe('written later');
    expect(await contentOf(fileId)).toBe('written by Bob');
  });
});
