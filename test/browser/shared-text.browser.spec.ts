import { randomUUID } from 'node:crypto';
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launchBrowser } from '../support/browser.js';
import { Installation } from '../support/installation.js';

const PATIENCE = { timeout: 30_000 };

let installation: Installation;
let browser: Browser;

// Skipped where no Chromium is installed.
describe.skipIf(!CHROMIUM)('a text in two windows', () => {
  beforeAll(async () => {
    installation = await Installation.start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
  });

  it('shows in each what is typed in the other, and who is there', async () => {
    const { id } = await installation.wopictl<{ id: string }>('file', 'put', 'README.md');
    const [alices, bobs] = [await open(id, 'alice'), await open(id, 'bob')];
    const [first, last] = [`first ${randomUUID()}`, `last ${randomUUID()}`];
    await Promise.all([type(alices, 'Control+Home', `${first}\n`), type(bobs, 'Control+End', `\n${last}`)]);
    for (const text of [alices, bobs].map((frame) => frame.getByTestId('editor-text'))) {
      await expect.poll(() => text.inputValue(), PATIENCE).toContain(first);
      await expect.poll(() => text.inputValue(), PATIENCE).toContain(last);
    }
    await alices.getByTestId('others').filter({ hasText: 'Also here: bob' }).waitFor(PATIENCE);
    await bobs.getByTestId('others').filter({ hasText: 'Also here: alice' }).waitFor(PATIENCE);
  });
});

async function open(file: string, user: string): Promise<FrameLocator> {
  const { hostPageUrl } = await installation.wopictl<{ hostPageUrl: string }>(
    'session',
    'open',
    file,
    '--user',
    user,
  );
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(PATIENCE.timeout);
  await page.goto(hostPageUrl);
  const frame = page.frameLocator('#office_frame');
  await frame.getByTestId('editor-text').waitFor();
  return frame;
}

async function type(frame: FrameLocator, where: string, words: string): Promise<void> {
  const text = frame.getByTestId('editor-text');
  await text.press(where);
  await text.pressSequentially(words);
}
