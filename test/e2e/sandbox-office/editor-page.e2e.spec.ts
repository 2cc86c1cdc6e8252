import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp, type SandboxApp } from '../../../apps/sandbox-office/src/create-app.js';
import { readDocx } from '../../../apps/sandbox-office/src/documents/docx.js';
import { FakeHost } from './fake-host.js';
import { sampleDocx, sampleXlsx } from './sample-files.js';

const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path && existsSync(path),
);
/** Set to a folder to keep pictures of the editor. */
const pictures = process.env['SANDBOX_PICTURES'];

describe.skipIf(!executablePath)('the editor in a browser (skipped: no Chromium here)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-page-'));
  let browser: Browser;
  let page: Page;
  let host: FakeHost;
  let sandbox: SandboxApp;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    host = new FakeHost();
    await host.start();
    sandbox = await createApp({
      address: '127.0.0.1',
      port: 0,
      keysFile: join(folder, 'keys.json'),
      logLevel: 'silent',
      timings: { autosaveMs: 300, heartbeatMs: 400 },
    });
    await host.learn(sandbox.url);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !/status of (4|5)\d\d/.test(line.text())) complaints.push(line.text());
    });
  });
  afterEach(async () => {
    await page.close();
    await sandbox.close();
    await host.stop();
    if (complaints.length > 0) throw new Error(`the browser complained: ${complaints.join(' ')}`);
  });

  async function open(id: string, action = 'edit'): Promise<FrameLocator> {
    await page.goto(`${host.url}/host?id=${id}&action=${action}`);
    return page.frameLocator('iframe');
  }
  const status = (office: FrameLocator, text: string) =>
    office
      .getByTestId('status')
      .filter({ hasText: new RegExp(`^${text}$`) })
      .waitFor({ timeout: 10_000 });
  const picture = async (name: string) => {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
  };

  it('types, saves by itself, closes and tells the host page', async () => {
    const file = host.add('f', 'notes.md', '# Notes\n\nFirst line\n');
    const office = await open('f');
    await status(office, 'Saved');
    expect(await office.getByTestId('doc-name').textContent()).toBe('notes.md');
    await office.getByTestId('editor-text').press('Control+End');
    await office.getByTestId('editor-text').pressSequentially('typed words');
    await status(office, 'Unsaved');
    await status(office, 'Saved');
    expect(file.bytes.toString()).toBe('# Notes\n\nFirst line\ntyped words');
    await picture('text');
    await office
      .locator('[data-testid=call-log-row][data-operation=PutFile][data-status="200"]')
      .first()
      .waitFor();
    expect(await office.locator('body').innerText()).not.toContain('canary');
    await office.getByTestId('editor-text').pressSequentially('!');
    await office.getByTestId('close').click();
    await office.getByTestId('closed').waitFor();
    expect([file.bytes.toString().endsWith('typed words!'), file.lock]).toEqual([true, '']);
    const messages = await page.evaluate<{ origin: string; data: string }[]>('messages');
    expect(messages.map(({ origin }) => origin)).toEqual([sandbox.url, sandbox.url]);
    expect(messages.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      {
        MessageId: 'App_LoadingStatus',
        SendTime: expect.any(Number),
        Values: { DocumentLoadedTime: expect.any(Number), Status: 'Document_Loaded' },
      },
      { MessageId: 'UI_Close', SendTime: expect.any(Number), Values: {} },
    ]);
  });

  it('does not speak to a host page of another origin', async () => {
    host.add('f', 'notes.md', 'x', { PostMessageOrigin: 'https://elsewhere.test' });
    const office = await open('f');
    await status(office, 'Saved');
    expect(await page.evaluate('messages')).toEqual([]);
    complaints = complaints.filter((text) => !text.includes('elsewhere.test'));
  });

  it('edits, splits, joins and adds paragraphs of a Word document', async () => {
    const file = host.add('f', 'Moving the archive.docx', sampleDocx());
    const before = readDocx(file.bytes).paragraphs.map((p) => p.text);
    const office = await open('f');
    await status(office, 'Saved');
    await picture('docx');
    const paragraphs = office.getByTestId('paragraph');
    await paragraphs.nth(1).press('End');
    await paragraphs.nth(1).press('Control+End');
    await paragraphs.nth(1).pressSequentially(' Typed here.');
    await paragraphs.nth(5).press('Control+End');
    await paragraphs.nth(5).press('Enter');
    await paragraphs.nth(6).pressSequentially('A fourth step');
    await paragraphs.nth(6).press('Shift+Enter');
    await paragraphs.nth(6).pressSequentially('on two lines');
    await paragraphs.nth(4).press('Control+Home');
    await paragraphs.nth(4).press('Backspace');
    await paragraphs.last().fill('The end');
    await office.getByTestId('save').click();
    await status(office, 'Saved');
    const saved = readDocx(file.bytes).paragraphs;
    expect(saved.map((p) => p.text)).toEqual([
      before[0],
      `${before[1]} Typed here.`,
      before[2],
      `${before[3]}${before[4]}`,
      before[5],
      'A fourth step\non two lines',
      ...before.slice(6, -1),
      'The end',
    ]);
    expect(saved[5]).toMatchObject({ list: 'number' });
    await picture('docx-edited');
  });

  it('shows the first sheet of a workbook', async () => {
    host.add('f', 'Budget.xlsx', sampleXlsx());
    const office = await open('f', 'view');
    await status(office, 'Read-only');
    expect(await office.getByTestId('sheet').locator('tr').nth(2).innerText()).toMatch(
      /2\s+Scanner\s+Q1\s+4,200.00\s+42%/,
    );
    expect(await office.getByTestId('save').isVisible()).toBe(false);
    await picture('xlsx');
  });

  it('keeps the text and offers a copy when the lock is lost', async () => {
    const file = host.add('f', 'plan.docx', sampleDocx());
    const office = await open('f');
    await status(office, 'Saved');
    file.lock = 'lock of the other one';
    await office.getByTestId('paragraph').nth(1).fill('My own words');
    await office.getByTestId('other-lock').waitFor();
    expect(await office.getByTestId('other-lock').textContent()).toBe('Lock held now: lock of the other one');
    expect(await office.getByTestId('banner-text').textContent()).toContain(
      'Your text is still on this page',
    );
    expect(await office.getByTestId('paragraph').nth(1).textContent()).toBe('My own words');
    await picture('conflict');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      office.getByTestId('download-copy').click(),
    ]);
    expect(download.suggestedFilename()).toBe('plan.docx');
    expect(readDocx(await readFile(await download.path())).paragraphs[1]?.text).toBe('My own words');
    expect(host.operations().filter((call) => call.startsWith('PutFile'))).toEqual(['PutFile 409']);
    await office.getByTestId('close').click();
    await office.getByTestId('close-anyway').click();
    await office.getByTestId('closed').waitFor();
    expect(file.lock).toBe('lock of the other one');
  });

  it('tries again when the host fails, and says when the session ended', async () => {
    const file = host.add('f', 'notes.txt', 'old');
    let answer: { status: number } | undefined = { status: 503 };
    host.intercept = (operation) => (operation === 'PutFile' ? answer : undefined);
    const office = await open('f');
    await status(office, 'Saved');
    await office.getByTestId('editor-text').fill('new');
    await office.getByTestId('banner-text').filter({ hasText: 'Trying again' }).waitFor();
    answer = undefined;
    await status(office, 'Saved');
    expect(file.bytes.toString()).toBe('new');
    expect(await office.getByTestId('banner').isVisible()).toBe(false);
    answer = { status: 401 };
    await office.getByTestId('editor-text').fill('newer');
    await office.getByTestId('banner-text').filter({ hasText: 'session ended' }).waitFor();
    expect(await office.getByTestId('editor-text').inputValue()).toBe('newer');
  });

  it('saves and unlocks when the page goes away', async () => {
    const file = host.add('f', 'notes.txt', 'old');
    const office = await open('f');
    await status(office, 'Saved');
    await office.getByTestId('editor-text').fill('last words');
    await page.goto('about:blank');
    await expect.poll(() => [file.bytes.toString(), file.lock]).toEqual(['last words', '']);
    await expect.poll(() => sandbox.openSessions()).toBe(0);
  });

  it('edits again after a reload', async () => {
    const file = host.add('f', 'notes.txt', 'old');
    await status(await open('f'), 'Saved');
    const firstLock = file.lock;
    await page.reload();
    await status(page.frameLocator('iframe'), 'Saved');
    expect(['', firstLock]).not.toContain(file.lock);
  });

  it('says in one sentence why a document does not open', async () => {
    host.add('f', 'notes.txt', 'old');
    host.intercept = () => ({ status: 401 });
    const office = await open('f');
    expect(await office.getByTestId('message').textContent()).toContain('no longer accepts its access token');
    await picture('failed');
  });
});
