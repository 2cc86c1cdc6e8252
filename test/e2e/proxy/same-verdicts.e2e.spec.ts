import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { runValidator, VALIDATOR, validatorOptions } from '../../support/validator.js';

interface Result {
  readonly status: 'pass' | 'fail' | 'skip';
  readonly group: string;
  readonly test: string;
  /** The token under which it could be run. */
  readonly via?: string;
}

/** The verdict on each test of a whole run against a new installation. */
async function verdicts(options: GatewayOptions): Promise<string[]> {
  // FileUrl is offered through the proxy only where both sides want it.
  const gateway = await startGateway({ ...options, env: { WOPI_FILE_URL: 'all' } });
  try {
    if (options.proxy) await gateway.query('update instances set proxied_file_url = true');
    const file = path.join(gateway.dataDir, 'results.json');
    await runValidator([...(await validatorOptions(gateway)), '--quiet', '--json', file]);
    const { results } = JSON.parse(await readFile(file, 'utf8')) as { results: Result[] };
    return results.map(({ status, group, test, via = '' }) => `${status} ${group}/${test} ${via}`.trim());
  } finally {
    await gateway.stop();
  }
}

// Skipped without the runner, which is not part of this repository.
describe.skipIf(VALIDATOR === undefined)('the WOPI validator, strict', () => {
  let directly: string[];

  beforeAll(async () => {
    directly = await verdicts({});
  });

  it('finds more than a hundred tests that pass without the proxy, and none that fails', () => {
    expect(directly.filter((verdict) => verdict.startsWith('fail'))).toEqual([]);
    expect(directly.filter((verdict) => verdict.startsWith('pass')).length).toBeGreaterThan(100);
  });

  it.each(['transparent', 'forwarded', 'resign', 'attested'] as const)(
    'says the same of every test through the proxy as without it, mode %s',
    async (mode) => {
      expect(await verdicts({ proxy: true, mode })).toEqual(directly);
    },
  );
});
