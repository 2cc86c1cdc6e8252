import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { type AuditTrail, type CallerContext, OpenRequest } from '#files';
import {
  type AccessTokenClaims,
  AccessTokenVerifier,
  DENIALS,
  type Resource,
  type ResourceKind,
  type TokenTarget,
} from '#tokens';
import {
  checkProxiedFileId,
  findOperation,
  looksProxied,
  type ProxiedFileId,
  readProxiedFileId,
  WopiError,
  WopiHeader,
  type WopiOperation,
  type WopiOperationName,
  type WopiResource,
  type WopiSuffix,
} from '#wopi-protocol';
import { accessTokenOf, type PresentedToken } from './access-token-of.js';
import { type Arrival, arrivalThrough } from './arrival.js';
import { GuessedTokens } from './guessed-tokens.js';
import { ProofCheck } from './proof-check.js';
import { measured } from './request-parts.js';
import { ServedOperations } from './served-operations.js';
import { carriesContent, UnsavedContent } from './unsaved-content.js';
import { WOPI_API_OPTIONS, type WopiApiOptions } from './wopi-api-options.js';
import { trailOf } from './trail-of.js';
import { headerOf, type WopiRequest } from './wopi-request.js';

/** The kind of resource that a token must be for. */
const KINDS = {
  files: 'file',
  containers: 'container',
  ecosystem: 'ecosystem',
} as const satisfies Partial<Record<WopiResource, ResourceKind>>;

/** What a request's path names. */
export interface WopiTarget {
  readonly resource: keyof typeof KINDS;
  /** As it stands in the path: plain or proxied. */
  readonly id: string;
  readonly suffix: WopiSuffix;
}

interface IncomingCall {
  readonly http: Request;
  readonly target: WopiTarget;
  readonly operation: WopiOperation | undefined;
  readonly trail: AuditTrail;
  readonly token: PresentedToken;
  /** What stands in a proxied id, whoever signed it. */
  readonly proxied: ProxiedFileId | undefined;
  readonly tokenTarget: TokenTarget;
}

function auditedIdOf({ kind, id }: Resource): { fileId?: string; containerId?: string } {
  if (kind === 'file') return { fileId: id };
  return kind === 'container' ? { containerId: id } : {};
}

/**
 * Lets a WOPI request in, in this order: token (401), proof (500), session and file in one round trip (401, 404), the
 * operation and the session's right to it (501, 401). Nothing is read or written before the proof has been checked.
 */
@Injectable()
export class WopiGate {
  readonly #secret: { secret: Buffer }[];
  readonly #filesUrl: string;

  constructor(
    private readonly tokens: AccessTokenVerifier,
    private readonly proof: ProofCheck,
    private readonly openRequest: OpenRequest,
    private readonly served: ServedOperations,
    private readonly unsaved: UnsavedContent,
    private readonly guesses: GuessedTokens,
    @Inject(WOPI_API_OPTIONS) private readonly options: WopiApiOptions,
  ) {
    this.#secret = options.behindProxy ? [{ secret: Buffer.from(options.behindProxy.secret) }] : [];
    this.#filesUrl = `${options.hostUrl}/wopi/files/`;
  }

  /** The operation that a request names, before anything is known of its right to it. */
  operationOf(http: Request, { resource, suffix }: WopiTarget): WopiOperation | undefined {
    const override = headerOf(http, WopiHeader.Override);
    const oldLock = headerOf(http, WopiHeader.OldLock);
    return findOperation({ resource, method: http.method, suffix, override, oldLock });
  }

  trailOf(http: Request, operation: WopiOperation | undefined): AuditTrail {
    return trailOf(http, operation, this.options.tenantId);
  }

