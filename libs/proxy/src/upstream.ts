import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  Outgoing,
  OutgoingError,
  type OutgoingHead,
  type OutgoingPolicy,
  type OutgoingRequest,
  type Relayed,
  type RelayedHead,
  type ResponseHeaders,
} from '#outgoing';
import { type Instance, ProxyUse } from '#tenants';
import { WopiError } from '#wopi-protocol';
import type { AdmittedCall } from './admission.js';
import type { CallRecord } from './call-record.js';
import { DEFAULT_LIMITS, PROXY_OPTIONS, type ProxyOptions, type UpstreamLimits } from './proxy-options.js';
import { answerHeaders, ownHeaders } from './response-headers.js';
import { FileUrls } from './links/file-urls.js';
import { Redirector } from './links/redirector.js';
import { Pseudonyms } from './rewriting/pseudonyms.js';
import { rewriteAnswer, type RewriteContext, rewriteMaxBytes } from './rewriting/rewrite-answer.js';
import type { Passage } from './traffic/passage.js';
import { upstreamAddress, upstreamHeaders } from './upstream-request.js';
import { KeptUserInfo } from './user-info/kept-user-info.js';
import { Vouching } from './vouching/vouching.js';

/** A call that was let pass. */
export interface PassingCall {
  readonly call: AdmittedCall;
  readonly passage: Passage;
  readonly record: CallRecord;
}

/** Idempotent and without a body: tried once more when no connection could be made. */
const TRIED_AGAIN: ReadonlySet<string | undefined> = new Set(['CheckFileInfo', 'GetLock']);

/** Of an answer that says no more than that an operation is not there. */
const UNSUPPORTED_MAX_BYTES = 64 * 1024;

/** Takes admitted calls to their instances and the answers back. */
@Injectable()
export class Upstream {
  private readonly logger = new Logger(Upstream.name);
  readonly #times: UpstreamLimits;
  readonly #policies = new WeakMap<Instance, OutgoingPolicy>();
  readonly #policiesOfFiles = new WeakMap<Instance, OutgoingPolicy>();

  constructor(
    private readonly outgoing: Outgoing,
    private readonly use: ProxyUse,
    private readonly vouching: Vouching,
    private readonly pseudonyms: Pseudonyms,
    private readonly redirector: Redirector,
    private readonly fileUrls: FileUrls,
    private readonly userInfo: KeptUserInfo,
    @Inject(PROXY_OPTIONS) private readonly options: ProxyOptions,
  ) {
    this.#times = { ...DEFAULT_LIMITS, ...options.limits };
  }

  /**
   * Answers the client with the instance's answer. Where it rejects, the response is untouched, or reset.
   * @throws WopiError upstream_unreachable for a redirect, which nobody asked for, and for what cannot be read; OutgoingError
   */
  async relay(passing: PassingCall, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { record } = passing;
    const { call } = passing;
    const userInfo = this.userInfo.isWanted(call) ? await this.userInfo.read(request) : undefined;
    const outgoing = await this.requestOf(passing, userInfo === undefined ? request : Buffer.from(userInfo));
    record.sentUpstream();
    const relayed = await this.send(passing, outgoing, response);
    record.bytesIn = relayed.bytesSent;
    record.bytesOut = relayed.bytesReceived;
    if (!relayed.collected) return;
    const kept = userInfo !== undefined && (await this.userInfo.keep(call, userInfo));
    if (kept) response.writeHead(200, ownHeaders({})).end();
    else await this.sendCollected(passing, relayed.head, relayed.collected, response);
  }

  private async send(
    { call, passage, record }: PassingCall,
    outgoing: OutgoingRequest,
    response: ServerResponse,
  ): Promise<Relayed> {
    const attempt = () =>
      this.outgoing.relay(outgoing, response, (answer) => {
        record.answeredByUpstream(answer.status);
        passage.answered(answer.status);
        return answer.status === 501 && this.userInfo.isWanted(call)
          ? { collect: UNSUPPORTED_MAX_BYTES }
          : relayed(call, passage, answer);
      });
    if (!TRIED_AGAIN.has(call.operation) || call.headers.hasBody) return attempt();
    return attempt().catch((error: unknown) => {
      if (!isUnconnected(error)) throw error;
      return attempt();
    });
  }

  private async requestOf(
    { call, passage, record }: PassingCall,
    body: IncomingMessage | Buffer,
  ): Promise<OutgoingRequest> {
    const { method } = call;
    const address = call.address ?? upstreamAddress(call);
    const { remoteAddress } = record;
    const word = await this.vouching.wordFor(call, address);
    const headers = upstreamHeaders(call, { publicUrl: this.options.publicUrl, remoteAddress }, word);
    if (record.span) headers.push(['traceparent', record.span.carriedOn()]);
    return {
      method,
      url: address.origin + address.target,
      headers,
      body: call.headers.hasBody ? body : null,
      policy: this.policyOf(call),
      maxBodyBytes: passage.limits.maxFileBytes,
      pace: passage.pace,
    };
  }

