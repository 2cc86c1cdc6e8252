import { spawn } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Gateway } from './gateway.js';

/** A runner for the test cases of Microsoft's WOPI validator; WOPI_VALIDATOR names its program, which is not part of this repository. */
export const VALIDATOR = process.env['WOPI_VALIDATOR'];

/** What the runner is told of a new file of this installation: three sessions with different rights, and the keys to sign with. */
export async function validatorOptions(gateway: Gateway): Promise<string[]> {
  const file = await gateway.putFile('validator.wopitest', Buffer.from('validator'));
  const session = (...deny: string[]) => gateway.openSession(file, { user: 'admin', deny });
  const { wopiSrc, accessToken } = await session();
  const noRelative = await session('write-relative');
  const noContainers = await session('containers');
  const { current, old } = gateway.office.keys;
  const pem = async (name: string, key: KeyObject) => {
    const target = path.join(gateway.dataDir, name);
    await writeFile(target, key.export({ type: 'pkcs8', format: 'pem' }));
    return target;
  };
  const options = ['--wopisrc', wopiSrc, '--token', accessToken, '--strict'];
  options.push('--token-nowriterelative', noRelative.accessToken);
  options.push('--token-nocontainers', noContainers.accessToken);
  options.push('--proof-key', await pem('current.pem', current));
  options.push('--proof-key-old', await pem('old.pem', old));
  return options;
}

/** Runs it; whatever it prints is the answer. */
export function runValidator(options: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [VALIDATOR!, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
