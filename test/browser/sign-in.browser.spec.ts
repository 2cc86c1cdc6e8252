import 'reflect-metadata';
import * as path from 'node:path';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountPasswords, GroupsService } from '#identity';
import { CHROMIUM, launchBrowser } from '../support/browser.js';
import { PASSWORD, Portal } from '../support/portal.js';

const FIRST = 'told on the telephone';
const OWN = 'a password of my own';

// Skipped where no Chromium is installed.
describe.skipIf(!CHROMIUM)('signing in with a password in a browser', () => {
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await Portal.start(path.resolve('dist/apps/web'), async () => ({
      secondFactor: { encryptionKey: 'k'.repeat(43), requiredFor: ['operator'] },
    }));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  async function signIn(login: string, password: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(portal.url);
    await page.getByTestId('sign-in-login').fill(login);
    await page.getByTestId('sign-in-password').fill(password);
    await page.getByTestId('sign-in-submit').click();
    return page;
  }

  async function choose(page: Page, password: string, again = password): Promise<void> {
    await page.getByTestId('new-password').fill(password);
    await page.getByTestId('new-password-again').fill(again);
  }

  it('has a first password changed before it shows anything', async () => {
    const id = await portal.member('ada');
    await portal.service(AccountPasswords).giveFirst(id, { password: FIRST, hours: 1 }, () => undefined);
    const page = await signIn('ada', FIRST);
    const problem = page.getByTestId('form-problem');
    for (const [password, again, sentence] of [
      [OWN, 'another', 'not the same'],
      ['short', 'short', 'at least 15 characters'],
      [FIRST, FIRST, 'that you have'],
    ] as const) {
      await choose(page, password, again);
      await page.getByTestId('sign-in-submit').click();
      await problem.getByText(sentence).waitFor();
    }
    await choose(page, OWN);
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('user-name').waitFor();
    await page.reload();
    expect(await page.getByTestId('user-name').textContent()).toBe('Ada');
    await page.context().close();
  });

  it('lets people change their password, and stay', async () => {
    await portal.member('berta');
    const page = await signIn('berta', PASSWORD);
    await page.getByTestId('security-open').click();
    await page.getByTestId('present-password').fill('wrong');
    await choose(page, OWN);
    await page.getByTestId('password-submit').click();
    await page.getByTestId('form-problem').getByText('wrong').waitFor();
    await page.getByTestId('present-password').fill(PASSWORD);
    await page.getByTestId('password-submit').click();
    await page.getByTestId('security-dialog').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByTestId('user-name').waitFor();
    await page.context().close();
    const again = await signIn('berta', OWN);
    expect(await again.getByTestId('user-name').textContent()).toBe('Berta');
    await again.context().close();
  });

  it('sets up a second factor, and asks for it at the next sign-in', async () => {
    await portal.member('carla');
    const page = await signIn('carla', PASSWORD);
    await page.getByTestId('security-open').click();
    await page.getByTestId('enrolment-begin').getByLabel('Present password').fill(PASSWORD);
    await page.getByTestId('enrolment-begin-submit').click();
    const code = codeOf(await page.getByTestId('second-factor-key').textContent());
    await page.getByTestId('enrolment-confirm').getByTestId('code').fill(code);
    await page.getByTestId('enrolment-confirm-submit').click();
    await page.getByTestId('recovery-codes').getByRole('listitem').nth(9).waitFor();
    const recoveryCodes = await page.getByTestId('recovery-codes').getByRole('listitem').allTextContents();
    expect(recoveryCodes).toHaveLength(10);
    await page.getByTestId('second-factor').getByText('10 recovery codes are left').waitFor();
    await page.context().close();

    const again = await signIn('carla', PASSWORD);
    // The one that set the factor up has been used.
    await again.getByTestId('code').fill(code);
    await again.getByTestId('sign-in-submit').click();
    await again.getByTestId('form-problem').getByText('has been used').waitFor();
    await again.getByTestId('code').fill(recoveryCodes[3]!);
    await again.getByTestId('sign-in-submit').click();
    expect(await again.getByTestId('user-name').textContent()).toBe('Carla');
    await again.context().close();
  });

  it('has whoever has a role that needs a second factor set one up first', async () => {
    const id = await portal.member('dora');
    const groups = portal.service(GroupsService);
    const group = await groups.add({ name: 'Operators' });
    await groups.addRole(group.id, 'operator');
    await groups.changeMembers(group.id, { add: [id] }, () => undefined);
    const page = await signIn('dora', PASSWORD);
    await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
    await page.getByTestId('code').fill(codeOf(await page.getByTestId('second-factor-key').textContent()));
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('recovery-codes').getByRole('listitem').nth(9).waitFor();
    await page.getByTestId('sign-in-submit').click();
    expect(await page.getByTestId('user-name').textContent()).toBe('Dora');
    await page.context().close();
  });
});

/** What an app shows that has learned this key, typed in groups. */
const codeOf = (key: string | null): string => new TOTP({ secret: key!.replaceAll(' ', '') }).generate();
