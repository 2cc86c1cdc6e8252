import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { OAuthRecordRepository } from './persistence/oauth-record.repository.js';

const HOUR_MS = 3600 * 1000;

/** Removes, once an hour, codes and tokens that are long over. */
@Injectable()
export class ForgetExpired extends BackgroundWork {
  constructor(private readonly records: OAuthRecordRepository) {
    super({ everyMs: HOUR_MS, firstMs: 0 });
  }

  protected async turn(): Promise<void> {
    await this.records.forgetExpired();
  }
}
