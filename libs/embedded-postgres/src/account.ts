import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** Whom the server runs as. Without ids: whoever this process runs as. */
export interface Account {
  readonly name: string;
  readonly uid?: number;
  readonly gid?: number;
}

const DEFAULT_ACCOUNTS = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root gives it to the owner of the folder that is already there,
 * else to `runAs`, else to `postgres` or `nobody`.
 */
export async function chooseAccount(folder: string, runAs: string | undefined): Promise<Account> {
  if (process.getuid?.() !== 0) return { name: 'this account' };
  const wanted = runAs === undefined ? undefined : await fromPasswd([runAs]);
  const owner = await fs.stat(folder).catch(() => undefined);
  if (!owner || owner.uid === 0) return wanted ?? fromPasswd(DEFAULT_ACCOUNTS);
  if (wanted && wanted.uid !== owner.uid) {
    throw new EmbeddedPostgresError(
      `${folder} belongs to the account with the id ${owner.uid}, so PostgreSQL cannot run there as "${runAs}".`,
    );
  }
  return wanted ?? { name: `the account with the id ${owner.uid}`, uid: owner.uid, gid: owner.gid };
}

async function fromPasswd(names: readonly string[]): Promise<Account> {
  const text = await fs.readFile('/etc/passwd', 'utf8').catch(() => '');
  const entries = text.split('\n').map((line) => line.split(':'));
  for (const name of names) {
    const entry = entries.find((fields) => fields[0] === name);
    if (entry && Number(entry[2]) > 0) return { name, uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and this machine has no account ${names.join(' or ')}: ` +
      'start as another user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

/** Whether the account can get to this file or folder. Root's own access() says yes to everything, so the modes are read. */
export async function canReach(target: string, account: Account): Promise<boolean> {
  if (account.uid === undefined) return true;
  for (let current = target; ; current = path.dirname(current)) {
    const { uid, gid, mode } = await fs.stat(current);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (current === path.dirname(current)) return true;
  }
}

/** Makes the account the owner of a file or folder; nothing to do for whoever runs as himself. */
export async function giveTo(account: Account, target: string): Promise<void> {
  if (account.uid !== undefined) await fs.lchown(target, account.uid, account.gid!);
}
