import { createPrivateKey, generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** The sandbox's two private proof keys. */
export interface ProofKeys {
  readonly current: KeyObject;
  readonly old: KeyObject;
}

/** Injection token of the keys. */
export const PROOF_KEYS = Symbol('proof keys');

/** Reads the keys from `file` or makes them there, readable by the owner only; of two starters both get the same. */
export async function loadProofKeys(file: string): Promise<ProofKeys> {
  try {
    return await readKeys(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(dirname(file), { recursive: true });
  const fresh = `${file}.${randomUUID()}`;
  await writeFile(fresh, JSON.stringify({ current: await makeKey(), old: await makeKey() }, undefined, 2), {
    mode: 0o600,
  });
  try {
    await link(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(fresh, { force: true });
  }
  return readKeys(file);
}

async function readKeys(file: string): Promise<ProofKeys> {
  const text = await readFile(file, 'utf8');
  try {
    const { current, old } = JSON.parse(text) as Record<string, string>;
    return { current: createPrivateKey(current ?? ''), old: createPrivateKey(old ?? '') };
  } catch {
    throw new Error(`${file} holds no two proof keys: remove it and new ones are made.`);
  }
}

async function makeKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
