import { createHash, type KeyObject } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DiscoveryService } from '#discovery';
import {
  diagnoseSignature,
  type ProofHeaders,
  type ProofKeySet,
  type SignatureDiagnosis,
} from '#wopi-protocol';
import type { SignedCall } from './signed-call.js';

/** Why a proof was refused, for whoever has to put it right. Addresses without ids and tokens. */
export interface ProofFinding {
  readonly verdict: string;
  /** What differs, where the signature fits something else. */
  readonly cause?: SignatureDiagnosis['cause'];
  /** The client whose key fits that. */
  readonly client?: string;
  readonly checkedUrl: string;
  /** In upper case, as it was signed. */
  readonly signedUrl?: string;
  /** Of the keys that were tried. */
  readonly keyIds: readonly string[];
  /** Headers that are not there. */
  readonly missing?: readonly string[];
  /** Seconds that the client's clock, or the call itself, is behind. */
  readonly ageSeconds?: number;
}

/** For one instance. */
const LEAST_INTERVAL_MS = 10_000;
const MOST_INSTANCES = 10_000;
const TICKS_AT_1970 = 621_355_968_000_000_000n;
const TICKS_PER_SECOND = 10_000_000n;

/** Looks into refused proofs: one of an instance in ten seconds, since it costs dozens of signature checks. */
@Injectable()
export class ProofFindings {
  private readonly logger = new Logger('Proof');
  readonly #lookedAt = new LRUCache<string, number>({ max: MOST_INSTANCES });

  constructor(private readonly discovery: DiscoveryService) {}

  /** Undefined: another refusal of the instance was looked into a moment ago. */
  look(call: SignedCall, headers: ProofHeaders, verdict: string): ProofFinding | undefined {
    const now = performance.now();
    if (now - (this.#lookedAt.get(call.instanceId) ?? -Infinity) < LEAST_INTERVAL_MS) return undefined;
    this.#lookedAt.set(call.instanceId, now);
    const finding = this.findingOf(call, headers, verdict);
    const passed = call.soft ? 'wrong, and let pass all the same' : 'wrong';
    this.logger.warn(`A proof for instance ${call.instanceId} is ${passed}: ${JSON.stringify(finding)}`);
    return finding;
  }

  private findingOf(call: SignedCall, headers: ProofHeaders, verdict: string): ProofFinding {
    const clients = this.discovery.clients.flatMap(({ name }) => {
      const keys = this.discovery.peekProofKeys(name);
      return keys ? [{ name, keys }] : [];
    });
    const finding = {
      verdict,
      checkedUrl: withoutSecrets(call.url),
      keyIds: clients.flatMap(({ keys }) => keyIdsOf(keys)),
    };
    if (verdict === 'missing') return { ...finding, missing: missingOf(headers) };
    if (verdict === 'expired' || verdict === 'future') return { ...finding, ageSeconds: ageOf(headers) };
    if (verdict !== 'signature') return finding;
    for (const { name, keys } of clients) {
      const found = diagnoseSignature({ ...call, headers }, keys, elsewhere(call));
      if (found)
        return { ...finding, cause: found.cause, client: name, signedUrl: withoutSecrets(found.signedUrl) };
    }
    return finding;
  }
}

/** Addresses that the call may have been signed for: under the name that it came by, and the instance's own. */
function elsewhere({ url, host, upstreamUrl }: SignedCall): string[] {
  const target = url.slice(url.indexOf('/', url.indexOf('://') + 3));
  const origins = host === undefined ? [] : [`https://${host}`, `http://${host}`];
  origins.push(new URL(upstreamUrl).origin);
  return [...origins.map((origin) => origin + target), upstreamUrl];
}

/** Ids become `{id}` and every value of the query `*`. */
function withoutSecrets(url: string): string {
  return url
    .replace(/(\/(?:files|containers|ecosystem)(?:\/|%2f))[^/?%]+/i, '$1{id}')
    .replace(/([?&][^=&]*)=[^&]*/g, '$1=*');
}

/** The beginning of the SHA-256 of a key's public half in DER. */
function keyIdsOf({ current, old }: ProofKeySet): string[] {
  return [current, ...(old ? [old] : [])].map(keyIdOf);
}

function keyIdOf(key: KeyObject): string {
  const der = key.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

function missingOf({ proof, timestamp }: ProofHeaders): string[] {
  return [...(proof ? [] : ['X-WOPI-Proof']), ...(timestamp ? [] : ['X-WOPI-TimeStamp'])];
}

function ageOf({ timestamp = '0' }: ProofHeaders): number {
  return Math.round(Date.now() / 1000 - Number((BigInt(timestamp) - TICKS_AT_1970) / TICKS_PER_SECOND));
}
