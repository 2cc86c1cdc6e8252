import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admin, KEY } from '../integration/admin-api/fixture.js';
import { CHROMIUM, launchBrowser } from '../support/browser.js';

let admin: Admin;
let browser: Browser;

// Skipped where no Chromium is installed.
describe.skipIf(!CHROMIUM)('the page of the API document', () => {
  beforeAll(async () => {
    [admin, browser] = await Promise.all([Admin.start(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await admin?.stop();
  });

  it('shows operations and calls them, asks nobody outside, and runs under a strict policy', async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    const origins = new Set<string>();
    const complaints: string[] = [];
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));

    const opened = await page.goto(`${admin.server.url}/admin/v1/docs`);
    const policy = opened!.headers()['content-security-policy']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    await page.getByRole('heading', { name: 'WOPI Gateway admin API' }).waitFor();

    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByRole('textbox').fill(KEY);
    await page.getByRole('button', { name: 'Apply credentials' }).click();
    await page.getByRole('button', { name: 'Close' }).last().click();
    // Near the top: the page draws what is scrolled to.
    const operation = page.locator('#operations-ApiKeys-ApiKeysController_list');
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    await operation.locator('.live-responses-table .response-col_status').getByText('200').waitFor();

    expect([...origins].filter((origin) => origin !== 'null')).toEqual([admin.server.url]);
    expect(complaints).toEqual([]);
  });
});