  private policyOf({ route, operation }: AdmittedCall): OutgoingPolicy {
    const policies = operation === 'GetFile' ? this.#policiesOfFiles : this.#policies;
    let policy = policies.get(route.instance);
    if (!policy) policies.set(route.instance, (policy = this.newPolicy(route.instance, operation)));
    return policy;
  }

  private newPolicy({ privateNetwork, pinnedCa }: Instance, operation: string | undefined): OutgoingPolicy {
    const { connectMs, headersMs, idleMs, totalMs, getFileMs } = this.#times;
    return {
      allowPrivate: privateNetwork,
      pinnedCertificates: pinnedCa ?? undefined,
      connectTimeoutMs: connectMs,
      headersTimeoutMs: headersMs,
      bodyIdleTimeoutMs: idleMs,
      totalTimeoutMs: operation === 'GetFile' ? getFileMs : totalMs,
    };
  }

  private async sendCollected(
    passing: PassingCall,
    { status, headers }: OutgoingHead,
    original: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const { record } = passing;
    const sent = isSuccess(status) ? await this.rewritten(passing, headers, original) : original;
    record.bytesOut = sent.length;
    response.writeHead(status, answerHeaders(headers, sent === original ? undefined : sent.length));
    // The same bytes; as a string they leave together with the head, in one piece.
    response.end(sent.toString('latin1'), 'latin1');
  }

  /** What cannot be read cannot be brought under the tenant's policy, so that nobody gets it. @throws WopiError upstream_unreachable */
  private async rewritten(
    { call, passage, record }: PassingCall,
    headers: ResponseHeaders,
    original: Buffer,
  ): Promise<Buffer> {
    const coding = headers.get('content-encoding') ?? '';
    if (!/^(?:identity)?$/i.test(coding)) throw this.unreadable(call, 'upstream_packed');
    const members = await this.userInfo.membersFor(call, original);
    const rewritten = rewriteAnswer(call.operation!, original, this.contextOf(call, passage, members));
    if (!rewritten) throw this.unreadable(call, 'upstream_unreadable');
    const { body, removed, userId } = rewritten;
    if (removed.length > 0) record.removed = removed;
    if (userId !== undefined) record.userId = this.use.noteUser(call.route.instance, userId);
    return body;
  }

  private unreadable({ operation, route }: AdmittedCall, reason: string): WopiError {
    this.logger.warn(
      `An answer to ${operation} is refused: ${reason}; instance ${route.instance.instanceId}`,
    );
    return new WopiError('upstream_unreachable', { reason });
  }

  private contextOf(
    call: AdmittedCall,
    { throttling }: Passage,
    members: RewriteContext['members'],
  ): RewriteContext {
    const { tenantId, policy } = call.route.tenant;
    const pseudonym = policy.pseudonymUserIds ? (id: string) => this.pseudonyms.of(tenantId, id) : undefined;
    const { route, key, filesUrl, dialect } = call;
    return {
      route,
      key,
      filesUrl,
      dialect,
      members,
      publicUrl: this.options.publicUrl,
      throttling,
      pseudonym,
      redirect: (url) => this.redirector.linkTo({ ...call, url }),
      fileUrl: (url) => this.fileUrls.linkTo({ ...call, url }),
    };
  }
}

function relayed(
  { operation }: AdmittedCall,
  { limits }: Passage,
  { status, headers }: OutgoingHead,
): RelayedHead {
  if (status >= 300 && status < 400 && status !== 304) {
    throw new WopiError('upstream_unreachable', { reason: 'upstream_redirect' });
  }
  const collect = isSuccess(status) ? rewriteMaxBytes(operation) : undefined;
  if (collect !== undefined) return { collect };
  const { maxFileBytes } = limits;
  if (Number(headers.get('content-length')) > maxFileBytes)
    throw new WopiError('upstream_unreachable', { reason: 'upstream_too_large' });
  return { status, headers: answerHeaders(headers), maxBytes: maxFileBytes };
}

/** A client may take any of these for an answer, so a rule for answers holds for all of them. */
function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Nothing was sent: there was no connection to send it over. */
function isUnconnected(error: unknown): boolean {
  if (!(error instanceof OutgoingError) || error.stage !== 'connecting') return false;
  return error.code === 'connect' || error.code === 'dns';
}
