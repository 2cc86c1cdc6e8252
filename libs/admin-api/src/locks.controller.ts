import { Body, Get, Inject, Post, Query } from '@nestjs/common';
import * as z from 'zod';
import { LOCK_ID_MAX_LENGTH } from '#wopi-protocol';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { AdminController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { moment, uuid } from './endpoint/forms.js';
import { filterFlag, filterText, pageForm, pageMembers } from './endpoint/paging.js';
import { LOCKS } from './persistence/listings.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';
import { ReleaseLock } from './release-lock.js';

const kind = z.enum(['WOPI', 'Coauth', 'CoauthExclusive']);

const LockForm = z.object({
  id: z.string(),
  fileId: z.guid(),
  fileName: z.string(),
  lock: z.string().meta({ description: "The client's own id of the lock" }),
  kind,
  holderId: z.guid().optional(),
  holder: z
    .string()
    .optional()
    .meta({ description: "A person's name; of coauth locks, as their client told it" }),
  since: moment,
  expiresAt: moment,
  stale: z.boolean().meta({ description: 'Nobody has a live session any more in which it could be used' }),
});

const LocksQuery = z.strictObject({
  ...pageMembers(LockForm, ['since', 'expiresAt', 'fileName']),
  file: uuid.optional(),
  user: filterText.meta({ description: 'Login' }),
  stale: filterFlag,
});
type LocksQuery = z.output<typeof LocksQuery>;

const HeldLock = z.strictObject({
  file: uuid,
  lock: z
    .string()
    .max(LOCK_ID_MAX_LENGTH)
    .regex(/^[\x20-\x7e]+$/)
    .meta({ description: 'As the list of locks tells it' }),
  kind: kind.default('WOPI'),
});
const reason = z.string().trim().min(1).max(500).meta({ description: 'For the audit log' });

const Release = HeldLock.extend({ reason });
type Release = z.output<typeof Release>;

const Releases = z.strictObject({ locks: z.array(HeldLock).min(1).max(200), reason });
type Releases = z.output<typeof Releases>;

const Released = z.object({
  locks: z.array(
    z.object({
      file: z.guid(),
      lock: z.string(),
      kind,
      released: z
        .boolean()
        .meta({ description: 'False where this very lock did not hold the file any more' }),
    }),
  ),
});

/** Locks in force on the files of this installation. */
@AdminController('locks')
export class LocksController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly pages: PagesRepository,
    private readonly releaseLock: ReleaseLock,
  ) {}

  @Get()
  @Endpoint({
    summary:
      'Locks in force, the oldest first; with `stale` those that nobody can use any more, or the others',
    needs: 'locks.read',
    answer: pageForm('locks', LockForm),
  })
  async list(@Query({ schema: LocksQuery }) { file, user, stale, ...page }: LocksQuery) {
    const values = [this.options.tenantId, file, user, stale];
    const { rows, next } = await this.pages.read(LOCKS, values, page);
    return { locks: rows, next };
  }

  @Post('release')
  @Endpoint({
    summary: 'Release a lock, for a reason; 409 when this very lock does not hold the file now',
    needs: 'locks.release',
    status: 204,
    refusals: [409],
  })
  release(@Body({ schema: Release }) body: Release): Promise<void> {
    return this.releaseLock.run(body);
  }

  @Post('release-many')
  @Endpoint({
    summary: 'Release locks, each for itself, and say of each whether it was there',
    needs: 'locks.release',
    status: 200,
    answer: Released,
  })
  async releaseMany(@Body({ schema: Releases }) { locks, reason }: Releases) {
    return { locks: await this.releaseLock.runEach(locks, reason) };
  }
}
