import 'reflect-metadata';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKeys } from '#access';
import { GroupsService } from '#identity';
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

  it('lets whoever has a role by a group make a key to the admin API', async () => {
    const groups = portal.service(GroupsService);
    const { id } = await groups.add({ name: 'Operators', externalId: 'operators' });
    await groups.addRole(id, 'operator');
    provider.people.set('grace-1', { preferred_username: 'grace', name: 'Grace', groups: ['operators'] });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${portal.url}/sign-in/openid`);
    await page.getByLabel('Name').fill('grace-1');
    await page.getByRole('button').click();
    await page.getByTestId('admin-key-open').click();
    await page.getByRole('button', { name: 'As operator' }).click();
    const key = await page.getByTestId('admin-key').inputValue();
    expect(await portal.service(ApiKeys).authenticate(key)).toMatchObject({ role: 'operator' });
    await context.close();
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
