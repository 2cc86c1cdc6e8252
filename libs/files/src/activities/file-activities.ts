import { Injectable } from '@nestjs/common';
import { alphanumeric } from '../check-file-info.js';
import type { Actor } from '../file.js';
import { FileError } from '../file-error.js';
import { ActivityRepository } from '../persistence/activity.repository.js';
import { FileRepository } from '../persistence/file.repository.js';
import type { StoredActivity } from './activity.js';

/** What clients have reported with AddActivities, for who may see the files: newest first, at most 1,000. */
@Injectable()
export class FileActivities {
  constructor(
    private readonly rows: ActivityRepository,
    private readonly files: FileRepository,
  ) {}

  /** @throws FileError `not_found` */
  async ofFile(actor: Actor, fileId: string): Promise<StoredActivity[]> {
    if (!(await this.files.get(actor, fileId))) throw new FileError('not_found');
    return this.rows.ofFile(actor, fileId);
  }

  /** What the actor did, and what names him. */
  ofPerson(actor: Actor): Promise<StoredActivity[]> {
    return this.rows.ofPerson(actor, alphanumeric(actor.userId));
  }
}
