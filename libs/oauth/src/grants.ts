import { Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import type { Connection, GrantFilter } from './grant.js';
import { GrantRepository } from './persistence/grant.repository.js';

/** What people have granted to apps. */
@Injectable()
export class Grants {
  constructor(private readonly rows: GrantRepository) {}

  /** The apps that a person has let in. */
  connections(tenantId: string, userId: string): Promise<Connection[]> {
    return this.rows.connections(tenantId, userId);
  }

  /** Ends grants with their tokens and sessions, from the next request on, on every replica. Answers how many there were. */
  end(filter: GrantFilter, companion: Companion): Promise<number> {
    return this.rows.end(filter, companion);
  }
}
