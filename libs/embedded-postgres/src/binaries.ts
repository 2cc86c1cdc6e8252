import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { type Account, canReach, giveTo } from './account.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The programs of one PostgreSQL version. */
export interface Binaries {
  readonly major: string;
  readonly postgres: string;
  readonly initdb: string;
}

interface Link {
  readonly source: string;
  readonly link: string;
}

const PROGRAMS = ['postgres', 'initdb'];

/**
 * Finds the platform's npm package and makes it usable: the package's install script, which npm may skip, makes links to
 * libraries. Where the account cannot run it in place, or the links cannot be made, it is copied into `folder`.
 */
export async function findBinaries(
  folder: string,
  account: Account,
  log: (line: string) => void,
): Promise<Binaries> {
  const home = packageFolder();
  const { version } = JSON.parse(await fs.readFile(path.join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  const inPlace = path.join(home, 'native');
  if (await usable(inPlace, account)) return binariesIn(inPlace, version);
  const copy = path.join(folder, `bin-${version}`);
  if (!(await fs.stat(copy).catch(() => undefined))) {
    log('Copying PostgreSQL to where its account can run it');
    await copyFor(account, inPlace, copy);
  }
  if (await usable(copy, account)) return binariesIn(copy, version);
  throw new EmbeddedPostgresError(
    `The account that runs PostgreSQL cannot run programs in ${copy}: set DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL server.`,
  );
}

function packageFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return path.dirname(path.dirname(entry));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform} among the installed packages: ` +
        'run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  }
}

function binariesIn(folder: string, version: string): Binaries {
  const program = (name: string) =>
    path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { major: version.split('.')[0]!, postgres: program('postgres'), initdb: program('initdb') };
}

async function usable(folder: string, account: Account): Promise<boolean> {
  if (process.platform === 'win32') return true;
  for (const { source, link } of await missingLinks(folder)) {
    await fs.symlink(path.basename(source), link).catch(() => undefined);
  }
  if ((await missingLinks(folder)).length > 0) return false;
  for (const name of PROGRAMS) {
    const program = path.join(folder, 'bin', name);
    const { mode } = await fs.stat(program);
    if ((mode & 0o111) !== 0o111) await fs.chmod(program, 0o755).catch(() => undefined);
    if (!(await canReach(program, account))) return false;
  }
  return true;
}

async function missingLinks(folder: string): Promise<Link[]> {
  const text = await fs.readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const wanted = JSON.parse(text) as { source: string; target: string }[];
  const missing: Link[] = [];
  for (const { source, target } of wanted) {
    const link = path.join(folder, path.relative('native', target));
    if (!(await fs.lstat(link).catch(() => undefined))) missing.push({ source, link });
  }
  return missing;
}

/** Copies under another name first: several processes may do so at once, and one of them is the first to rename. */
async function copyFor(account: Account, from: string, to: string): Promise<void> {
  const draft = `${to}.draft-${randomBytes(6).toString('hex')}`;
  try {
    await fs.cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await giveTo(account, draft);
    for (const entry of await fs.readdir(draft, { recursive: true }))
      await giveTo(account, path.join(draft, entry));
    await fs.rename(draft, to).catch(async (error: unknown) => {
      if (!(await fs.stat(to).catch(() => undefined))) throw error;
    });
  } finally {
    await fs.rm(draft, { recursive: true, force: true });
  }
}
