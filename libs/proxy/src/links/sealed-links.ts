import { Inject, Injectable } from '@nestjs/common';
import { SealBroken, Sealer } from '#database';
import { ProxyRegistry, type ProxyRoute, type RegisteredKey } from '#tenants';
import { PROXY_OPTIONS, type ProxyOptions } from '../proxy-options.js';

/** What a link is good for; one never opens as the other. */
export type LinkPurpose = 'redirect' | 'file-url';

/** An address of an instance, hidden in an address of ours. */
export interface LinkTarget {
  readonly url: string;
  readonly route: ProxyRoute;
  /** Of the call that the link was given to. */
  readonly key: RegisteredKey;
  readonly fileId: string;
}

type Written = readonly [keyId: string, fileId: string, url: string, until: number];

const MAX_LENGTH = 8 * 1024;
const FORM = /^[\w-]+$/;
const INSTANCE_ID_BYTES = 16;

/**
 * Links that nobody else can make or read: sealed by the tenant's newest active key for their purpose, where it has one, and otherwise by
 * the installation. They end with their time, the key of their call, their instance and the key that sealed them.
 */
@Injectable()
export class SealedLinks {
  readonly #installation: Sealer;
  readonly #sealers = new WeakMap<RegisteredKey, Sealer>();

  constructor(
    private readonly registry: ProxyRegistry,
    @Inject(PROXY_OPTIONS) { encryptionKey }: ProxyOptions,
  ) {
    this.#installation = new Sealer(encryptionKey);
  }

  seal(purpose: LinkPurpose, { url, route, key, fileId }: LinkTarget, lifeMs: number): string {
    const { instanceId } = route.instance;
    const written: Written = [key.keyId, fileId, url, Date.now() + lifeMs];
    const own = keysFor(route, purpose).findLast(({ state }) => state === 'active');
    const sealer = own ? this.sealerOf(own) : this.#installation;
    const sealed = sealer.seal(Buffer.from(JSON.stringify(written)), contextOf(purpose, instanceId));
    return Buffer.concat([idBytes(instanceId), sealed]).toString('base64url');
  }

  /** Undefined for a link that is none, or none any more. */
  open(purpose: LinkPurpose, link: string): LinkTarget | undefined {
    if (link.length > MAX_LENGTH || !FORM.test(link)) return undefined;
    const bytes = Buffer.from(link, 'base64url');
    const route = this.registry.findInstance(idText(bytes.subarray(0, INSTANCE_ID_BYTES)));
    if (!route?.active) return undefined;
    const written = this.read(purpose, route, bytes.subarray(INSTANCE_ID_BYTES));
    if (!written) return undefined;
    const [keyId, fileId, url, until] = written;
    const key = route.keys.find((one) => one.keyId === keyId);
    if (!key || until < Date.now()) return undefined;
    return { url, route, key, fileId };
  }

  private read(purpose: LinkPurpose, route: ProxyRoute, sealed: Buffer): Written | undefined {
    const own = keysFor(route, purpose).map((key) => this.sealerOf(key));
    for (const sealer of [...own, this.#installation]) {
      try {
        const plain = sealer.open(sealed, contextOf(purpose, route.instance.instanceId));
        return JSON.parse(plain.toString()) as Written;
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
      }
    }
    return undefined;
  }

  private sealerOf(key: RegisteredKey): Sealer {
    let sealer = this.#sealers.get(key);
    if (!sealer) this.#sealers.set(key, (sealer = new Sealer(key.secret.toString())));
    return sealer;
  }
}

/** Active and retiring ones. */
function keysFor({ otherKeys }: ProxyRoute, wanted: LinkPurpose): RegisteredKey[] {
  return otherKeys.filter(({ purpose }) => purpose === wanted);
}

const contextOf = (purpose: LinkPurpose, instanceId: string): string => `link:${purpose}:${instanceId}`;

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

const idText = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
