import { Injectable } from '@nestjs/common';
import { type Companion, Db, violatedConstraint } from '#database';
import {
  type Container,
  type ContainerKey,
  type Creation,
  MOST_LEVELS,
  type Move,
  type NewContainer,
  type Removal,
  type Renaming,
} from '../container.js';
import { ContainerRepository } from '../container.repository.js';
import * as sql from './container.sql.js';

type Row = Omit<Container, 'parentId'> & { readonly parentId: string | null };

interface MoveLook {
  readonly withinItself: boolean;
  readonly levels: string;
  readonly ownerId: string | null;
}

@Injectable()
export class PgContainerRepository extends ContainerRepository {
  constructor(private readonly db: Db) {
    super();
  }

  async find({ tenantId, containerId }: ContainerKey): Promise<Container | undefined> {
    return (await this.rows(sql.FIND, tenantId, containerId))[0];
  }

  pathTo({ tenantId, containerId }: ContainerKey): Promise<Container[]> {
    return this.rows(sql.PATH, tenantId, containerId);
  }

  children({ tenantId, containerId }: ContainerKey): Promise<Container[]> {
    return this.rows(sql.CHILDREN, tenantId, containerId);
  }

  async create(container: NewContainer, companion?: Companion): Promise<Creation> {
    const { tenantId, containerId, parentId, name, createdBy } = container;
    const values = [tenantId, containerId, parentId, name, createdBy, MOST_LEVELS];
    const made = await this.unlessTaken(() => this.db.change(sql.CREATE, values, companion));
    if (made !== 'none') return made;
    return (await this.find({ tenantId, containerId: parentId })) ? 'too_deep' : 'gone';
  }

  async rename(
    { tenantId, containerId }: ContainerKey,
    name: string,
    companion?: Companion,
  ): Promise<Renaming> {
    const values = [tenantId, containerId, name];
    const renamed = await this.unlessTaken(() => this.db.change(sql.RENAME, values, companion));
    return renamed === 'none' ? 'gone' : renamed;
  }

  move({ tenantId, containerId }: ContainerKey, parentId: string, companion?: Companion): Promise<Move> {
    return this.db.transaction(async () => {
      const [tree] = await this.db.query<{ ownerId: string }>(sql.LOCK_TREE, [tenantId, containerId]);
      if (!tree) return 'gone';
      const values = [tenantId, containerId, parentId];
      const [look] = await this.db.query<MoveLook>(sql.LOOK_BEFORE_MOVE, values);
      if (look!.withinItself) return 'within_itself';
      if (look!.ownerId === null) return 'gone';
      if (look!.ownerId !== tree.ownerId) return 'elsewhere';
      if (Number(look!.levels) > MOST_LEVELS) return 'too_deep';
      const moved = await this.unlessTaken(() => this.db.change(sql.MOVE, values, companion));
      return moved === 'none' ? 'gone' : moved;
    });
  }

  remove({ tenantId, containerId }: ContainerKey, userId: string, companion?: Companion): Promise<Removal> {
    return this.db.transaction(async () => {
      const [found] = await this.db.query<{ isRoot: boolean }>(sql.LOCK_FOR_REMOVAL, [tenantId, containerId]);
      if (!found) return 'gone';
      if (found.isRoot) return 'root';
      const removed = await this.db.change(sql.REMOVE, [tenantId, containerId, userId], companion);
      return removed.length === 1 ? 'done' : 'not_empty';
    });
  }

  async takenNames({ tenantId, containerId }: ContainerKey, names: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ name: string }>(sql.TAKEN_NAMES, [tenantId, containerId, names]);
    return new Set(rows.map(({ name }) => name));
  }

  private async rows(text: string, tenantId: string, containerId: string): Promise<Container[]> {
    const rows = await this.db.query<Row>(text, [tenantId, containerId]);
    return rows.map(({ parentId, ...row }) => ({ ...row, parentId: parentId ?? undefined }));
  }

  private async unlessTaken(change: () => Promise<unknown[]>): Promise<'done' | 'none' | 'taken'> {
    try {
      return (await this.db.attempt(change)).length === 1 ? 'done' : 'none';
    } catch (error) {
      if (violatedConstraint(error) === 'containers_name_key') return 'taken';
      throw error;
    }
  }
}
