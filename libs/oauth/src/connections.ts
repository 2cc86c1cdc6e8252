import { Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import type { Connection } from './grant.js';
import { OAuthRecordRepository } from './persistence/oauth-record.repository.js';

/** What people have granted to apps. */
@Injectable()
export class Connections {
  constructor(private readonly records: OAuthRecordRepository) {}

  list(userId: string): Promise<Connection[]> {
    return this.records.connections(userId);
  }

  /** Ends all that the person granted to the app, from its next request on; false where there was nothing. */
  disconnect(userId: string, clientId: string, companion: Companion): Promise<boolean> {
    return this.records.disconnect(userId, clientId, companion);
  }
}
