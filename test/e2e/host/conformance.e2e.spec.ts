import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway, GatewayOptions } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';

/** A runner for the test cases of Microsoft's WOPI validator; WOPI_VALIDATOR names its program. */
const VALIDATOR = process.env['WOPI_VALIDATOR'];

const GROUPS = [
  'CheckFileInfoSchema',
  'BaseWopiViewing',
  'Locks',
  'GetLock',
  'ExtendedLockLength',
  'EditFlows',
  'FileVersion',
  'PutUserInfo',
  'PutRelativeFile',
  'PutRelativeFileUnsupported',
  'RenameFileIfCreateChildFileIsNotSupported',
  'RenameFileIfCreateChildFileIsSupported',
  'Ecosystem',
  'Container',
  'RenameContainer',
  'EnumerateAncestorsAndChildren',
  'CreateChildFileAndDeleteFile',
  'ProofKeys',
];

const WAYS: Record<string, GatewayOptions> = {
  directly: {},
  'through the proxy': { proxy: true },
  'through the proxy, forwarded': { proxy: true, mode: 'forwarded' },
  'through the proxy, resigned': { proxy: true, mode: 'resign' },
  'through the proxy, attested': { proxy: true, mode: 'attested' },
};

// Skipped without the runner, which is not part of this repository.
describe.skipIf(VALIDATOR === undefined).each(Object.keys(WAYS))('the WOPI validator, strict, %s', (way) => {
  let gateway: Gateway;
  let options: string[];

  beforeAll(async () => {
    gateway = await startGateway(WAYS[way]);
    const file = await gateway.putFile('validator.wopitest', Buffer.from('validator'));
    const session = (...deny: string[]) => gateway.openSession(file, { user: 'admin', deny });
    const [edit, noRelative, noContainers] = [
      await session(),
      await session('write-relative'),
      await session('containers'),
    ];
    const { current, old } = gateway.office.keys;
    const pem = async (name: string, key: typeof current) => {
      const target = path.join(gateway.dataDir, name);
      await writeFile(target, key.export({ type: 'pkcs8', format: 'pem' }));
      return target;
    };
    const { wopiSrc, accessToken } = edit;
    options = ['--wopisrc', wopiSrc, '--token', accessToken, '--strict', '--no-skips'];
    options.push('--token-nowriterelative', noRelative.accessToken);
    options.push('--token-nocontainers', noContainers.accessToken);
    options.push(
      '--proof-key',
      await pem('current.pem', current),
      '--proof-key-old',
      await pem('old.pem', old),
    );
  });
  afterAll(() => gateway?.stop());

  it.each(GROUPS)('%s', async (group) => {
    const { code, output } = await run([VALIDATOR!, ...options, '--group', group]);
    expect(output).toMatch(/[1-9]\d* passed, 0 failed, 0 skipped/);
    expect(code).toBe(0);
  });
});

function run(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
