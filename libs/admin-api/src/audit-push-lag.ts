import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { AuditPush } from '#audit';
import { Metrics } from '#observability';

/** Tells Prometheus how far behind the push of the audit log is; 0 where none is set up. */
@Injectable()
export class AuditPushLag implements OnModuleInit {
  private readonly logger = new Logger(AuditPushLag.name);
  #last = 0;

  constructor(
    private readonly metrics: Metrics,
    @Optional() private readonly push?: AuditPush,
  ) {}

  onModuleInit(): void {
    this.metrics.auditPushLag(() => this.read());
  }

  /** The last known figure where the database does not answer: other metrics are shown all the same. */
  private async read(): Promise<number> {
    try {
      this.#last = (await this.push?.state())?.lagSeconds ?? 0;
    } catch (error) {
      this.logger.warn(`The push of the audit log could not be looked at: ${(error as Error).message}`);
    }
    return this.#last;
  }
}
