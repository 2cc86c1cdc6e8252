import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditService } from '#audit';
import { DeletedFiles, FileVersions, PortalFiles, RemoveVersion } from '#files';
import { UsersService } from '#identity';
import { ItemRefused, Jobs } from '#jobs';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { EndSessions } from '../end-sessions.js';
import { refuseItem } from './refuse-item.js';

export type BulkKind =
  | 'sessions.revoke'
  | `versions.${'pin' | 'unpin' | 'delete'}`
  | `users.${'activate' | 'deactivate'}`
  | `files.${'delete' | 'restore'}`;

/** What an item of a job is about. */
export interface BulkSubject {
  readonly id: string;
  readonly version?: string | undefined;
}

/** What each kind of job does with one item: what the endpoint for one does, with the same refusals and the same audit row. */
@Injectable()
export class BulkWork implements OnModuleInit {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly jobs: Jobs,
    private readonly ending: EndSessions,
    private readonly versions: FileVersions,
    private readonly removal: RemoveVersion,
    private readonly users: UsersService,
    private readonly files: PortalFiles,
    private readonly deleted: DeletedFiles,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    const everything = { tenantId: this.options.tenantId };
    const kinds: Record<BulkKind, (subject: BulkSubject) => Promise<unknown>> = {
      'sessions.revoke': ({ id }) => this.endSession(id),
      'versions.pin': ({ id, version }) => this.versions.mark(everything, id, version!, { pinned: true }),
      'versions.unpin': ({ id, version }) => this.versions.mark(everything, id, version!, { pinned: false }),
      'versions.delete': ({ id, version }) => this.removal.run(everything, id, version!),
      'users.activate': ({ id }) => this.disable(id, false),
      'users.deactivate': ({ id }) => this.disable(id, true),
      'files.delete': ({ id }) => this.files.delete(everything, id),
      'files.restore': ({ id }) => this.deleted.restore(everything, id),
    };
    for (const [kind, work] of Object.entries(kinds))
      this.jobs.handle<BulkSubject>(kind, (subject, createdBy) =>
        this.audit.calledBy(createdBy, async () => void (await work(subject).catch(refuseItem))),
      );
  }

  private async endSession(sessionId: string): Promise<void> {
    if ((await this.ending.run({ sessionId })) === 0)
      throw new ItemRefused('There is no such session, or it has ended.');
  }

  private disable(userId: string, disabled: boolean): Promise<unknown> {
    const { tenantId } = this.options;
    const entry = { tenantId, operation: 'ChangeUser', status: 200, userId, detail: { disabled } };
    return this.users.change(userId, { disabled }, () => undefined, this.audit.companion(entry));
  }
}
