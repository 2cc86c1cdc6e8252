import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, node, ROOT, run, say } from './run.mjs';

/** Least minor version of each major line that runs; later lines run too. */
const LEAST = { 20: 19, 22: 13, 24: 11 };
const STAMP = join(ROOT, 'node_modules', '.lock-hash');

/** Sees to it that Node is new enough and that the packages of package-lock.json are installed. */
export async function prepare() {
  requireNode();
  const hash = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (read(STAMP) === hash) return;
  if (!installedByHand()) await install();
  writeFileSync(STAMP, hash);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (LEAST[major] !== undefined && minor >= LEAST[major])) return;
  fail(`WOPI Gateway needs Node 20.19, 22.13, 24.11 or later, and this is Node ${process.versions.node}.`);
}

/** Whoever ran npm himself since the lock file changed has what it says. */
function installedByHand() {
  const written = changed(join(ROOT, 'node_modules', '.package-lock.json'));
  return written !== undefined && written + 2_000 >= changed(join(ROOT, 'package-lock.json'));
}

async function install() {
  say('Installing packages (npm ci) …');
  // NODE_ENV=production would leave out what the build needs.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const { code, output } = npm
    ? await node([npm, ...args], { quiet: true })
    : await run('npm', args, { quiet: true, shell: process.platform === 'win32' });
  if (code === 0) return;
  if (/ENOSPC|no space left/i.test(output))
    fail(`The disk that holds ${ROOT} is full; free some space and start again.`);
  fail(`${output.trim()}\n\nThe packages could not be installed; see the lines above.`);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function changed(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}
