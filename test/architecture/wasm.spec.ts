import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './skeleton-tree.js';

interface WasmScript {
  readonly TARGET: string;
  compile(): Promise<string>;
}

it('keeps the WebAssembly that its source makes', async () => {
  const script = new URL('../../scripts/wasm.mjs', import.meta.url).href;
  const { TARGET, compile } = (await import(script)) as WasmScript;
  expect(readFileSync(path.join(ROOT, TARGET), 'utf8')).toBe(await compile());
});
