import type { ProxyRoute, RegisteredKey } from '#tenants';
import {
  checkProxiedFileId,
  mintProxiedFileId,
  type ProxiedFileIdDialect,
  readProxiedFileId,
  type WopiOperationName,
} from '#wopi-protocol';
import { DROP, editMembers } from './json-members.js';
import { type RequestedCallThrottling, withThrottling } from './traffic/requested-throttling.js';

/** What decides how the answer to a call is rewritten. */
export interface RewriteContext {
  /** Origin of the proxy. */
  readonly publicUrl: string;
  readonly route: ProxyRoute;
  /** The key that verified the id of the call. */
  readonly key: RegisteredKey;
  /** Claim `u` of that id, in the tenant's own spelling. */
  readonly filesUrl: string;
  /** The dialect of that id. */
  readonly dialect: ProxiedFileIdDialect | undefined;
  /** What CheckFileInfo is to ask the client for. */
  readonly throttling?: RequestedCallThrottling | undefined;
}

/** Longest answer that is read as a whole. */
export const REWRITE_MAX_BYTES = 1024 * 1024;

type Rule = 'hide FileUrl' | 'proxy Url';

const RULES: Partial<Record<WopiOperationName, Rule>> = {
  CheckFileInfo: 'hide FileUrl',
  PutRelativeFile: 'proxy Url',
  RenameFile: 'proxy Url',
  CreateChildFile: 'proxy Url',
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether the answer to this operation may have to be rewritten. */
export function mayRewrite(operation: WopiOperationName | undefined): boolean {
  return operation !== undefined && operation in RULES;
}

/**
 * The body to send instead of `body`, the same object where it can stay, or undefined where it is not the JSON object that it should
 * be, or an id for it cannot be made.
 */
export function rewriteAnswer(
  operation: WopiOperationName,
  body: Buffer,
  context: RewriteContext,
): Buffer | undefined {
  const hide = RULES[operation] === 'hide FileUrl';
  const { throttling } = context;
  // A member's name can be spelled without its own letters by \u escapes only.
  const asks = hide && throttling !== undefined;
  if (!asks && !body.includes(hide ? '"FileUrl"' : '"Url"') && !body.includes('\\u')) return body;
  try {
    const text = utf8.decode(body);
    const asking = asks ? withThrottling(text, throttling) : text;
    const edited =
      asking && editMembers(asking, hide ? hidden : (name, value) => proxied(name, value, context));
    return edited === text ? body : edited === undefined ? undefined : Buffer.from(edited);
  } catch {
    return undefined;
  }
}

/** Calls to FileUrl carry no proof, and would pass the proxy by; GetFile must work anyway. */
function hidden(name: string): typeof DROP | undefined {
  return name === 'FileUrl' ? DROP : undefined;
}

function proxied(name: string, value: string, context: RewriteContext): string | undefined {
  if (name !== 'Url' || !value.startsWith('"')) return undefined;
  const url = proxiedUrl(JSON.parse(value) as string, context);
  return url === undefined ? undefined : JSON.stringify(url);
}

/** The proxied form of a URL of the instance; undefined for any other. */
function proxiedUrl(
  url: string,
  { publicUrl, route, key, filesUrl: claim, dialect }: RewriteContext,
): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { filesUrl } = route.instance;
  const { origin, pathname, username, password } = new URL(url);
  const path = `${origin}${pathname}`;
  if (username || password || !path.startsWith(filesUrl)) return undefined;
  const segment = path.slice(filesUrl.length);
  if (segment === '' || segment.includes('/')) return undefined;
  const query = /\?[^#]*/.exec(url)?.[0] ?? '';
  const id = isProxiedHere(segment, claim, route)
    ? segment
    : mintProxiedFileId({ filesUrl: claim, fileId: decodeURIComponent(segment) }, key.secret, dialect);
  return `${publicUrl}/wopi/files/${id}${query}`;
}

function isProxiedHere(segment: string, claim: string, { keys }: ProxyRoute): boolean {
  return readProxiedFileId(segment)?.filesUrl === claim && checkProxiedFileId(segment, keys) !== undefined;
}
