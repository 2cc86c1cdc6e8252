import { createHash, randomBytes } from 'node:crypto';
import { closeSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import * as path from 'node:path';
import { ConfigurationError } from './variables.js';

/** Made once for an installation and kept in DATA_DIR/secrets.json, mode 0600. */
export interface Secrets {
  /** 32 bytes, base64url: encrypts signing keys and tenants' keys in the database. */
  readonly encryptionKey: string;
  /** Bearer key of the admin API. */
  readonly adminApiKey: string;
  /** First password of the account `admin`. */
  readonly adminPassword: string;
  /** Shared by the host and the proxy of the same installation. */
  readonly proxySecret: string;
}

/**
 * Where the cluster, blobs and generated secrets live: DATA_DIR, or `./data` below the installation.
 * Postgres does not run as root: where root's default folder cannot be entered by others, /var/lib is taken instead.
 */
export function dataDirectory(installation: string, dataDir: string | undefined): string {
  if (dataDir) return path.resolve(installation, dataDir);
  if (process.getuid?.() !== 0 || enterableByOthers(installation)) return path.join(installation, 'data');
  const suffix = createHash('sha256').update(installation).digest('hex').slice(0, 8);
  return `/var/lib/wopi-gateway-${suffix}`;
}

/** Reads the installation's secrets, making them first where there are none; safe when several processes start at once. */
export function installationSecrets(directory: string): Secrets {
  const file = path.join(directory, 'secrets.json');
  try {
    mkdirSync(directory, { recursive: true, mode: 0o711 });
    return readSecrets(file) ?? makeSecrets(file);
  } catch (error) {
    throw new ConfigurationError(`Cannot keep secrets in ${file}: ${(error as Error).message}`);
  }
}

function enterableByOthers(directory: string): boolean {
  for (let current = directory; ; current = path.dirname(current)) {
    if (!(statSync(current).mode & 0o001)) return false;
    if (current === path.dirname(current)) return true;
  }
}

function readSecrets(file: string): Secrets | undefined {
  try {
    return Object.freeze(JSON.parse(readFileSync(file, 'utf8')) as Secrets);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function makeSecrets(file: string): Secrets {
  const random = (bytes: number) => randomBytes(bytes).toString('base64url');
  const made: Secrets = {
    encryptionKey: random(32),
    adminApiKey: random(32),
    adminPassword: random(12),
    proxySecret: random(48),
  };
  const draft = `${file}.${process.pid}.${random(4)}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, `${JSON.stringify(made, null, 2)}\n`);
  closeSync(handle);
  try {
    // A link, unlike a rename, fails when another process was first: then its secrets count.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readSecrets(file)!;
}
