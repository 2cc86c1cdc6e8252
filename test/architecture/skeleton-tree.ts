import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const CRUISER = path.join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const SETTINGS = ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'];

export interface Rule {
  readonly name: string;
  readonly from: { readonly path?: string | readonly string[] };
}

/** The rules as `npm run check` has them. */
export async function forbidden(): Promise<readonly Rule[]> {
  const settings = new URL('../../.dependency-cruiser.mjs', import.meta.url).href;
  const loaded = (await import(settings)) as { default: { forbidden: readonly Rule[] } };
  return loaded.default.forbidden;
}

/** Path in the tree to source text. */
export type Sources = Readonly<Record<string, string>>;

/** A lib for each row and each special rule, with imports that are all right. */
const SKELETON: Sources = {
  'apps/host/src/main.ts': `import '#config';\nimport '#storage-fs';\nimport '#wopi-api';\n`,
  'libs/wopi-protocol/src/index.ts': `import { createHmac } from 'node:crypto';\nexport const hmac = createHmac;\n`,
  'libs/config/src/index.ts': 'export const config = 1;\n',
  'libs/database/src/index.ts': `export { DataSource } from 'typeorm';\n`,
  'libs/outgoing/src/index.ts': `export { Pool } from 'undici';\n`,
  'libs/locks/src/index.ts': `import '#database';\nexport * from './lock.js';\n`,
  'libs/locks/src/lock.ts': 'export const lock = 1;\n',
  'libs/locks/src/persistence/rows.ts': `import 'pg';\nimport 'typeorm';\nexport const rows = 1;\n`,
  'libs/tokens/src/index.ts': 'export const tokens = 1;\n',
  'libs/files/src/index.ts': `import '#locks';\nexport const files = 1;\n`,
  'libs/storage-fs/src/index.ts': 'export const fs = 1;\n',
  'libs/storage-s3/src/index.ts': `import '@aws-sdk/client-s3';\n`,
  'libs/wopi-api/src/index.ts': `import '#files';\nimport '#wopi-protocol';\nexport const api = 1;\n`,
  'libs/proxy/src/index.ts': 'export const proxy = 1;\n',
  'node_modules/@aws-sdk/client-s3/package.json': '{ "name": "@aws-sdk/client-s3", "main": "index.js" }\n',
  'node_modules/@aws-sdk/client-s3/index.js': 'export {};\n',
};

/** What dependency-cruiser found: an import in the file `from` that a rule forbids. */
export interface Finding {
  readonly from: string;
  readonly rule: string;
}

/** What breaks a rule in the folders of the tree at `root`. */
export function findings(root: string, folders: readonly string[]): Promise<Finding[]> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
    execFile(
      process.execPath,
      [CRUISER, ...folders, '--output-type', 'json'],
      options,
      (error, stdout, stderr) => {
        // The exit code is the number of violations; without JSON it did not get that far.
        if (!stdout.startsWith('{')) return reject(error ?? new Error(stderr));
        const { summary } = JSON.parse(stdout) as Report;
        resolve(summary.violations.map(({ from, rule }) => ({ from, rule: rule.name })));
      },
    );
  });
}

interface Report {
  readonly summary: { readonly violations: readonly { from: string; rule: { name: string } }[] };
}

/** Checks a temporary copy of the skeleton to which `planted` was added. */
export async function findingsWith(planted: Sources): Promise<Finding[]> {
  const tree = await realpath(await mkdtemp(path.join(tmpdir(), 'wopi-gateway-layers-')));
  try {
    await Promise.all(SETTINGS.map((name) => cp(path.join(ROOT, name), path.join(tree, name))));
    await linkPackages(path.join(tree, 'node_modules'));
    for (const [name, text] of Object.entries({ ...SKELETON, ...planted })) {
      await mkdir(path.dirname(path.join(tree, name)), { recursive: true });
      await writeFile(path.join(tree, name), text);
    }
    return await findings(tree, ['apps', 'libs', 'test']);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

/** Links the installed packages one by one, so that the tree can have a package of its own among them. */
async function linkPackages(target: string): Promise<void> {
  const source = path.join(ROOT, 'node_modules');
  await mkdir(target);
  const names = (await readdir(source)).filter((name) => name !== '@aws-sdk' && !name.startsWith('.'));
  await Promise.all(names.map((name) => symlink(path.join(source, name), path.join(target, name))));
}
