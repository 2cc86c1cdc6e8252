import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';
import { fail, ROOT } from './lib/run.mjs';

const SOURCE = 'libs/wopi-protocol/assembly/spooky-hash.ts';
const OPTIONS = ['--runtime', 'stub', '--noAssert', '-O3', '--outFile', 'out.wasm'];

/** Kept beside the sources, so that neither a build nor a test needs the compiler. */
export const TARGET = 'libs/wopi-protocol/src/spooky-hash.wasm.ts';

/** The text of TARGET as the source makes it. */
export async function compile() {
  const made = {};
  let complaint = '';
  const { error } = await asc.main([SOURCE, ...OPTIONS], {
    readFile: (name) => readFile(join(ROOT, name), 'utf8').catch(() => null),
    writeFile: (name, content) => void (made[name] = content),
    listFiles: () => [],
    stderr: { write: (text) => void (complaint += text) },
  });
  if (error) fail(`${SOURCE} cannot be compiled: ${complaint}`);
  const lines = Buffer.from(made['out.wasm'])
    .toString('base64')
    .match(/.{1,100}/g);
  return [
    `// Compiled from ${SOURCE} by \`npm run wasm\`; a test compares the two.`,
    'export const SPOOKY_HASH_WASM =',
    ...lines.map((line, n) => `  '${line}'${n === lines.length - 1 ? ';' : ' +'}`),
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await writeFile(join(ROOT, TARGET), await compile());
