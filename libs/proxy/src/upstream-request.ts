import { ASSERTION_HEADER, WopiError, WopiHeader } from '#wopi-protocol';
import type { AdmittedCall } from './admission.js';
import type { Header } from './request-headers.js';
import { mayRewrite } from './rewrite-answer.js';

const PROOF_HEADERS: ReadonlySet<string> = new Set(
  [WopiHeader.Proof, WopiHeader.ProofOld, WopiHeader.TimeStamp].map((name) => name.toLowerCase()),
);

/** Where a call goes, byte for byte. */
export interface UpstreamAddress {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query. */
  readonly target: string;
}

/**
 * The files URL, the id (or the instance's own where it wants that), the rest of the path and the raw query. Containers and ecosystems
 * lie beside the files.
 * @throws WopiError file_not_found when the instance cannot have such a resource
 */
export function upstreamAddress({ route, target, fileId }: AdmittedCall): UpstreamAddress {
  const { filesUrl, plainFileId } = route.instance;
  const pathAt = filesUrl.indexOf('/', filesUrl.indexOf('://') + 3);
  const files = filesUrl.slice(pathAt);
  const folder = target.resource === 'files' ? files : siblingOf(files, target.resource);
  const id = plainFileId ? plainSegment(fileId) : target.id;
  return { origin: filesUrl.slice(0, pathAt), target: `${folder}${id}${target.suffix}${target.query}` };
}

function siblingOf(files: string, resource: string): string {
  if (!files.endsWith('/files/')) throw new WopiError('file_not_found');
  return `${files.slice(0, -'files/'.length)}${resource}/`;
}

function plainSegment(fileId: string): string {
  if (fileId === '.' || fileId === '..') throw new WopiError('file_not_found');
  return encodeURIComponent(fileId);
}

/** Who calls, as the proxy saw it, for upstreams that rebuild the public URL. */
export interface Forwarding {
  readonly publicUrl: string;
  readonly remoteAddress: string | undefined;
}

/** The headers of the upstream's request: what crosses, and the proxy's own word about the caller; `assertion` replaces the proof. */
export function upstreamHeaders(call: AdmittedCall, forwarding: Forwarding, assertion?: string): Header[] {
  const plain = mayRewrite(call.operation);
  const headers = call.headers.crossing.filter(([name]) => {
    const lower = name.toLowerCase();
    return !(plain && lower === 'accept-encoding') && !(assertion !== undefined && PROOF_HEADERS.has(lower));
  });
  if (plain) headers.push(['Accept-Encoding', 'identity']);
  if (assertion !== undefined) headers.push([ASSERTION_HEADER, assertion]);
  const schemeEnd = forwarding.publicUrl.indexOf('://');
  headers.push(['X-Forwarded-Proto', forwarding.publicUrl.slice(0, schemeEnd)]);
  headers.push(['X-Forwarded-Host', forwarding.publicUrl.slice(schemeEnd + 3)]);
  if (forwarding.remoteAddress) headers.push(['X-Forwarded-For', forwarding.remoteAddress]);
  return headers;
}
