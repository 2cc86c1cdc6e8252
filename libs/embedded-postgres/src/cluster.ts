import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { type Account, canReach, giveTo } from './account.js';
import { type Binaries, findBinaries } from './binaries.js';
import { EmbeddedPostgresError, reason } from './embedded-postgres-error.js';

/** The superuser that initdb makes, and the only one. */
export const SUPERUSER = 'wopi';

const PASSWORD_FILE = 'superuser-password';
const NEEDED_BYTES = 120 * 1024 * 1024;

/** A cluster's files; its folder is named by PostgreSQL's major version, since another major cannot read it. */
export interface Cluster {
  /** Holds everything of the embedded server, and nothing else. */
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
  readonly account: Account;
  readonly binaries: Binaries;
}

/** The server's folder inside DATA_DIR; the only part of it that may change its owner. */
export const serverFolder = (dataDir: string): string => path.join(path.resolve(dataDir), 'postgres');

/** Finds the cluster of this data directory, making it where there is none. Several processes may do so at once. */
export async function openCluster(
  dataDir: string,
  account: Account,
  say: (line: string) => void,
): Promise<Cluster> {
  const folder = serverFolder(dataDir);
  await prepareFolder(path.resolve(dataDir), folder, account);
  const binaries = await findBinaries(folder, account, say);
  const data = path.join(folder, binaries.major);
  if (!(await exists(path.join(data, 'PG_VERSION')))) {
    await refuseOtherMajor(folder, binaries.major);
    await initialise(folder, data, account, binaries, say);
  }
  const password = (await fs.readFile(path.join(data, PASSWORD_FILE), 'utf8')).trim();
  return { folder, data, log: path.join(folder, 'postgres.log'), password, account, binaries };
}

async function prepareFolder(dataDir: string, folder: string, account: Account): Promise<void> {
  await fs.mkdir(dataDir, { recursive: true, mode: 0o711 });
  if (account.uid !== undefined) {
    const { mode } = await fs.stat(dataDir);
    if ((mode & 0o011) !== 0o011) await fs.chmod(dataDir, (mode & 0o777) | 0o011);
    if (!(await canReach(dataDir, account))) {
      throw new EmbeddedPostgresError(
        `${dataDir} is below a folder that "${account.name}" cannot enter, and PostgreSQL does not run as root: ` +
          'set DATA_DIR to a folder such as /var/lib/wopi-gateway.',
      );
    }
  }
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  await giveTo(account, folder);
}

async function refuseOtherMajor(folder: string, major: string): Promise<void> {
  for (const entry of await fs.readdir(folder)) {
    if (!/^\d+$/.test(entry) || entry === major) continue;
    throw new EmbeddedPostgresError(
      `${folder} holds data of PostgreSQL ${entry}, and this version brings PostgreSQL ${major}: ` +
        'dump the data with the old version first, or set DATA_DIR to another folder.',
    );
  }
}

/** Makes the cluster under another name, so that a half-made one is never taken for whole. */
async function initialise(
  folder: string,
  data: string,
  account: Account,
  { initdb }: Binaries,
  say: (line: string) => void,
): Promise<void> {
  await refuseFullDisk(folder);
  say(`Making a new PostgreSQL cluster in ${data}`);
  const draft = `${data}.draft-${randomBytes(6).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  try {
    await fs.writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    await giveTo(account, passwordFile);
    const options = ['--auth=scram-sha-256', '-E', 'UTF8', '--locale=C', '--locale-provider=builtin'];
    options.push('--builtin-locale=C.UTF-8', '--data-checksums', '--no-instructions');
    await run(
      initdb,
      ['-D', draft, '-U', SUPERUSER, `--pwfile=${passwordFile}`, ...options],
      account,
      folder,
    );
    await fs.rename(passwordFile, path.join(draft, PASSWORD_FILE));
    await fs.rename(draft, data).catch(async (error: unknown) => {
      if (!(await exists(path.join(data, 'PG_VERSION')))) throw error;
    });
  } finally {
    await fs.rm(passwordFile, { force: true });
    await fs.rm(draft, { recursive: true, force: true });
  }
}

async function refuseFullDisk(folder: string): Promise<void> {
  const { bavail, bsize } = await fs.statfs(folder);
  if (bavail * bsize < NEEDED_BYTES) throw new EmbeddedPostgresError(reason('ENOSPC', folder));
}

/** A clean environment: PG* variables of whoever starts the server must not change it. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  // oxlint-disable-next-line node/no-process-env -- handed on to the server, not read as configuration
  const { PATH, TZ, SystemRoot } = process.env;
  return { PATH, TZ, SystemRoot, LC_ALL: 'C' };
}

function run(program: string, args: string[], { uid, gid }: Account, cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      uid,
      gid,
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: serverEnvironment(),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(output.slice(-4000)))));
  });
}

const exists = (file: string) =>
  fs.access(file).then(
    () => true,
    () => false,
  );
