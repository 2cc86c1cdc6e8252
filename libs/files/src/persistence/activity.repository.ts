import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { Activity, StoredActivity } from '../activities/activity.js';
import type { Actor } from '../file.js';
import * as sql from './activity.sql.js';

@Injectable()
export class ActivityRepository {
  constructor(private readonly db: Db) {}

  /** How many of them were new. */
  async add(
    tenantId: string,
    fileId: string,
    authorId: string,
    activities: readonly Activity[],
    companion: Companion,
  ): Promise<number> {
    const people = activities.flatMap(({ id, people: list }) =>
      list.map((person) => ({ ...person, of: id })),
    );
    const values = [
      tenantId,
      fileId,
      authorId,
      activities.map(({ id }) => id),
      activities.map(({ type }) => type),
      activities.map(({ data }) => data),
      activities.map(({ statedAt }) => statedAt ?? null),
      people.map((person) => person.of),
      people.map(({ id }) => id),
      people.map(({ provider }) => provider),
    ];
    return (await this.db.change(sql.ADD, values, companion)).length;
  }

  ofFile({ tenantId, userId }: Actor, fileId: string): Promise<StoredActivity[]> {
    return this.db.query<StoredActivity>(sql.OF_FILE, [tenantId, userId, fileId]);
  }

  ofPerson({ tenantId, userId }: Actor, personId: string): Promise<StoredActivity[]> {
    return this.db.query<StoredActivity>(sql.OF_PERSON, [tenantId, userId, personId]);
  }
}
