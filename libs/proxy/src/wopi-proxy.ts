import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditService } from '#audit';
import { isContended, isUnavailable } from '#database';
import { callerAddress, drainRest } from '#http-server';
import { Metrics, TenantMetrics, Tracing } from '#observability';
import { OutgoingError } from '#outgoing';
import { ProxyRegistry, ProxyUse } from '#tenants';
import { toWopiResponse, WopiError, type WopiErrorCode } from '#wopi-protocol';
import { Admission, sessionOf } from './admission.js';
import { CallRecord } from './call-record.js';
import { FILE_URL_PATH, FileUrls } from './links/file-urls.js';
import { Redirector } from './links/redirector.js';
import { PROXY_OPTIONS, type ProxyOptions } from './proxy-options.js';
import { ownHeaders } from './response-headers.js';
import { Traffic } from './traffic/traffic.js';
import { Upstream } from './upstream.js';

/** Served by a controller below the same prefix. */
export const ASSERTION_KEYS_PATH = '/wopi/assertion-keys';

/** What an answer's status is called in the audit log when the client went away before there was one. */
const CLIENT_GONE = 499;

/** Refused for the sake of a limit or of a circuit. */
const UNSENT: ReadonlySet<WopiErrorCode> = new Set(['throttled', 'upstream_unreachable']);

/** The hot path: serves every call below `/wopi/` from its first header to its audit row. */
@Injectable()
export class WopiProxy implements OnModuleInit {
  private readonly logger = new Logger(WopiProxy.name);

  constructor(
    private readonly admission: Admission,
    private readonly fileUrls: FileUrls,
    private readonly redirector: Redirector,
    private readonly traffic: Traffic,
    private readonly upstream: Upstream,
    private readonly registry: ProxyRegistry,
    private readonly use: ProxyUse,
    private readonly audit: AuditService,
    private readonly metrics: Metrics,
    private readonly tenantMetrics: TenantMetrics,
    private readonly tracing: Tracing,
    @Inject(PROXY_OPTIONS) private readonly options: ProxyOptions,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.options.proof === 'off')
      this.logger.warn('Calls are taken without proof of who makes them (WOPI_PROOF=off)');
    await this.registry.start();
  }

  /** To be asked before Express, so that the request target is still as it came. */
  readonly listener = (request: IncomingMessage, response: ServerResponse, next: () => void): void =>
    this.redirector.listener(request, response, () => this.handle(request, response, next));

  private handle(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    if (!request.url!.startsWith('/wopi/') || request.url! === ASSERTION_KEYS_PATH) return next();
    const record = new CallRecord(callerAddress(request, this.options.trustedProxies ?? 0));
    this.serve(request, response, record)
      .catch((error: unknown) => this.refuse(error, response, record))
      .finally(() => this.conclude(request, response, record));
  }

  private async serve(request: IncomingMessage, response: ServerResponse, record: CallRecord): Promise<void> {
    const { method, url = '', rawHeaders } = request;
    if (method !== 'GET' && method !== 'POST') {
      response.writeHead(405, ownHeaders({ Allow: 'GET, POST' })).end();
      return;
    }
    const call = url.startsWith(FILE_URL_PATH)
      ? this.fileUrls.admit(method, url, rawHeaders, record)
      : await this.admission.admit({ method, url, rawHeaders }, record);
    const passage = this.traffic.enter(call);
    record.span = this.tracing.begin(record);
    try {
      await this.upstream.relay({ call, passage, record }, request, response);
      // A download by FileUrl goes on with another call's session.
      if (response.statusCode === 200 && !call.address) this.use.noteSession(sessionOf(call));
    } catch (error) {
      passage.failed(error);
      throw error;
    } finally {
      record.span?.carriedBack(record.upstreamStatus);
      passage.leave();
    }
  }

  private async refuse(error: unknown, response: ServerResponse, record: CallRecord): Promise<void> {
    const known = error instanceof WopiError ? error : (fromOutgoing(error) ?? fromDatabase(error));
    if (!known) this.logger.error(error);
    const refusal = known ?? new WopiError('server_error');
    record.failure = refusal.detail.reason ?? refusal.code;
    record.broken = true;
    if (response.headersSent) return void response.destroy();
    if (record.route && !record.sent && UNSENT.has(refusal.code))
      await this.traffic.refusalIsDue(record.route.tenant.tenantId, response);
    if (response.destroyed) return;
    const { status, headers } = toWopiResponse(refusal);
    response.writeHead(status, ownHeaders(headers)).end();
  }

  private conclude(request: IncomingMessage, response: ServerResponse, record: CallRecord): void {
    drainRest(request);
    const status = response.headersSent ? response.statusCode : CLIENT_GONE;
    this.metrics.observe(record.operation, record.client ?? 'none', status, record.seconds);
    this.count(record);
    this.log(record, status);
  }

  private count({ route, sent, broken, soft, seconds, bytesIn = 0, bytesOut = 0 }: CallRecord): void {
    if (!route) return;
    if (soft) this.tenantMetrics.softProof(route.tenant.name);
    const outcome = !sent ? 'refused' : broken ? 'failed' : 'answered';
    this.tenantMetrics.observe(route.tenant.name, { outcome, seconds, bytesIn, bytesOut });
  }

  /** Every call that reached its instance; of what was refused before, as much as a flood of it leaves room for. */
  private log(record: CallRecord, status: number): void {
    const entry = record.auditEntry(status);
    if (!entry) return;
    const unlogged = record.sent ? 0 : this.traffic.refusalToLog(entry.tenantId);
    if (unlogged === undefined) return;
    this.audit.record(unlogged === 0 ? entry : { ...entry, detail: { ...entry.detail, unlogged } });
    (record.span ?? this.tracing.begin(record))?.end(entry);
  }
}

const fromDatabase = (error: unknown) =>
  isUnavailable(error) || isContended(error) ? new WopiError('busy', {}, { cause: error }) : undefined;

function fromOutgoing(error: unknown): WopiError | undefined {
  if (!(error instanceof OutgoingError)) return undefined;
  if (error.code === 'request_too_large') return new WopiError('body_too_large', {}, { cause: error });
  const code = error.code === 'busy' ? 'busy' : 'upstream_unreachable';
  return new WopiError(code, { reason: `upstream_${error.code}` }, { cause: error });
}
