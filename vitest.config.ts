import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const libs = fileURLToPath(new URL('./libs', import.meta.url));
/** A file for the results as JSON, for a program that reads them. */
const results = process.env['TEST_RESULTS'];
const project = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, ...more },
});

export default defineConfig({
  // package.json "imports" point at dist/; tests read the sources instead
  resolve: { alias: [{ find: /^#([a-z0-9-]+)$/, replacement: `${libs}/$1/src/index.ts` }] },
  test: {
    maxWorkers: 2,
    // Loading Nest and what the sources need takes seconds, for each file anew where files are isolated from each other.
    isolate: false,
    // A second, unless told, is little on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    globalSetup: ['test/support/global-setup.ts'],
    reporters: [
      'default',
      './test/support/interop-table.reporter.ts',
      './test/support/closing-line.reporter.ts',
      ...(results ? [['json', { outputFile: results }] satisfies ['json', object]] : []),
    ],
    projects: [
      project('unit', ['{apps,libs,test/conformance}/**/*.spec.ts', 'test/model/**/checker.spec.ts'], {
        globalSetup: [],
        // Many of them put clocks of their own in the place of the process's, and few load much.
        isolate: true,
      }),
      project('architecture', ['test/architecture/**/*.spec.ts'], { testTimeout: 120_000, globalSetup: [] }),
      project('contract', ['test/contract/**/*.spec.ts'], { testTimeout: 30_000 }),
      project('integration', ['test/integration/**/*.int.spec.ts'], {
        testTimeout: 30_000,
        hookTimeout: 30_000,
      }),
      project('e2e', ['test/{e2e,model}/**/*.e2e.spec.ts', 'test/faults/**/*.fault.spec.ts'], {
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
      project('browser', ['test/browser/**/*.browser.spec.ts'], {
        testTimeout: 120_000,
        hookTimeout: 240_000,
      }),
    ],
  },
});
