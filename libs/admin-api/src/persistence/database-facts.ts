import { Injectable } from '@nestjs/common';
import { Db } from '#database';
import { SERVER, UNSAFE_SETTINGS } from './doctor.sql.js';

export interface ServerFacts {
  readonly version: string;
  readonly size: string;
  /** Milliseconds since 1970 by the database's clock. */
  readonly now: number;
}

/** What the doctor asks the database about itself. */
@Injectable()
export class DatabaseFacts {
  constructor(private readonly db: Db) {}

  async server(): Promise<ServerFacts> {
    const [facts] = await this.db.query<ServerFacts>(SERVER);
    return facts!;
  }

  /** Each as it stands in the configuration, for this process's connections. */
  async unsafeSettings(): Promise<string[]> {
    const rows = await this.db.query<{ setting: string }>(UNSAFE_SETTINGS);
    return rows.map(({ setting }) => setting);
  }
}
