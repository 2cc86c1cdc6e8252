import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  Outgoing,
  type OutgoingHead,
  type OutgoingPolicy,
  type OutgoingRequest,
  type RelayedHead,
} from '#outgoing';
import { WopiError } from '#wopi-protocol';
import type { AdmittedCall } from './admission.js';
import { AssertionKeys } from './assertion-keys.js';
import type { CallRecord } from './call-record.js';
import { DEFAULT_LIMITS, PROXY_OPTIONS, type ProxyOptions } from './proxy-options.js';
import { answerHeaders } from './response-headers.js';
import { mayRewrite, REWRITE_MAX_BYTES, rewriteAnswer } from './rewrite-answer.js';
import { upstreamAddress, upstreamHeaders } from './upstream-request.js';

/** Takes admitted calls to their instances and the answers back. */
@Injectable()
export class Upstream {
  private readonly logger = new Logger(Upstream.name);
  readonly #policies: { readonly open: OutgoingPolicy; readonly private: OutgoingPolicy };

  constructor(
    private readonly outgoing: Outgoing,
    private readonly assertions: AssertionKeys,
    @Inject(PROXY_OPTIONS) private readonly options: ProxyOptions,
  ) {
    const { connectMs, headersMs, idleMs, totalMs } = { ...DEFAULT_LIMITS, ...options.limits };
    const limits = {
      connectTimeoutMs: connectMs,
      headersTimeoutMs: headersMs,
      bodyIdleTimeoutMs: idleMs,
      totalTimeoutMs: totalMs,
    };
    this.#policies = { open: { ...limits, allowPrivate: false }, private: { ...limits, allowPrivate: true } };
  }

  /**
   * Answers the client with the instance's answer. Where it rejects, the response is untouched, or reset.
   * @throws WopiError upstream_unreachable for a redirect, which nobody asked for; OutgoingError
   */
  async relay(call: AdmittedCall, request: Request, response: Response, record: CallRecord): Promise<void> {
    const outgoing = await this.requestOf(call, request, record);
    record.sentUpstream();
    const { head, collected, bytesSent, bytesReceived } = await this.outgoing.relay(
      outgoing,
      response,
      (answer) => {
        record.answeredByUpstream();
        return relayed(call, answer);
      },
    );
    record.bytesIn = bytesSent;
    record.bytesOut = bytesReceived;
    if (collected) this.sendCollected(call, head, collected, response, record);
  }

  private async requestOf(
    call: AdmittedCall,
    request: Request,
    record: CallRecord,
  ): Promise<OutgoingRequest> {
    const { method } = call;
    const { tenant, instance } = call.route;
    const { origin, target } = upstreamAddress(call);
    const { remoteAddress } = record;
    const assertion =
      instance.mode === 'attested'
        ? await this.assertions.sign({ tenant: tenant.tenantId, method, target })
        : undefined;
    return {
      method,
      url: origin + target,
      headers: upstreamHeaders(call, { publicUrl: this.options.publicUrl, remoteAddress }, assertion),
      body: call.headers.hasBody ? request : null,
      policy: instance.privateNetwork ? this.#policies.private : this.#policies.open,
    };
  }

  private sendCollected(
    call: AdmittedCall,
    { status, headers }: OutgoingHead,
    original: Buffer,
    response: Response,
    record: CallRecord,
  ): void {
    const plain = /^(?:identity)?$/i.test(headers.get('content-encoding') ?? '');
    const { publicUrl } = this.options;
    const body = plain ? rewriteAnswer(call.operation!, original, { ...call, publicUrl }) : undefined;
    if (!body) {
      record.failure = 'not-rewritten';
      this.logger.warn(
        `An answer to ${call.operation} could not be read and passed unchanged; instance ${call.route.instance.instanceId}`,
      );
    }
    const sent = body ?? original;
    record.bytesOut = sent.length;
    response.writeHead(status, answerHeaders(headers, sent === original ? undefined : sent.length)).end(sent);
  }
}

function relayed({ operation }: AdmittedCall, { status, headers }: OutgoingHead): RelayedHead {
  if (status >= 300 && status < 400 && status !== 304) {
    throw new WopiError('upstream_unreachable', { reason: 'upstream_redirect' });
  }
  if (status === 200 && mayRewrite(operation)) return { collect: REWRITE_MAX_BYTES };
  return { status, headers: answerHeaders(headers) };
}
