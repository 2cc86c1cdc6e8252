import { WopiError, WopiHeader } from '#wopi-protocol';
import type { AdmittedCall } from './admission.js';
import type { Header } from './request-headers.js';
import { ECOSYSTEM_ID, type RequestTarget } from './request-target.js';
import type { UpstreamAddress } from './upstream-address.js';
import { rewriteMaxBytes } from './rewriting/rewrite-answer.js';

const PROOF_HEADERS: ReadonlySet<string> = new Set(
  [WopiHeader.Proof, WopiHeader.ProofOld, WopiHeader.TimeStamp].map((name) => name.toLowerCase()),
);

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
  const path = plainFileId ? plainPath(folder, target, fileId) : folder + target.id;
  return { origin: filesUrl.slice(0, pathAt), target: `${path}${target.suffix}${target.query}` };
}

function siblingOf(files: string, resource: string): string {
  if (!files.endsWith('/files/')) throw new WopiError('file_not_found');
  return `${files.slice(0, -'files/'.length)}${resource}/`;
}

function plainPath(folder: string, { resource }: RequestTarget, fileId: string): string {
  if (fileId === '.' || fileId === '..') throw new WopiError('file_not_found');
  if (resource === 'ecosystem' && fileId === ECOSYSTEM_ID) return folder.slice(0, -1);
  return folder + encodeURIComponent(fileId);
}

/** Who calls, as the proxy saw it, for upstreams that rebuild the public URL. */
export interface Forwarding {
  readonly publicUrl: string;
  readonly remoteAddress: string | undefined;
}

/** The headers of the upstream's request: what crosses, and where it came in; the proxy's own `word` for it replaces the client's proof. */
export function upstreamHeaders(
  call: AdmittedCall,
  forwarding: Forwarding,
  word?: readonly Header[],
): Header[] {
  const plain = rewriteMaxBytes(call.operation) !== undefined;
  const headers = call.headers.crossing.filter(([name]) => {
    const lower = name.toLowerCase();
    return !(plain && lower === 'accept-encoding') && !(word && PROOF_HEADERS.has(lower));
  });
  if (plain) headers.push(['Accept-Encoding', 'identity']);
  if (word) headers.push(...word);
  headers.push(...forwardingHeaders(call, forwarding));
  return headers;
}

/**
 * Who called, and under which address. In mode `resign` the proof holds for the instance's own address, so it must not take the proxy's
 * for it; in mode `forwarded` the instance can put the client's whole URL together.
 */
function forwardingHeaders({ route, target, address }: AdmittedCall, forwarding: Forwarding): Header[] {
  const { publicUrl, remoteAddress } = forwarding;
  const { mode } = route.instance;
  const headers: Header[] = remoteAddress ? [['X-Forwarded-For', remoteAddress]] : [];
  if (mode === 'resign' || address) return headers;
  const schemeEnd = publicUrl.indexOf('://');
  const scheme = publicUrl.slice(0, schemeEnd);
  const host = publicUrl.slice(schemeEnd + 3);
  headers.push(['X-Forwarded-Proto', scheme], ['X-Forwarded-Host', host]);
  if (mode !== 'forwarded') return headers;
  const port = /:(\d+)$/.exec(host)?.[1] ?? (scheme === 'https' ? '443' : '80');
  headers.push(['X-Forwarded-Port', port]);
  headers.push(['X-Forwarded-Uri', `/wopi/${target.resource}/${target.id}${target.suffix}${target.query}`]);
  return headers;
}
