import type { KeyObject } from 'node:crypto';
import { Sealer } from '#database';
import { discoveryProofKey, proofKeySet, type ProofKeySet } from '#wopi-protocol';

const LIFE_MS = 60_000;
/** What is longer was not made here. */
const MOST_CHARACTERS = 2_048;
const CONTEXT = 'self-test';

interface Sealed {
  readonly until: number;
  readonly modulus: string;
  readonly exponent: string;
}

/** Lets a call into the self-test for a minute, signed by the key that it names. Only who has ENCRYPTION_KEY can make one. */
export class SelfTestPasses {
  readonly #sealer: Sealer;

  constructor(encryptionKey: string) {
    this.#sealer = new Sealer(encryptionKey);
  }

  make(key: KeyObject): string {
    const { modulus, exponent } = discoveryProofKey(key, key);
    const sealed: Sealed = { until: Date.now() + LIFE_MS, modulus, exponent };
    return this.#sealer.seal(Buffer.from(JSON.stringify(sealed)), CONTEXT).toString('base64url');
  }

  /** The key that the call must be signed by; undefined for anything but a pass in its time. */
  keysOf(pass: string): ProofKeySet | undefined {
    if (pass.length > MOST_CHARACTERS || !/^[\w-]+$/.test(pass)) return undefined;
    try {
      const text = this.#sealer.open(Buffer.from(pass, 'base64url'), CONTEXT).toString();
      const { until, modulus, exponent } = JSON.parse(text) as Sealed;
      const none = { oldvalue: '', oldmodulus: '', oldexponent: '' };
      return until < Date.now() ? undefined : proofKeySet({ value: '', modulus, exponent, ...none });
    } catch {
      return undefined;
    }
  }
}
