import { Injectable, Logger } from '@nestjs/common';
import { Sealer } from '#database';
import { AnswerStatus, Outgoing, OutgoingError, signatureHeaders } from '#outgoing';
import { type ClaimedDelivery, type DueWebhook, OutboxRepository } from '../persistence/outbox.repository.js';
import { sealContext } from '../webhooks.service.js';

const LANES = 64;
/** To one webhook. */
const AT_ONCE = 8;
const TIMEOUT_MS = 10_000;

/**
 * Tells webhooks what waits in the outbox, at least once: an event counts as told when the address has answered 2xx and that has
 * been noted. No transaction is open while a request runs.
 */
@Injectable()
export class DeliverWebhooks {
  private readonly logger = new Logger(DeliverWebhooks.name);
  /** What is under way, by webhook. */
  readonly #lanes = new Map<string, Promise<void>>();

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly outgoing: Outgoing,
    private readonly sealer: Sealer,
  ) {}

  /** Has each webhook that something is due for told, in a lane of its own: one that hangs holds up nobody else. */
  async start(signal: AbortSignal): Promise<void> {
    const due = await this.outbox.due([...this.#lanes.keys()], LANES - this.#lanes.size);
    for (const webhook of due) {
      const lane = this.tell(webhook, signal)
        .catch((error: unknown) => this.logger.error(error))
        .finally(() => this.#lanes.delete(webhook.webhookId));
      this.#lanes.set(webhook.webhookId, lane);
    }
  }

  /** Once every request under way has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#lanes.values());
  }

  /** Until nothing is due, or the signal says stop. */
  private async tell(webhook: DueWebhook, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const claimed = await this.outbox.claim(webhook, AT_ONCE);
      if (claimed.length === 0) return;
      const attempts = await Promise.allSettled(claimed.map((delivery) => this.attempt(delivery, signal)));
      const broken = attempts.find((attempt) => attempt.status === 'rejected');
      if (broken) throw broken.reason;
    }
  }

  private async attempt(delivery: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    const answer = new AnswerStatus();
    const failure = await this.send(delivery, answer, signal);
    const { status } = answer;
    if (status !== undefined && status >= 200 && status < 300)
      return this.outbox.delivered(delivery, String(status));
    return this.outbox.failed(delivery, status === undefined ? failure! : String(status));
  }

  /** Answers why no whole answer came; undefined when one did. */
  private async send(delivery: ClaimedDelivery, answer: AnswerStatus, signal: AbortSignal) {
    const { webhookId, eventId, body, url, sealedSecrets, privateNetwork } = delivery;
    const secrets = sealedSecrets.map((sealed) => this.sealer.open(sealed, sealContext(webhookId)));
    const second = Math.floor(Date.now() / 1000);
    const headers = {
      'Content-Type': 'application/json',
      ...signatureHeaders(secrets, eventId, second, body),
    };
    const policy = { allowPrivate: privateNetwork, totalTimeoutMs: TIMEOUT_MS };
    try {
      await this.outgoing.stream({ method: 'POST', url, headers, body, policy, signal }, answer);
      return undefined;
    } catch (error) {
      if (error instanceof OutgoingError) return error.code;
      throw error;
    }
  }
}
