import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Sealer } from '#database';
import type { KeyTerm, SigningKeyRepository, SigningKeyRow } from '../persistence/signing-key.repository.js';

/** A private key that may sign. */
export interface SigningKey {
  readonly keyId: string;
  readonly key: KeyObject;
  /** On this process's own steady clock. */
  readonly signsUntil: number;
}

/** Keys of one purpose. */
export interface KeyKind extends KeyTerm {
  /** What a private key's seal is bound to, before its id. */
  readonly sealedAs: string;
  /** A new private key, and its public half as it is published. */
  generate(keyId: string): { readonly key: KeyObject; readonly publicKey: string };
}

interface Loaded {
  readonly at: number;
  readonly signing: readonly SigningKey[];
  readonly published: readonly string[];
}

const DAY_MS = 24 * 3600 * 1000;
/** A key is not used in its last minute, so that clocks may differ a little. */
const MARGIN_MS = 60_000;
const SIGNING_RELOAD_MS = 3600 * 1000;
const PUBLISHED_RELOAD_MS = 5_000;

/** The key pairs of one purpose: rows that all replicas share, made and rotated here, their private halves sealed. */
export class SigningKeys {
  private readonly logger = new Logger(SigningKeys.name);
  #loaded: Loaded | undefined;
  #loading: Promise<Loaded> | undefined;

  constructor(
    private readonly rows: SigningKeyRepository,
    private readonly sealer: Sealer,
    private readonly kind: KeyKind,
  ) {}

  /** Those that sign, at least one; the first to stop comes first. */
  async signing(): Promise<readonly SigningKey[]> {
    const usable = this.usable();
    if (usable.length === 0) return this.afterReload();
    if (this.isOlderThan(SIGNING_RELOAD_MS))
      this.reload().catch((error: unknown) => this.logger.error(error));
    return usable;
  }

  /** As `signing`, a few seconds old at most. */
  async signingNow(): Promise<readonly SigningKey[]> {
    return this.isOlderThan(PUBLISHED_RELOAD_MS) ? this.afterReload() : this.signing();
  }

  /** The public halves of all that are to be verified, a few seconds old at most. */
  async published(): Promise<readonly string[]> {
    const { published } = this.isOlderThan(PUBLISHED_RELOAD_MS) ? await this.reload() : this.#loaded!;
    return published;
  }

  private isOlderThan(age: number): boolean {
    return !this.#loaded || performance.now() - this.#loaded.at > age;
  }

  private usable(): readonly SigningKey[] {
    const until = performance.now() + MARGIN_MS;
    const signing = this.#loaded?.signing ?? [];
    return signing.every(({ signsUntil }) => signsUntil > until)
      ? signing
      : signing.filter(({ signsUntil }) => signsUntil > until);
  }

  private async afterReload(): Promise<readonly SigningKey[]> {
    await this.reload();
    const usable = this.usable();
    if (usable.length === 0) throw new Error(`There is no key to sign with (${this.kind.purpose})`);
    return usable;
  }

  private reload(): Promise<Loaded> {
    return (this.#loading ??= this.load().finally(() => (this.#loading = undefined)));
  }

  private async load(): Promise<Loaded> {
    let rows = await this.rows.live(this.kind);
    let signing = this.opened(rows);
    const horizon = performance.now() + this.kind.overlapDays * DAY_MS;
    if (!signing.some(({ signsUntil }) => signsUntil > horizon)) {
      const known = new Set(signing.map(({ keyId }) => keyId));
      await this.add(rows.map(({ keyId }) => keyId).filter((keyId) => !known.has(keyId)));
      rows = await this.rows.live(this.kind);
      signing = this.opened(rows);
    }
    return (this.#loaded = {
      at: performance.now(),
      signing,
      published: rows.map(({ publicKey }) => publicKey),
    });
  }

  private async add(unusable: readonly string[]): Promise<void> {
    const keyId = randomUUID();
    const { key, publicKey } = this.kind.generate(keyId);
    const der = key.export({ format: 'der', type: 'pkcs8' });
    const sealedKey = this.sealer.seal(der, this.sealContext(keyId));
    await this.rows.insert(this.kind, { keyId, publicKey, sealedKey }, unusable);
  }

  private opened(rows: readonly SigningKeyRow[]): SigningKey[] {
    const now = performance.now();
    return rows.flatMap(({ keyId, sealedKey, signsForMs }) => {
      if (signsForMs <= 0) return [];
      try {
        const der = this.sealer.open(sealedKey, this.sealContext(keyId));
        const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
        return [{ keyId, key, signsUntil: now + signsForMs }];
      } catch (error) {
        this.logger.error(`Signing key ${keyId} is not used: ${(error as Error).message}`);
        return [];
      }
    });
  }

  private sealContext(keyId: string): string {
    return `${this.kind.sealedAs}:${keyId}`;
  }
}
