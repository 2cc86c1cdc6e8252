import 'reflect-metadata';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser } from '../support/browser.js';
import { TestOpenIdProvider } from '../support/openid-provider.js';
import { Portal } from '../support/portal.js';

// Skipped where no Chromium is installed.
describe.skipIf(!CHROMIUM)('signing in at an OpenID provider in a browser', () => {
  let provider: TestOpenIdProvider;
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await Portal.start(path.resolve('dist/apps/web'), async (portalUrl) => {
      provider = await TestOpenIdProvider.start(portalUrl);
      return { openId: provider.signInOptions() };
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    await provider?.stop();
  });

  it('leads from the button to the files, and back out at both places', async () => {
    provider.people.set('ada-1', { preferred_username: 'ada', name: 'Ada Lovelace' });
    const page = await browser.newPage();
    await page.goto(portal.url);
    const button = page.getByTestId('sign-in-openid');
    expect(await button.textContent()).toBe('Sign in with Contoso');
    await button.click();
    await page.getByLabel('Name').fill('ada-1');
    await page.getByRole('button').click();
    await page.waitForURL(`${portal.url}/`);
    await page.getByText('Ada Lovelace').first().waitFor();

    await page.getByTestId('sign-out').click();
    await page.waitForURL(`${provider.issuer}/session/end**`);
    await page.goto(portal.url);
    await button.waitFor();
    await page.close();
  });
});
