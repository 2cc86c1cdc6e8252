import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { Agent, request, type Dispatcher } from 'undici';
import {
  signProof,
  WOPI_OPERATIONS,
  WopiHeader,
  type WopiOperation,
  type WopiOperationName,
} from '#wopi-protocol';
import { PROOF_KEYS, type ProofKeys } from '../discovery/proof-keys.js';
import { LOGGER } from '../logger.js';
import { TIMINGS, type Timings } from '../options.js';
import type { CallLog } from './call-log.js';
import { OriginGuard } from './origin-guard.js';

const CLIENT_VERSION = '16.0.0.1';
const MACHINE_NAME =
  hostname()
    .replace(/[^\x21-\x7e]/g, '')
    .slice(0, 64) || 'sandbox';
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/** On whose behalf a call is made. */
export interface CallContext {
  readonly wopiSrc: string;
  readonly accessToken: string;
  readonly sessionId: string;
  readonly sessionContext?: string;
  readonly log: CallLog;
}

export interface CallExtras {
  readonly lock?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface WopiAnswer {
  /** 0 when the host could not be reached or broke off. */
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
}

/** Makes WOPI calls as Office makes them: signed, with its headers, without following redirects. */
@Injectable()
export class WopiCaller implements OnModuleDestroy {
  private readonly agent: Agent;

  constructor(
    @Inject(PROOF_KEYS) private readonly keys: ProofKeys,
    @Inject(TIMINGS) private readonly timings: Timings,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly guard: OriginGuard,
  ) {
    const { callTimeoutMs } = timings;
    this.agent = new Agent({
      headersTimeout: callTimeoutMs,
      bodyTimeout: callTimeoutMs,
      connectTimeout: callTimeoutMs,
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }

  /** Calls and records one operation. Never throws for what the host does: status 0 says that no whole answer came. */
  async call(context: CallContext, name: WopiOperationName, extras: CallExtras = {}): Promise<WopiAnswer> {
    const operation = operationNamed(name);
    const correlationId = randomUUID();
    const { url, token } = callUrl(context, operation);
    const started = performance.now();
    let answer: WopiAnswer;
    let failure: string | undefined;
    try {
      answer = await this.send(
        url,
        operation,
        {
          ...callHeaders(context, operation, extras, correlationId),
          ...signProof({ url, accessToken: token }, this.keys),
        },
        extras.body,
      );
    } catch (error) {
      failure = reasonOf(error);
      answer = { status: 0, header: () => undefined, body: Buffer.alloc(0) };
    }
    const ms = Math.round(performance.now() - started);
    const { status } = answer;
    this.logger.debug({ operation: name, status, ms, correlationId }, 'wopi call');
    context.log.add({
      at: new Date().toISOString(),
      operation: name,
      method: operation.method,
      override: operation.override,
      target: url.slice(0, url.indexOf('?')),
      status,
      ms,
      sent: extras.body?.length ?? 0,
      received: answer.body.length,
      correlationId,
      lock: extras.lock,
      answeredLock: answer.header(WopiHeader.Lock),
      itemVersion: answer.header(WopiHeader.ItemVersion),
      reason: failure ?? answer.header(WopiHeader.LockFailureReason) ?? answer.header(WopiHeader.ServerError),
    });
    return answer;
  }

  private async send(
    url: string,
    operation: WopiOperation,
    headers: Record<string, string>,
    body?: Uint8Array,
  ) {
    const refusal = this.guard.refusal(url);
    if (refusal) throw new Error(refusal);
    const response = await request(url, {
      method: operation.method,
      headers,
      body: operation.method === 'POST' ? (body ?? new Uint8Array()) : undefined,
      dispatcher: this.agent,
      signal: AbortSignal.timeout(this.timings.callTimeoutMs),
    });
    return {
      status: response.statusCode,
      header: (name: string) => single(response.headers[name.toLowerCase()]),
      body: await readAll(response.body),
    };
  }
}

function operationNamed(name: WopiOperationName): WopiOperation {
  const operation = WOPI_OPERATIONS.find((row) => row.name === name);
  if (!operation) throw new Error(`no operation ${name}`);
  return operation;
}

/** The address exactly as it goes over the wire, which is what the proof is made of. */
function callUrl(context: CallContext, operation: WopiOperation): { url: string; token: string } {
  const source = new URL(context.wopiSrc);
  const token = encodeURIComponent(context.accessToken).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const path = source.pathname.replace(/\/$/, '') + operation.suffix;
  const query = source.search.replace(/^\?/, '');
  return { url: `${source.origin}${path}?${query ? `${query}&` : ''}access_token=${token}`, token };
}

function callHeaders(
  context: CallContext,
  operation: WopiOperation,
  extras: CallExtras,
  correlationId: string,
): Record<string, string> {
  return {
    Authorization: `Bearer ${context.accessToken}`,
    [WopiHeader.CorrelationId]: correlationId,
    [WopiHeader.SessionId]: context.sessionId,
    [WopiHeader.ClientVersion]: CLIENT_VERSION,
    [WopiHeader.MachineName]: MACHINE_NAME,
    ...(operation.override && { [WopiHeader.Override]: operation.override }),
    ...(extras.lock !== undefined && { [WopiHeader.Lock]: extras.lock }),
    ...(context.sessionContext && { [WopiHeader.SessionContext]: context.sessionContext }),
    ...extras.headers,
  };
}

async function readAll(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}

/** Only codes and our own words: a library's message may quote the address with the token in it. */
function reasonOf(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError') return 'no answer in time';
  return code ?? (message.startsWith('The ') || message.startsWith('the ') ? message : 'the call failed');
}
