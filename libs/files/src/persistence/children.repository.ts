import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import type { ChildrenState } from '../containers/children-state.js';
import * as sql from './children.sql.js';

/** A child as EnumerateChildren answers it, but for its address. */
export interface Child {
  readonly id: string;
  /** The beginning of a JSON object. */
  readonly properties: string;
}

export interface Children {
  readonly containers: Child[];
  readonly files: Child[];
  readonly state: ChildrenState;
  /** Whether tokens for some of the children were revoked after the moment that was asked for. */
  readonly outdated: boolean;
}

export interface ChildrenKey {
  readonly tenantId: string;
  readonly containerId: string;
}

type ChildrenRow = ChildrenState & {
  readonly containers: string | null;
  readonly files: string | null;
  readonly outdated: boolean;
};

@Injectable()
export class ChildrenRepository {
  constructor(private readonly db: Db) {}

  /** All that lies in a container; of files those with one of the extensions, if any are given. */
  async list(
    { tenantId, containerId }: ChildrenKey,
    extensions: readonly string[] | undefined,
    issuedAt: Date,
  ): Promise<Children> {
    const values = [tenantId, containerId, extensions ?? null, issuedAt];
    const [row] = await this.db.query<ChildrenRow>(sql.CHILDREN, values);
    const { containers, files, outdated, snapshot, origin } = row!;
    return {
      containers: childrenIn(containers),
      files: childrenIn(files),
      state: { snapshot, origin },
      outdated,
    };
  }

  /** Whether nothing that a list of the container shows was changed since then by what has been committed by now. */
  async areUnchanged(
    { tenantId, containerId }: ChildrenKey,
    { snapshot, origin }: ChildrenState,
  ): Promise<boolean> {
    const values = [tenantId, containerId, snapshot, origin];
    const [row] = await this.db.query<{ unchanged: boolean }>(sql.UNCHANGED, values);
    return row!.unchanged;
  }
}

const UUID_LENGTH = 36;

const childrenIn = (lines: string | null): Child[] =>
  (lines?.split('\n') ?? []).map((line) => ({
    id: line.slice(0, UUID_LENGTH),
    properties: line.slice(UUID_LENGTH),
  }));
