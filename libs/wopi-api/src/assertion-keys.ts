import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Outgoing } from '#outgoing';
import { verifyAssertion } from '#wopi-protocol';
import { WOPI_API_OPTIONS, type WopiApiOptions } from './wopi-api-options.js';

const MAX_BYTES = 64 * 1024;
const TIMEOUT_MS = 10_000;
/** A key the proxy made a moment ago is looked up at once, but made-up assertions must not turn into requests. */
const LEAST_RELOAD_MS = 10_000;

/** The public keys with which the proxy in front signs its assertions, as it publishes them. */
@Injectable()
export class AssertionKeys {
  private readonly logger = new Logger(AssertionKeys.name);
  #keys: ReadonlyMap<string, KeyObject> = new Map();
  #loadedAt = 0;
  #loading: Promise<void> | undefined;

  constructor(
    private readonly outgoing: Outgoing,
    @Inject(WOPI_API_OPTIONS) private readonly options: WopiApiOptions,
  ) {}

  /** Whether the proxy said, less than a minute ago, that this very request is genuine. */
  async verify(assertion: string, request: { method: string; target: string }): Promise<boolean> {
    if (verifyAssertion(assertion, this.#keys, request)) return true;
    if (Date.now() - this.#loadedAt < LEAST_RELOAD_MS) return false;
    await (this.#loading ??= this.load().finally(() => (this.#loading = undefined)));
    return verifyAssertion(assertion, this.#keys, request) !== undefined;
  }

  private async load(): Promise<void> {
    this.#loadedAt = Date.now();
    const url = `${this.options.behindProxy?.url}/wopi/assertion-keys`;
    try {
      const policy = { allowPrivate: true };
      const { status, text } = await this.outgoing.fetchText(url, {
        policy,
        maxBytes: MAX_BYTES,
        timeoutMs: TIMEOUT_MS,
      });
      if (status !== 200) throw new Error(`the proxy answered ${status}`);
      const { keys } = JSON.parse(text) as { keys: (JsonWebKey & { kid: string })[] };
      this.#keys = new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
    } catch (error) {
      this.logger.error(error);
    }
  }
}
