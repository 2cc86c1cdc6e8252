import { Inject, Injectable } from '@nestjs/common';
import { Sealer } from '#database';
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

type Written = readonly [instanceId: string, keyId: string, fileId: string, url: string, until: number];

const MAX_LENGTH = 8 * 1024;
const FORM = /^[\w-]+$/;

/** Links that only this installation can make and read. They end with their time, their key and their instance. */
@Injectable()
export class SealedLinks {
  readonly #sealer: Sealer;

  constructor(
    private readonly registry: ProxyRegistry,
    @Inject(PROXY_OPTIONS) { encryptionKey }: ProxyOptions,
  ) {
    this.#sealer = new Sealer(encryptionKey);
  }

  seal(purpose: LinkPurpose, { url, route, key, fileId }: LinkTarget, lifeMs: number): string {
    const { instanceId } = route.instance;
    const written: Written = [instanceId, key.keyId, fileId, url, Date.now() + lifeMs];
    return this.#sealer.seal(Buffer.from(JSON.stringify(written)), contextOf(purpose)).toString('base64url');
  }

  /** Undefined for a link that is none, or none any more. */
  open(purpose: LinkPurpose, link: string): LinkTarget | undefined {
    const written = this.read(purpose, link);
    if (!written) return undefined;
    const [instanceId, keyId, fileId, url, until] = written;
    const route = this.registry.findInstance(instanceId);
    const key = route?.keys.find((one) => one.keyId === keyId);
    if (!route?.active || !key || until < Date.now()) return undefined;
    return { url, route, key, fileId };
  }

  private read(purpose: LinkPurpose, link: string): Written | undefined {
    if (link.length > MAX_LENGTH || !FORM.test(link)) return undefined;
    try {
      const plain = this.#sealer.open(Buffer.from(link, 'base64url'), contextOf(purpose));
      return JSON.parse(plain.toString()) as Written;
    } catch {
      return undefined;
    }
  }
}

const contextOf = (purpose: LinkPurpose): string => `link:${purpose}`;
