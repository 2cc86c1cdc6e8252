import {
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Sealer } from '#database';
import { signAssertion } from '#wopi-protocol';
import { AssertionKeyRepository, type AssertionKeyRow } from './persistence/assertion-key.repository.js';
import { PROXY_OPTIONS, type ProxyOptions } from './proxy-options.js';

interface SigningKey {
  readonly keyId: string;
  readonly key: KeyObject;
  /** On this process's own steady clock. */
  readonly signsUntil: number;
}

interface Loaded {
  readonly at: number;
  readonly signing: readonly SigningKey[];
  readonly published: readonly JsonWebKey[];
}

const DAY_MS = 24 * 3600 * 1000;
/** A key is not used in its last minute, so that clocks may differ a little. */
const MARGIN_MS = 60_000;
const SIGNING_RELOAD_MS = 3600 * 1000;
const PUBLISHED_RELOAD_MS = 5_000;

/** The P-256 keys with which the proxy vouches for calls to instances in mode `attested`: made, rotated and published here. */
@Injectable()
export class AssertionKeys {
  private readonly logger = new Logger(AssertionKeys.name);
  private readonly sealer: Sealer;
  #loaded: Loaded | undefined;
  #loading: Promise<Loaded> | undefined;

  constructor(
    private readonly rows: AssertionKeyRepository,
    @Inject(PROXY_OPTIONS) options: ProxyOptions,
  ) {
    this.sealer = new Sealer(options.encryptionKey);
  }

  /** The value of the assertion header for one call; `target` is the raw path and query that the upstream gets. */
  async sign(assertion: { tenant: string; method: string; target: string }): Promise<string> {
    const usable = this.usableKey();
    const { keyId, key } = usable ?? (await this.afterReload());
    if (usable && this.isOlderThan(SIGNING_RELOAD_MS))
      this.reload().catch((error: unknown) => this.logger.error(error));
    return signAssertion(assertion, key, keyId);
  }

  /** The public keys as a JWK set, those that have stopped signing for a day longer. */
  async published(): Promise<{ keys: readonly JsonWebKey[] }> {
    const { published } = this.isOlderThan(PUBLISHED_RELOAD_MS) ? await this.reload() : this.#loaded!;
    return { keys: published };
  }

  private isOlderThan(age: number): boolean {
    return !this.#loaded || performance.now() - this.#loaded.at > age;
  }

  private usableKey(): SigningKey | undefined {
    const now = performance.now();
    return this.#loaded?.signing.find(({ signsUntil }) => signsUntil > now + MARGIN_MS);
  }

  private async afterReload(): Promise<SigningKey> {
    await this.reload();
    const key = this.usableKey();
    if (!key) throw new Error('There is no key to sign assertions with');
    return key;
  }

  private reload(): Promise<Loaded> {
    return (this.#loading ??= this.load().finally(() => (this.#loading = undefined)));
  }

  private async load(): Promise<Loaded> {
    let rows = await this.rows.live();
    let signing = this.signingKeys(rows);
    const horizon = performance.now() + DAY_MS;
    if (!signing.some(({ signsUntil }) => signsUntil > horizon)) {
      await this.add(
        rows.filter(({ keyId }) => !signing.some((key) => key.keyId === keyId)).map(({ keyId }) => keyId),
      );
      rows = await this.rows.live();
      signing = this.signingKeys(rows);
    }
    const published = rows.map(({ publicKey }) => JSON.parse(publicKey) as JsonWebKey);
    return (this.#loaded = { at: performance.now(), signing, published });
  }

  private async add(unusable: readonly string[]): Promise<void> {
    const keyId = randomUUID();
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'ES256', use: 'sig' };
    const der = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
    await this.rows.insert(keyId, JSON.stringify(jwk), this.sealer.seal(der, sealContext(keyId)), unusable);
  }

  private signingKeys(rows: readonly AssertionKeyRow[]): SigningKey[] {
    const now = performance.now();
    return rows.flatMap(({ keyId, sealedKey, signsForMs }) => {
      if (signsForMs <= 0) return [];
      try {
        const der = this.sealer.open(sealedKey, sealContext(keyId));
        return [
          {
            keyId,
            key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
            signsUntil: now + signsForMs,
          },
        ];
      } catch (error) {
        this.logger.error(`Assertion key ${keyId} is not used: ${(error as Error).message}`);
        return [];
      }
    });
  }
}

const sealContext = (keyId: string): string => `assertion-key:${keyId}`;
