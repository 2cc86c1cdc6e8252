import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { dataDirectory } from '#config';
import { Refused } from './refused.js';

/** Where the admin API is and the key it takes. */
export interface AdminAccess {
  readonly url: string;
  readonly key: string;
}

const DEFAULT_LISTEN = '127.0.0.1:3002';

/**
 * ADMIN_URL and ADMIN_API_KEY where they are set; otherwise what the installation's own data directory says.
 * @throws Refused
 */
export function findAdmin(env: NodeJS.ProcessEnv, installation: string): AdminAccess {
  const directory = dataDirectory(installation, env['DATA_DIR'] || undefined);
  const running = read(path.join(directory, 'addresses.json'))?.['admin'];
  const url =
    env['ADMIN_URL'] ||
    (env['ADMIN_LISTEN'] ? urlOf(env['ADMIN_LISTEN']) : (running ?? urlOf(DEFAULT_LISTEN)));
  const key = env['ADMIN_API_KEY'] || read(path.join(directory, 'secrets.json'))?.['adminApiKey'];
  if (!URL.canParse(url)) throw new Refused('ADMIN_URL must be an address such as http://127.0.0.1:3002.');
  if (key) return { url: new URL(url).origin, key };
  throw new Refused(
    `There is no key for the admin API in ${directory}: start the installation first, or set ADMIN_API_KEY (and ADMIN_URL or DATA_DIR).`,
  );
}

function urlOf(listen: string): string {
  return `http://${listen.replace(/^(0\.0\.0\.0|\[::\])(?=:)/, '127.0.0.1')}`;
}

function read(file: string): Record<string, string> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'EACCES') throw new Refused(`${file} cannot be read by this account.`);
    throw new Refused(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
