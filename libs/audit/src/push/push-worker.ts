import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { AuditPush } from './audit-push.js';

/** Pushes once a second what has been sealed. */
@Injectable()
export class PushWorker extends BackgroundWork {
  constructor(private readonly push: AuditPush) {
    super({ everyMs: 1_000 });
  }

  protected override begin(): Promise<void> {
    return this.push.begin();
  }

  protected async turn(stop: AbortSignal): Promise<void> {
    await this.push.run(stop);
  }
}
