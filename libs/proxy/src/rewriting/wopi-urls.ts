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

const RESOURCE = /^(files|containers|ecosystem)(?:\/([^/]+))?$/;

/** The proxied form of a file's, container's or ecosystem's URL of the instance, with its query; undefined for any other. */
export function proxiedUrl(url: string, context: ProxiedUrlContext): string | undefined {
  const { publicUrl, route, key, filesUrl: claim, dialect } = context;
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, username, password } = new URL(url);
  if (username || password) return undefined;
  const named = resourceOf(`${origin}${pathname}`, route.instance.filesUrl);
  if (!named) return undefined;
  const { resource, segment } = named;
  const query = /\?[^#]*/.exec(url)?.[0] ?? '';
  const id = isProxiedHere(segment, claim, route)
    ? segment
    : mintProxiedFileId({ filesUrl: claim, fileId: decodeURIComponent(segment) }, key.secret, dialect);
  return `${publicUrl}/wopi/${resource}/${id}${query}`;
}

/** Containers and the ecosystem lie beside the files; the address of the ecosystem has no id of its own. */
function resourceOf(path: string, filesUrl: string): { resource: string; segment: string } | undefined {
  if (path.startsWith(filesUrl)) {
    const segment = path.slice(filesUrl.length);
    return segment === '' || segment.includes('/') ? undefined : { resource: 'files', segment };
  }
  const root = filesUrl.endsWith('/files/') ? filesUrl.slice(0, -'files/'.length) : undefined;
  if (root === undefined || !path.startsWith(root)) return undefined;
  const [, resource, id] = RESOURCE.exec(path.slice(root.length)) ?? [];
  const segment = id ?? (resource === 'ecosystem' ? ECOSYSTEM_ID : undefined);
  return resource === undefined || segment === undefined ? undefined : { resource, segment };
}

function isProxiedHere(segment: string, claim: string, { keys }: ProxyRoute): boolean {
  return readProxiedFileId(segment)?.filesUrl === claim && checkProxiedFileId(segment, keys) !== undefined;
}
