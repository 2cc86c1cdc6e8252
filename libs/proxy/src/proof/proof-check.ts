import { Injectable } from '@nestjs/common';
import { DiscoveryService, type RefreshReason } from '#discovery';
import { type ProofHeaders, type ProofKeySet, verifyProof, WopiHeader } from '#wopi-protocol';
import { type ProofFinding, ProofFindings } from './proof-findings.js';
import type { RequestHeaders } from '../request-headers.js';
import type { SignedCall } from './signed-call.js';

const PROOF = WopiHeader.Proof.toLowerCase();
const PROOF_OLD = WopiHeader.ProofOld.toLowerCase();
const TIMESTAMP = WopiHeader.TimeStamp.toLowerCase();

/** `client` is the one whose key matched; `verdict` says which proof did, or why none. */
export interface CheckedProof {
  readonly client: string | undefined;
  readonly verdict: string;
  /** What the client should change, where a refusal was looked into. */
  readonly finding?: ProofFinding | undefined;
}

/** Checks proofs with the keys of every configured client, and has keys that look outdated fetched again. */
@Injectable()
export class ProofCheck {
  readonly #lastClient = new Map<string, string>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly findings: ProofFindings,
  ) {}

  /** Of a refusal now and then, says more than its verdict. */
  async check(call: SignedCall): Promise<CheckedProof> {
    const checked = await this.checkTwice(call);
    if (checked.client !== undefined) return checked;
    return { ...checked, finding: this.findings.look(call, proofHeaders(call.headers), checked.verdict) };
  }

  private async checkTwice(call: SignedCall): Promise<CheckedProof> {
    const first = await this.tryAll(call);
    if (first.client !== undefined || first.verdict !== 'signature') return first;
    const changed = await Promise.all(
      this.discovery.clients.map(({ name }) => this.refresh(name, 'proof-failure')),
    );
    return changed.includes(true) ? this.tryAll(call) : first;
  }

  private async tryAll(call: SignedCall): Promise<CheckedProof> {
    const headers = proofHeaders(call.headers);
    let refused: CheckedProof | undefined;
    for (const name of this.clientsFor(call.instanceId)) {
      const keys = this.discovery.peekProofKeys(name) ?? (await this.keysOf(name));
      if (!keys) continue;
      const verdict = verifyProof({ url: call.url, accessToken: call.accessToken, headers }, keys);
      if (verdict.ok) {
        this.#lastClient.set(call.instanceId, name);
        // The client has rotated, or is about to: the keys at hand are not the ones that it will sign with.
        if (verdict.matched !== 'current') void this.refresh(name, 'old-key');
        return { client: name, verdict: verdict.matched };
      }
      refused ??= { client: undefined, verdict: verdict.reason };
    }
    return refused ?? { client: undefined, verdict: 'no-keys' };
  }

  /** The client of the last call to the same instance first, since each wrong one costs two or three signature checks. */
  private clientsFor(instanceId: string): readonly string[] {
    const names = this.discovery.clients.map(({ name }) => name);
    const last = this.#lastClient.get(instanceId);
    return last === undefined || last === names[0] ? names : [last, ...names.filter((name) => name !== last)];
  }

  private async keysOf(name: string): Promise<ProofKeySet | undefined> {
    return this.discovery.proofKeys(name).catch(() => undefined);
  }

  /** Whether there are other keys now, be it by this refresh or by one that another replica made. */
  private async refresh(name: string, reason: RefreshReason): Promise<boolean> {
    const before = this.discovery.peekProofKeys(name);
    const changed = await this.discovery.refreshSoon(name, reason).catch(() => false);
    return changed || this.discovery.peekProofKeys(name) !== before;
  }
}

function proofHeaders(headers: RequestHeaders): ProofHeaders {
  return {
    proof: headers.value(PROOF),
    proofOld: headers.value(PROOF_OLD),
    timestamp: headers.value(TIMESTAMP),
  };
}
