import type { IncomingHttpHeaders } from 'node:http';
import type { KeyObject } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import type { UpstreamMode } from '#wopi-protocol';

/** A call as a product's server got it. */
export interface ReceivedCall {
  readonly method: string;
  /** The raw request target. */
  readonly target: string;
  /** Of the target, what follows the path of the files. */
  readonly belowFiles: string;
  readonly headers: IncomingHttpHeaders;
  /** As it stands in the target. */
  readonly accessToken: string;
}

/** What the customer has set on the product's side. */
export interface ProductSettings {
  /** Origin of the proxy, as in the product's own settings. */
  readonly proxyUrl: string;
  /** The key that the operator of the proxy handed out. */
  readonly key: string;
  /** Its own origin, as it knows it. */
  readonly origin: string;
  /** The current proof key in the discovery that it reads. */
  readonly proofKey: KeyObject;
  readonly checksProofs: boolean;
  /** The keys that the proxy publishes for its assertions. */
  readonly assertionKeys: JWTVerifyGetKey;
}

/** How a customer's product talks with the proxy, where products differ. */
export interface Product {
  /** In which modes of the proxy it is used. */
  readonly modes: readonly UpstreamMode[];
  /** Knows nothing of proxied ids, so that the proxy puts its own ones in their place. */
  readonly plainFileId?: boolean;
  /** Whether it can look for proofs at all. */
  readonly checksProofs: boolean;
  /** Path of its files URL. */
  readonly filesPath: string;
  /** Its own id for a file of this name. */
  fileIdOf(name: string): string;
  /** The proxied id that its pages hand to the office server. */
  proxiedId(filesUrl: string, fileId: string, settings: ProductSettings): string;
  /** Its own id, from the path of a call; undefined when it takes the segment for none. */
  ownIdIn(segment: string, settings: ProductSettings): string | undefined;
  /** Whether it serves this call at all. */
  trusts(call: ReceivedCall, settings: ProductSettings): boolean;
  /** The `Url` that PutRelativeFile answers, without its token. */
  urlOfNewFile(filesUrl: string, fileId: string, settings: ProductSettings): string;
}
