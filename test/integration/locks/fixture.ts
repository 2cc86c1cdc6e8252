import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, Db } from '#database';
import { CoauthLocksService, type CoauthLockWish, type LockKey, LocksModule, LocksService } from '#locks';
import { parseCoauthLockId, type WopiError } from '#wopi-protocol';
import { cloneDatabase } from '../../support/database.js';

/** Both kinds of locks on a database of their own. */
export class LocksFixture {
  private constructor(
    readonly db: Db,
    readonly locks: LocksService,
    readonly coauth: CoauthLocksService,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<LocksFixture> {
    const clone = await cloneDatabase();
    const database = DatabaseModule.forRoot({ url: clone.url, applicationName: 'test', poolSize: 20 });
    const module: TestingModule = await Test.createTestingModule({
      imports: [database, LocksModule],
    }).compile();
    await module.init();
    return new LocksFixture(
      module.get(Db),
      module.get(LocksService),
      module.get(CoauthLocksService),
      async () => {
        await module.close();
        await clone.drop();
      },
    );
  }

  /** Lets time pass for the locks of one file: what is in force afterwards would be so in reality. */
  async pass({ fileId }: LockKey, seconds: number): Promise<void> {
    await this.db.query(
      `update locks set
         expires_at = expires_at - make_interval(secs => $2), coauth_until = coauth_until - make_interval(secs => $2),
         coauth = (
           select coalesce(jsonb_object_agg(e.key,
             e.value || jsonb_build_object('expiresAt', (e.value->>'expiresAt')::numeric - $2)), '{}')
           from jsonb_each(coauth) e)
       where file_id = $1`,
      [fileId, seconds],
    );
  }
}

export const newKey = (): LockKey => ({ tenantId: randomUUID(), fileId: randomUUID() });

export const coauthId = parseCoauthLockId;

export const wish = (id: string, more: Partial<CoauthLockWish> = {}): CoauthLockWish => ({
  id: coauthId(id),
  type: 'Coauth',
  metadata: '',
  userName: 'Alice',
  timeoutSeconds: 60,
  ...more,
});

/** Runs 20 callers at once and answers what became of each. */
export async function race<T>(call: (n: number) => Promise<T>) {
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => call(n)));
  const refused = results
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => reason as WopiError);
  const won = results.flatMap((result, n) => (result.status === 'fulfilled' ? [n] : []));
  return { winners: won.length, won, refused };
}
