import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The browser for the browser tests; installs Debian's as root. Undefined, with a line that says why, where there is none. */
export async function findChromium() {
  return present() ?? (await installed()) ?? none();
}

function present() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const known = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...known, MAC].find((file) => file && runnable(file));
}

async function installed() {
  if (process.getuid?.() !== 0 || !runnable('/usr/bin/apt-get')) return undefined;
  say('Installing Chromium for the browser tests (apt-get install chromium) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, quiet: true };
  await run('apt-get', ['update', '-q'], quiet);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet);
  return present();
}

function none() {
  say(
    process.getuid?.() === 0
      ? 'Chromium is not here and could not be installed: the browser tests are skipped (CHROMIUM_PATH names another browser).'
      : 'Chromium is not here, and only root could install it: the browser tests are skipped (CHROMIUM_PATH names another browser).',
  );
  return undefined;
}

function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
