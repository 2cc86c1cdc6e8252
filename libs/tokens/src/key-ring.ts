import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '#background';
import { SealBroken, Sealer } from '#database';
import { SigningKeyRepository, type SigningKeyRow } from './persistence/signing-key.repository.js';
import { TOKEN_OPTIONS, type TokenOptions } from './token-options.js';

export interface SigningKey {
  readonly keyId: string;
  readonly secret: KeyObject;
}

const SIGNS_DAYS = 30;
/** A key outlives its last token by this much, so that a rotation ends no session. */
const SPARE_HOURS = 24;
const RELOAD_MS = 5 * 60 * 1000;
/** Made-up key ids wait for this long between two queries, all of them for the same one. */
const LEAST_RELOAD_MS = 50;

/** The keys that sign access tokens: rows shared by all replicas, their secrets sealed, rotated with overlap. */
@Injectable()
export class KeyRing extends BackgroundWork {
  private readonly sealer: Sealer;
  #keys = new Map<string, SigningKey>();
  #signer: SigningKey | undefined;
  #loadedAt = 0;
  #loading: Promise<void> | undefined;
  #soon: Promise<void> | undefined;

  constructor(
    private readonly rows: SigningKeyRepository,
    @Inject(TOKEN_OPTIONS) private readonly options: TokenOptions,
  ) {
    super({ everyMs: RELOAD_MS });
    this.sealer = new Sealer(options.encryptionKey);
  }

  /** The key that signs new tokens; makes one where there is none. */
  async signer(): Promise<SigningKey> {
    if (!this.#signer) await this.reload();
    return this.#signer ?? this.add();
  }

  /** Makes a new signing key at once; tokens signed with the old ones stay valid until they expire. */
  async rotate(): Promise<SigningKey> {
    return this.add();
  }

  /** The key of that id if it still verifies; asks the database for one that another replica may have made. */
  async verifier(keyId: string): Promise<SigningKey | undefined> {
    const known = this.#keys.get(keyId);
    if (known) return known;
    await this.reloadSoon();
    return this.#keys.get(keyId);
  }

  protected override begin(): Promise<void> {
    return this.reload();
  }

  protected turn(): Promise<void> {
    return this.reload();
  }

  /** A load that begins after this call; callers that come before it begins share it. */
  private reloadSoon(): Promise<void> {
    return (this.#soon ??= this.waitForTurn()
      .finally(() => (this.#soon = undefined))
      .then(() => this.reload()));
  }

  private async waitForTurn(): Promise<void> {
    await this.#loading?.catch(() => undefined);
    await sleep(Math.max(0, this.#loadedAt + LEAST_RELOAD_MS - Date.now()));
  }

  private reload(): Promise<void> {
    return (this.#loading ??= this.load().finally(() => (this.#loading = undefined)));
  }

  private async load(): Promise<void> {
    const rows = await this.rows.live();
    const keys = new Map<string, SigningKey>();
    let signer: SigningKey | undefined;
    for (const row of rows) {
      const key = this.#keys.get(row.keyId) ?? this.open(row);
      if (!key) continue;
      keys.set(key.keyId, key);
      if (row.signs) signer ??= key;
    }
    this.#keys = keys;
    this.#signer = signer;
    this.#loadedAt = Date.now();
  }

  private async add(): Promise<SigningKey> {
    const keyId = randomBytes(8).toString('base64url');
    const sealed = this.sealer.seal(randomBytes(32), contextOf(keyId));
    const overlap = Math.ceil(this.options.lifeSeconds / 3600) + SPARE_HOURS;
    const key = this.open(await this.rows.add(keyId, sealed, SIGNS_DAYS, overlap))!;
    this.#keys.set(keyId, key);
    this.#signer = key;
    return key;
  }

  private open({ keyId, sealed }: SigningKeyRow): SigningKey | undefined {
    try {
      // A KeyObject: given a Buffer, jsonwebtoken is forty times slower.
      return { keyId, secret: createSecretKey(this.sealer.open(sealed, contextOf(keyId))) };
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.logger.error(
        `Signing key ${keyId} does not open with this ENCRYPTION_KEY; its tokens are refused`,
      );
      return undefined;
    }
  }
}

const contextOf = (keyId: string) => `access-token:${keyId}`;
