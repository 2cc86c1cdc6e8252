import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DiscoveryService } from '#discovery';
import { isNativeClient } from '#tokens';
import {
  ASSERTION_HEADER,
  type ProofKeySet,
  type ProofVerdict,
  verifyProof,
  WopiError,
  WopiHeader,
} from '#wopi-protocol';
import type { Arrival } from './arrival.js';
import { AssertionKeys } from './assertion-keys.js';
import { headerOf } from './wopi-request.js';
import { WOPI_API_OPTIONS, type WopiApiOptions } from './wopi-api-options.js';

/** Makes sure that a request comes from the office server, and not from a browser that read the token. */
@Injectable()
export class ProofCheck {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly assertions: AssertionKeys,
    @Inject(WOPI_API_OPTIONS) private readonly options: WopiApiOptions,
  ) {}

  /** Answers what matched, for the audit log. @throws WopiError `proof_failed` */
  async run(http: Request, tokenClient: string, rawToken: string, arrival: Arrival): Promise<string> {
    if (!this.options.proofRequired) return 'off';
    if (isNativeClient(tokenClient)) return 'native';
    if (arrival.attested) return this.checkAssertion(http);
    const client = arrival.signer ?? tokenClient;
    const keys = this.discovery.peekProofKeys(client) ?? (await this.discovery.proofKeys(client));
    const verdict = keys && this.verify(http, rawToken, arrival, keys);
    if (verdict?.ok) {
      // Either way the keys at hand are not the newest pair.
      if (verdict.matched !== 'current')
        void this.discovery.refreshSoon(client, 'old-key').catch(() => false);
      return verdict.matched;
    }
    return this.afterRefresh(http, client, rawToken, arrival, verdict);
  }

  /** The client may have rotated its keys since its discovery was read. */
  private async afterRefresh(
    http: Request,
    client: string,
    rawToken: string,
    arrival: Arrival,
    first: ProofVerdict | undefined,
  ): Promise<string> {
    const reason = first && !first.ok ? first.reason : 'signature';
    const mayHelp = reason === 'signature' && (await this.discovery.refreshSoon(client, 'proof-failure'));
    const keys = mayHelp ? await this.discovery.proofKeys(client) : undefined;
    const verdict = keys && this.verify(http, rawToken, arrival, keys);
    if (verdict?.ok) return verdict.matched;
    throw new WopiError('proof_failed', { reason: `Proof ${reason}`, verdict: reason });
  }

  private verify(http: Request, accessToken: string, { origin }: Arrival, keys: ProofKeySet): ProofVerdict {
    const headers = {
      proof: headerOf(http, WopiHeader.Proof),
      proofOld: headerOf(http, WopiHeader.ProofOld),
      timestamp: headerOf(http, WopiHeader.TimeStamp),
    };
    return verifyProof({ url: origin + http.originalUrl, accessToken, headers }, keys);
  }

  private async checkAssertion(http: Request): Promise<string> {
    const assertion = http.headers[ASSERTION_HEADER.toLowerCase()];
    const request = { method: http.method, target: http.originalUrl };
    if (typeof assertion === 'string' && (await this.assertions.verify(assertion, request)))
      return 'attested';
    throw new WopiError('proof_failed', { reason: 'Assertion missing or wrong', verdict: 'assertion' });
  }
}
