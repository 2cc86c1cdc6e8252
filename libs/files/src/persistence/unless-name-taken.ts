import { type Db, violatedConstraint } from '#database';
import { withinQuota } from './within-quota.js';

/**
 * What became of a statement that gives one file a name in a container. `taken`: it has another file of that name; `gone`: no row was
 * changed. Inside a transaction a violation would end it, so the statement runs behind a savepoint there.
 * @throws WopiError `quota_exceeded`
 */
export async function unlessNameTaken(
  db: Db,
  change: () => Promise<unknown[]>,
): Promise<'done' | 'taken' | 'gone'> {
  try {
    return (await withinQuota(db.attempt(change))).length === 1 ? 'done' : 'gone';
  } catch (error) {
    if (violatedConstraint(error) === 'files_name_key') return 'taken';
    throw error;
  }
}
