import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AnswerStatus, Outgoing, OutgoingError, signatureHeaders } from '#outgoing';
import { PUSH_OPTIONS, type PushOptions } from '../audit-options.js';
import { sealedRanges } from '../sealed-ranges.js';
import { type PushClaim, type PushedRow, PushRepository, type PushState } from './push.repository.js';

const BATCH = 500;
const BATCH_BYTES = 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** Rows that go out as one request. */
interface Batch {
  readonly last: PushedRow;
  readonly body: string;
}

/**
 * Sends each sealed row of all tenants to the collector of a SIEM, at least once and in the order of writing: a batch counts as
 * taken when the answer was 2xx and that has been noted. One process at a time, without an open transaction while a request runs.
 */
@Injectable()
export class AuditPush {
  private readonly logger = new Logger(AuditPush.name);

  constructor(
    @Inject(PUSH_OPTIONS) private readonly options: PushOptions,
    private readonly rows: PushRepository,
    private readonly outgoing: Outgoing,
  ) {}

  /** The first time, the push begins with what is written from now on. */
  begin(): Promise<void> {
    return this.rows.begin();
  }

  /** How far behind the push is, and what the collector said last. */
  state(): Promise<PushState> {
    return this.rows.state();
  }

  /** Until nothing waits, or a batch was not taken, or another process is at it. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const claim = await this.rows.claim(randomUUID());
      if (!claim || !(await this.pushBatch(claim, signal))) return;
    }
  }

  private async pushBatch(claim: PushClaim, signal: AbortSignal): Promise<boolean> {
    const batch = await this.nextBatch(claim);
    if (!batch) return this.rows.release(claim).then(() => false);
    const outcome = await this.send(batch, signal);
    if (/^2\d\d$/.test(outcome)) return this.rows.taken(claim, batch.last, outcome).then(() => true);
    // Whoever stops while a request runs has not been refused.
    if (signal.aborted) return this.rows.release(claim).then(() => false);
    this.logger.warn(`The collector of audit rows did not take a batch: ${outcome}`);
    return this.rows.notTaken(claim, outcome).then(() => false);
  }

  /** A batch that was not taken comes again, smaller each time: it may have been too large. */
  private async nextBatch({ place, attempts }: PushClaim): Promise<Batch | undefined> {
    const most = Math.max(1, Math.floor(BATCH / 2 ** attempts));
    for (const range of sealedRanges(await this.rows.sealedExtent(), place)) {
      const rows = await this.rows.next(range, most);
      if (rows.length > 0) return batchOf(rows);
    }
    return undefined;
  }

  /** Answers the status, or why there was none. */
  private async send({ last, body }: Batch, signal: AbortSignal): Promise<string> {
    const { url, token, secret } = this.options;
    const second = Math.floor(Date.now() / 1000);
    const headers = {
      'Content-Type': 'application/x-ndjson',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(secret !== undefined && signatureHeaders([Buffer.from(secret)], last.auditId, second, body)),
    };
    const policy = { allowPrivate: true, totalTimeoutMs: TIMEOUT_MS };
    const answer = new AnswerStatus();
    try {
      await this.outgoing.stream({ method: 'POST', url, headers, body, policy, signal }, answer);
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error;
      return answer.status === undefined ? error.code : String(answer.status);
    }
    return String(answer.status);
  }
}

function batchOf(rows: readonly PushedRow[]): Batch {
  let body = '';
  let last = rows[0]!;
  for (const row of rows) {
    const { place: _, ...told } = row;
    const line = `${JSON.stringify(told)}\n`;
    if (body !== '' && body.length + line.length > BATCH_BYTES) break;
    body += line;
    last = row;
  }
  return { last, body };
}
