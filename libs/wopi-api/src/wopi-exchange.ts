import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditService } from '#audit';
import type { AuditTrail } from '#files';
import { type CallSpan, Metrics, Tracing } from '#observability';
import { WopiHeader } from '#wopi-protocol';
import { traced } from './perf-trace.js';
import { heard } from './request-parts.js';
import { ServedOperations } from './served-operations.js';
import { WopiGate, type WopiTarget } from './wopi-gate.js';
import { headerOf, type WopiReply, type WopiRequest } from './wopi-request.js';

const COMMON = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** One WOPI request from its first check to its last byte, with its audit row and its measurement. */
@Injectable()
export class WopiExchange {
  constructor(
    private readonly gate: WopiGate,
    private readonly served: ServedOperations,
    private readonly audit: AuditService,
    private readonly metrics: Metrics,
    private readonly tracing: Tracing,
  ) {}

  async run(target: WopiTarget, http: Request, response: Response): Promise<void> {
    const operation = this.gate.operationOf(http, target);
    const trail = this.gate.trailOf(http, operation);
    await this.answer(trail, http, response, async () => {
      const request = await this.gate.open(http, target, operation, trail);
      return this.served.handler(request.operation.name)(request as WopiRequest<never>);
    });
  }

  /** Sends what `work` answers, and sees to it that there is a row and a measurement, whatever comes of it. */
  async answer(
    trail: AuditTrail,
    http: Request,
    response: Response,
    work: () => Promise<WopiReply>,
  ): Promise<void> {
    const span = this.beginSpan(http);
    response.once('close', () => this.finish(trail, response, span));
    const wanted = headerOf(http, WopiHeader.PerfTraceRequested)?.toLowerCase() === 'true';
    const tell = (value: string) => response.setHeader(WopiHeader.PerfTrace, value);
    const reply = () => (wanted ? traced(work, tell) : work());
    await sendReply(response, await (span ? heard(span, reply) : reply()));
  }

  private beginSpan(http: Request): CallSpan | undefined {
    const { traceparent } = http.headers;
    return this.tracing.begin({
      correlationId: headerOf(http, WopiHeader.CorrelationId),
      startedAt: performance.now(),
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    });
  }

  private finish(trail: AuditTrail, response: Response, span: CallSpan | undefined): void {
    const bytesOut = Number(response.getHeader('Content-Length') ?? 0);
    // 499: the client went away before it was answered.
    const entry = trail.entry(response.writableFinished ? response.statusCode : 499, { bytesOut });
    const { operation, client, status, milliseconds } = entry;
    this.metrics.observe(operation, client ?? 'unknown', status, (milliseconds ?? 0) / 1000);
    if (!trail.written) this.audit.record(entry);
    // Whoever has no token of ours writes into no trace.
    if (entry.sessionId !== undefined) span?.end(entry);
  }
}

/** Answers a request that succeeded. */
export async function sendReply(
  response: Response,
  { status = 200, headers, json, jsonText, content }: WopiReply,
): Promise<void> {
  if (content instanceof Readable) {
    response.writeHead(status, { ...COMMON, ...headers });
    // A reader that breaks off destroys the response: the client sees a reset, never a shorter file.
    return pipeline(content, response).catch(() => undefined);
  }
  // A string travels in one write with the headers; a Buffer would need two, which costs a small answer a third more.
  const text = json === undefined ? jsonText : JSON.stringify(json);
  const body = text ?? content;
  const type = text === undefined ? undefined : { 'Content-Type': 'application/json; charset=utf-8' };
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  response.writeHead(status, { ...COMMON, 'Content-Length': String(length), ...type, ...headers });
  response.end(body);
}
