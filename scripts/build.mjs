import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './lib/prepare.mjs';
import { fail, node, ROOT, say } from './lib/run.mjs';

const DIST = join(ROOT, 'dist');
const STAMPS = join(DIST, '.build-stamps.json');
const WEB = join('apps', 'web');
/** Folders that tsconfig.build.json compiles. */
const COMPILED = ['apps', 'libs', 'migrations', join('test', 'conformance'), join('test', 'load')];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Compiles the servers and the browser code, each only when its sources changed since the last time. */
export async function build() {
  const stamps = readStamps();
  const server = hashOf(sources(COMPILED).filter((file) => !file.startsWith(WEB + sep)));
  if (stamps.server !== server || !existsSync(join(DIST, 'apps'))) {
    say('Compiling …');
    removeStale();
    copyStatic();
    await step(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
    keepStamp({ server });
  }
  const web = hashOf(sources([WEB]));
  if (existsSync(join(ROOT, WEB)) && (stamps.web !== web || !existsSync(join(DIST, WEB)))) {
    say('Building the browser code …');
    await step(['node_modules/vite/bin/vite.js', 'build', WEB, '--logLevel', 'warn']);
    keepStamp({ web });
  }
}

async function step(args) {
  const { code } = await node(args);
  if (code !== 0) fail('The build failed; see the lines above.');
}

/** Every file below these folders, and the settings that shape what becomes of them. */
function sources(folders) {
  const files = folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => list(folder).map((file) => join(folder, file)));
  return [...files.filter((file) => !file.endsWith('.spec.ts')), ...SETTINGS].sort((a, b) =>
    a < b ? -1 : 1,
  );
}

const list = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(ROOT, folder).length + 1));

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Compiled files whose source is gone would still be found by whoever imports them. */
function removeStale() {
  for (const folder of COMPILED.filter((name) => existsSync(join(DIST, name)))) {
    for (const file of readdirSync(join(DIST, folder), { recursive: true }).map((name) =>
      join(folder, name),
    )) {
      const source = file.replace(/\.js(\.map)?$/, '.ts');
      if (source === file || file.startsWith(WEB + sep) || /[\\/]static[\\/]/.test(file)) continue;
      if (!existsSync(join(ROOT, source))) rmSync(join(DIST, file));
    }
  }
}

/** Files that an app serves as they are stay beside its compiled code, so that one relative path finds them in both trees. */
function copyStatic() {
  for (const app of readdirSync(join(ROOT, 'apps'))) {
    const from = join(ROOT, 'apps', app, 'static');
    const to = join(DIST, 'apps', app, 'static');
    rmSync(to, { recursive: true, force: true });
    if (existsSync(from)) cpSync(from, to, { recursive: true });
  }
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(STAMPS, 'utf8'));
  } catch {
    return {};
  }
}

function keepStamp(stamp) {
  mkdirSync(DIST, { recursive: true });
  writeFileSync(STAMPS, JSON.stringify({ ...readStamps(), ...stamp }));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await prepare();
  await build();
}
