import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Sealer } from '#database';
import { signAssertion } from '#wopi-protocol';
import { SigningKeyRepository } from '../persistence/signing-key.repository.js';
import { PROXY_OPTIONS, type ProxyOptions } from '../proxy-options.js';
import { type KeyKind, SigningKeys } from './signing-keys.js';

/** A key signs once it has been published for a day, and is published for a day after its last signature. */
const ASSERTION_KEYS: KeyKind = {
  purpose: 'proxy-assertion',
  signsDays: 30,
  overlapDays: 1,
  verifiesDays: 31,
  sealedAs: 'assertion-key',
  generate(keyId) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'ES256', use: 'sig' };
    return { key: pair.privateKey, publicKey: JSON.stringify(jwk) };
  },
};

/** The P-256 keys with which the proxy vouches for calls to instances in mode `attested`. */
@Injectable()
export class AssertionKeys {
  readonly #keys: SigningKeys;

  constructor(rows: SigningKeyRepository, @Inject(PROXY_OPTIONS) options: ProxyOptions) {
    this.#keys = new SigningKeys(rows, new Sealer(options.encryptionKey), ASSERTION_KEYS);
  }

  /** The value of the assertion header for one call; `target` is the raw path and query that the upstream gets. */
  async sign(assertion: { tenant: string; method: string; target: string }): Promise<string> {
    const { key, keyId } = (await this.#keys.signing())[0]!;
    return signAssertion(assertion, key, keyId);
  }

  /** The public keys as a JWK set. */
  async published(): Promise<{ keys: readonly JsonWebKey[] }> {
    return { keys: (await this.#keys.published()).map((jwk) => JSON.parse(jwk) as JsonWebKey) };
  }
}