  /** @throws WopiError */
  async open(
    http: Request,
    target: WopiTarget,
    operation: WopiOperation | undefined,
    trail: AuditTrail,
  ): Promise<WopiRequest<CallerContext>> {
    const call = this.callOf(http, target, operation, trail);
    const claims = await measured('token', () =>
      this.tokens.verify(call.token.decoded, call.tokenTarget),
    ).catch((refusal: unknown) => this.refuseToken(refusal, call));
    await this.admit(call, claims);
    const context = await this.contextOf(claims).catch((refusal: unknown) =>
      this.unsaved.refuse(refusal, claims, operation, http, trail),
    );
    // A session that only may do what its scenario needs: this host makes no links of that kind, so it keeps no such promise.
    if (headerOf(http, WopiHeader.UsingRestrictedScenario) !== undefined)
      throw new WopiError('not_implemented');
    const served = this.served.namesFor(this.options.profileOf(claims.client));
    return { operation: allowed(context, operation, served), context, trail, http, served };
  }

  private callOf(
    http: Request,
    target: WopiTarget,
    operation: WopiOperation | undefined,
    trail: AuditTrail,
  ): IncomingCall {
    const token = this.tokenOf(http, trail);
    const proxied = readProxiedFileId(target.id);
    const resource = { kind: KINDS[target.resource], id: proxied?.fileId ?? target.id };
    const tokenTarget = { tenantId: this.options.tenantId, resource };
    return { http, target, operation, trail, token, proxied, tokenTarget };
  }

  /** The proof, and that the token is for what the path names. */
  private async admit(call: IncomingCall, claims: AccessTokenClaims): Promise<void> {
    const { http, trail, token, tokenTarget } = call;
    const { tenantId, sessionId, userId, client, resource } = claims;
    trail.add({ tenantId, sessionId, userId, client, ...auditedIdOf(resource) });
    const arrival = this.arrivalOf(call);
    const proof = () => this.proof.run(http, client, token.raw, arrival);
    const verdict = measured('proof', proof).catch((refusal: unknown) => {
      if (refusal instanceof WopiError) trail.add({ proof: refusal.detail.verdict });
      throw refusal;
    });
    trail.add({ proof: await verdict });
    const { kind, id } = tokenTarget.resource;
    if (kind !== resource.kind || id !== resource.id) throw new WopiError('invalid_token');
  }

  private tokenOf(http: Request, trail: AuditTrail): PresentedToken {
    try {
      return accessTokenOf(http);
    } catch (refusal) {
      return this.guesses.refuse(refusal, http.ip, trail);
    }
  }

  /** A token that has just ended may bring the last thing that its person wrote; its proof is checked all the same. */
  private async refuseToken(refusal: unknown, call: IncomingCall): Promise<never> {
    const { operation, http, trail } = call;
    const claims = await this.tokens
      .verifyStale(call.token.decoded, call.tokenTarget)
      .catch((unsigned: unknown) => this.guesses.refuse(unsigned, http.ip, trail));
    if (!carriesContent(operation)) throw refusal;
    await this.admit(call, claims).catch(() => {
      throw refusal;
    });
    return this.unsaved.refuse(refusal, claims, operation, http, trail);
  }

  private contextOf(claims: AccessTokenClaims): Promise<CallerContext> {
    if (claims.resource.kind === 'file') return this.openRequest.run(claims);
    if (claims.resource.kind === 'container') return this.openRequest.container(claims);
    return this.openRequest.ecosystem(claims);
  }

  /** A proxied id is as good as a plain one once its signature shows that it was made for this host. */
  private arrivalOf({ http, target, proxied }: IncomingCall): Arrival {
    const { behindProxy, hostUrl } = this.options;
    if (!looksProxied(target.id)) return { origin: hostUrl, attested: false };
    const ours = proxied?.filesUrl === this.#filesUrl && checkProxiedFileId(target.id, this.#secret);
    if (!behindProxy || !ours) throw new WopiError('file_not_found');
    return arrivalThrough(behindProxy, hostUrl, http);
  }
}

function allowed(
  { session }: CallerContext,
  operation: WopiOperation | undefined,
  served: ReadonlySet<WopiOperationName>,
): WopiOperation {
  if (!operation || !served.has(operation.name)) throw new WopiError('not_implemented');
  const denied = session.denied.some((denial) =>
    (DENIALS[denial] as readonly string[]).includes(operation.name),
  );
  if (denied) throw new WopiError('not_implemented');
  if (operation.right !== 'view' && session.action !== 'edit') throw new WopiError('not_permitted');
  return operation;
}
