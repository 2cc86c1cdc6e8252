import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ProxyRegistry, type ProxyRoute, type ProxySession, ProxyUse, type RegisteredKey } from '#tenants';
import {
  checkProxiedFileId,
  findOperation,
  readAccessToken,
  type ProxiedFileIdDialect,
  readProxiedFileId,
  WopiError,
  WopiHeader,
  type WopiOperationName,
} from '#wopi-protocol';
import type { CallRecord } from './call-record.js';
import { endOfService, remainsInGrace } from './grace.js';
import type { UpstreamAddress } from './upstream-address.js';
import { ProofCheck } from './proof/proof-check.js';
import { PROXY_OPTIONS, type ProxyOptions } from './proxy-options.js';
import { readRequestHeaders, type RequestHeaders } from './request-headers.js';
import { readTarget, type RequestTarget } from './request-target.js';
import { Traffic } from './traffic/traffic.js';

/** A proxied id whose signature was verified, and where it leads. */
interface VerifiedId {
  /** Claim `u` as written. */
  readonly filesUrl: string;
  /** Claim `f`. */
  readonly fileId: string;
  readonly dialect: ProxiedFileIdDialect | undefined;
  readonly route: ProxyRoute;
  readonly key: RegisteredKey;
}

/** A call that may go to its upstream. */
export interface AdmittedCall extends VerifiedId {
  readonly method: 'GET' | 'POST';
  readonly target: RequestTarget;
  readonly headers: RequestHeaders;
  /** As it stands in the URL. */
  readonly accessToken: string;
  readonly operation: WopiOperationName | undefined;
  /** Its proof is wrong, and its tenant wants it served all the same. */
  readonly unproven?: boolean;
  /** Where it goes, if not where its target says; then it carries nobody's proof. */
  readonly address?: UpstreamAddress;
}

/** A request as it came in. */
export interface IncomingCall {
  readonly method: 'GET' | 'POST';
  /** The raw request target. */
  readonly url: string;
  readonly rawHeaders: readonly string[];
}

const FILES_PATH = '/wopi/files/';
const VERIFIED_IDS = 10_000;
/** Tried for ids of nobody, so that they take as long to refuse as forged ids of a tenant. */
const NOBODYS_KEY = { secret: randomBytes(32) };

/** Decides whether a call is let through, cheapest question first; design: the tenant comes from the verified id only. */
@Injectable()
export class Admission {
  readonly #verified = new LRUCache<string, VerifiedId>({ max: VERIFIED_IDS });

  constructor(
    private readonly registry: ProxyRegistry,
    private readonly use: ProxyUse,
    private readonly proofs: ProofCheck,
    private readonly traffic: Traffic,
    @Inject(PROXY_OPTIONS) private readonly options: ProxyOptions,
  ) {}

  /**
   * Tells `record` whatever is found out on the way.
   * @throws WopiError file_not_found, the same for an unknown instance, a wrong signature and a revoked key; invalid_token when the
   * tenant is not served or the token is not one; invalid_header; throttled or upstream_unreachable where there is no room for it;
   * proof_failed. Sessions that run may save for the days of grace.
   */
  async admit(call: IncomingCall, record: CallRecord): Promise<AdmittedCall> {
    const target = readTarget(call.url);
    const verified = target && this.verifiedId(target.id);
    if (!target || !verified) throw new WopiError('file_not_found');
    const { route, key, fileId } = verified;
    Object.assign(record, { route, key, fileId });
    const headers = readRequestHeaders(call.rawHeaders);
    const operation = operationOf(call, target, headers);
    record.headers = headers;
    record.operation = operation ?? record.operation;
    if (call.method === 'GET' && headers.hasBody) throw new WopiError('invalid_header');
    const ended = endOfService(verified);
    if (ended && !remainsInGrace(verified, operation)) throw new WopiError(ended);
    const accessToken = readAccessToken(target.query, headers.value('authorization'));
    this.traffic.requireRoom(route);
    await this.requireProof(call, accessToken, headers, record);
    if (ended && !(await this.use.maySaveStill(sessionOf({ ...verified, accessToken }))))
      throw new WopiError(ended);
    return {
      ...verified,
      method: call.method,
      target,
      headers,
      accessToken,
      operation,
      unproven: record.soft,
    };
  }

  private verifiedId(id: string): VerifiedId | undefined {
    const known = this.#verified.get(id);
    if (known && this.registry.isCurrent(known.route)) return known;
    const claims = readProxiedFileId(id);
    const route = claims && this.registry.find(claims.filesUrl);
    const registered = route ? [...route.keys, ...route.revokedKeys] : [];
    const keys = registered.length > 0 ? registered : [NOBODYS_KEY];
    const key = checkProxiedFileId<{ secret: Buffer }>(id, keys) as RegisteredKey | undefined;
    if (!claims || !route || !key) return undefined;
    if (key.state !== 'revoked') this.use.noteDialect(route.instance, claims.dialect);
    const verified = { ...claims, route, key };
    this.#verified.set(id, verified);
    return verified;
  }

  private async requireProof(
    call: IncomingCall,
    accessToken: string,
    headers: RequestHeaders,
    record: CallRecord,
  ): Promise<void> {
    if (this.options.proof === 'off') {
      record.proof = 'off';
      return;
    }
    const { tenant, instance } = record.route!;
    const { client, verdict, finding } = await this.proofs.check({
      url: this.options.publicUrl + call.url,
      accessToken,
      headers,
      host: hostOf(call),
      upstreamUrl: instance.filesUrl + call.url.slice(FILES_PATH.length),
      instanceId: instance.instanceId,
      soft: tenant.policy.softProof,
    });
    record.client = client;
    record.proof = verdict;
    record.proofFinding = finding;
    if (client !== undefined) return;
    if (!tenant.policy.softProof) throw new WopiError('proof_failed');
    record.soft = true;
  }
}

function hostOf({ rawHeaders }: IncomingCall): string | undefined {
  const at = rawHeaders.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
  return at < 0 ? undefined : rawHeaders[at + 1];
}

/** What the proxy knows a call's session by. */
export function sessionOf(
  call: Pick<AdmittedCall, 'route' | 'key' | 'fileId' | 'accessToken'>,
): ProxySession {
  const { route, key, fileId, accessToken } = call;
  return { instance: route.instance, keyId: key.keyId, fileId, accessToken };
}

function operationOf(
  { method }: IncomingCall,
  { resource, suffix }: RequestTarget,
  headers: RequestHeaders,
): WopiOperationName | undefined {
  const override = headers.value(WopiHeader.Override.toLowerCase());
  const oldLock = headers.value(WopiHeader.OldLock.toLowerCase());
  return findOperation({
    resource,
    method,
    suffix,
    ...(override !== undefined && { override }),
    ...(oldLock !== undefined && { oldLock }),
  })?.name;
}
