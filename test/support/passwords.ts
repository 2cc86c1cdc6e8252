import { Db } from '#database';
import { AccountPasswords } from '#identity';

interface Services {
  get<T>(type: abstract new (...args: never[]) => T): T;
}

/** A password of the person's own, as if a first one had been changed already. */
export async function givePassword(app: Services, userId: string, password: string): Promise<void> {
  await app.get(AccountPasswords).giveFirst(userId, { password, hours: 1 }, () => undefined);
  await app.get(Db).query('update users set first_password_until = null where user_id = $1', [userId]);
}
