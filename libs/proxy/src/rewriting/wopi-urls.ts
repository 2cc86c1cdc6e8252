import type { ProxyRoute, RegisteredKey } from '#tenants';
import {
  checkProxiedFileId,
  mintProxiedFileId,
  type ProxiedFileIdDialect,
  readProxiedFileId,
} from '#wopi-protocol';
import { ECOSYSTEM_ID } from '../request-target.js';

/** Where ids are made for, and how. */
export interface ProxiedUrlContext {
  /** Origin of the proxy. */
  readonly publicUrl: string;
  readonly route: ProxyRoute;
  /** The key that verified the id of the call. */
  readonly key: RegisteredKey;
  /** Claim `u` of that id, in the tenant's own spelling. */
  readonly filesUrl: string;
  /** The dialect of that id. */
  readonly dialect: ProxiedFileIdDialect | undefined;
}

const RESOURCES: ReadonlySet<string> = new Set(['files', 'containers', 'ecosystem']);
const DEFAULT_PORTS: ReadonlySet<string> = new Set(['', '80', '443']);

/**
 * The proxied form of a file's, container's or ecosystem's URL of the instance, however that is spelled, with its query; undefined for
 * any other. What leads a client to the instance and is not recognised would lead it past the proxy.
 */
export function proxiedUrl(url: string, context: ProxiedUrlContext): string | undefined {
  const { publicUrl, route, key, filesUrl: claim, dialect } = context;
  const { filesUrl } = route.instance;
  // As URL parsers read it.
  const text = url.trim().replace(/[\t\r\n]/g, '');
  const base = /^[/\\]/.test(text) ? filesUrl : undefined;
  if (!URL.canParse(text, base)) return undefined;
  const named = resourceAt(new URL(text, base), new URL(filesUrl));
  if (!named) return undefined;
  const { resource, segment } = named;
  const query = /\?[^#]*/.exec(text)?.[0] ?? '';
  const id = isProxiedHere(segment, claim, route)
    ? segment
    : mintProxiedFileId({ filesUrl: claim, fileId: decodeURIComponent(segment) }, key.secret, dialect);
  return `${publicUrl}/wopi/${resource}/${id}${query}`;
}

/** Containers and the ecosystem lie beside the files; the address of the ecosystem has no id of its own. */
function resourceAt(url: URL, files: URL): { resource: string; segment: string } | undefined {
  if (!isSameHost(url, files)) return undefined;
  const folder = segmentsOf(files);
  const path = segmentsOf(url);
  const last = folder.length - 1;
  const beside = folder[last] === 'files';
  const shared = beside ? last : folder.length;
  if (folder.slice(0, shared).some((segment, n) => plain(path[n]) !== plain(segment))) return undefined;
  const [resource, segment, ...more] = beside ? path.slice(shared) : ['files', ...path.slice(shared)];
  if (more.length > 0 || resource === undefined) return undefined;
  const name = plain(resource);
  if (segment === undefined)
    return name === 'ecosystem' ? { resource: name, segment: ECOSYSTEM_ID } : undefined;
  return RESOURCES.has(name) ? { resource: name, segment } : undefined;
}

/** A host that does not know of the TLS in front of it writes http in its addresses. */
function isSameHost(a: URL, b: URL): boolean {
  if (!/^https?:$/.test(a.protocol)) return false;
  const nameOf = ({ hostname }: URL) => hostname.replace(/\.$/, '');
  if (nameOf(a) !== nameOf(b)) return false;
  return a.port === b.port || (DEFAULT_PORTS.has(a.port) && DEFAULT_PORTS.has(b.port));
}

/** Without empty ones, which servers read over. */
function segmentsOf({ pathname }: URL): string[] {
  return pathname.split('/').filter((segment) => segment !== '');
}

/** A segment of a path without escapes that it does not need. */
function plain(segment = ''): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function isProxiedHere(segment: string, claim: string, { keys }: ProxyRoute): boolean {
  return readProxiedFileId(segment)?.filesUrl === claim && checkProxiedFileId(segment, keys) !== undefined;
}
