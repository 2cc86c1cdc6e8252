import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { AuditPush } from '#audit';
import { Metrics } from '#observability';

/** Tells Prometheus how far behind the push of the audit log is; nothing where none is set up. */
@Injectable()
export class AuditPushLag implements OnModuleInit {
  private readonly logger = new Logger(AuditPushLag.name);
  #last = 0;

  constructor(
    private readonly metrics: Metrics,
    @Optional() private readonly push?: AuditPush,
  ) {}

  onModuleInit(): void {
    const { push } = this;
    if (push) this.metrics.auditPushLag(() => this.read(push));
  }

  /** The last known figure where the database does not answer: other metrics are shown all the same. */
  private async read(push: AuditPush): Promise<number> {
    try {
      this.#last = (await push.state()).lagSeconds;
    } catch (error) {
      this.logger.warn(`The push of the audit log could not be looked at: ${(error as Error).message}`);
    }
    return this.#last;
  }
}
