import { generateKeyPairSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Sealer } from '#database';
import { type DiscoveryProofKey, discoveryProofKey, signProofOffThread } from '#wopi-protocol';
import { SigningKeyRepository } from '../persistence/signing-key.repository.js';
import { PROXY_OPTIONS, type ProxyOptions } from '../proxy-options.js';
import { type KeyKind, type SigningKey, SigningKeys } from './signing-keys.js';

/** For a week after a new key was made both proofs differ, which is longer than a host may keep a discovery. */
const PROOF_KEYS: KeyKind = {
  purpose: 'proxy-proof',
  signsDays: 37,
  overlapDays: 7,
  verifiesDays: 37,
  sealedAs: 'proof-key',
  generate() {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return {
      key: pair.privateKey,
      publicKey: String(pair.publicKey.export({ format: 'pem', type: 'spki' })),
    };
  },
};

/** The RSA keys with which the proxy signs calls to instances in mode `resign`, as an office server would. */
@Injectable()
export class OwnProofKeys {
  readonly #keys: SigningKeys;

  constructor(rows: SigningKeyRepository, @Inject(PROXY_OPTIONS) options: ProxyOptions) {
    this.#keys = new SigningKeys(rows, new Sealer(options.encryptionKey), PROOF_KEYS);
  }

  /** The proof headers for a call to `url`, which holds `accessToken` as it is given here. */
  async sign(request: { url: string; accessToken: string }): Promise<[name: string, value: string][]> {
    const { current, old } = pairOf(await this.#keys.signing());
    const keys = old === current ? { current: current.key } : { current: current.key, old: old.key };
    return Object.entries(await signProofOffThread(request, keys));
  }

  /** What a discovery says of them. */
  async published(): Promise<DiscoveryProofKey> {
    const { current, old } = pairOf(await this.#keys.signingNow());
    return discoveryProofKey(current.key, old.key);
  }
}

/** The newest key and, while it still signs, the one before. */
function pairOf(signing: readonly SigningKey[]): { current: SigningKey; old: SigningKey } {
  const current = signing.at(-1)!;
  return { current, old: signing.at(-2) ?? current };
}
