import type { WopiOperationName } from '#wopi-protocol';
import { isForBrowsers, isOnOrigins } from './browser-urls.js';
import { forcedMembers, type ForcedMembers } from './file-info.js';
import { addMember, DROP, editElements, editMembers, editNestedMembers } from './json-members.js';
import { type RequestedCallThrottling, withThrottling } from './requested-throttling.js';
import { type ProxiedUrlContext, proxiedUrl } from './wopi-urls.js';

/** What decides how the answer to a call is rewritten. */
export interface RewriteContext extends ProxiedUrlContext {
  /** What CheckFileInfo is to ask the client for. */
  readonly throttling?: RequestedCallThrottling | undefined;
  /** An address of the redirector or of the proxy in the place of one for browsers, or of a FileUrl. */
  readonly redirect?: (url: string) => string | undefined;
  readonly fileUrl?: (url: string) => string | undefined;
  /** What CheckFileInfo has to say besides. */
  readonly members?: Readonly<Record<string, unknown>> | undefined;
  /** Another name for a user, where the tenant wants that. */
  readonly pseudonym?: ((userId: string) => string) | undefined;
}

/** A body to send, the instance's own one where it can stay. */
export interface RewrittenAnswer {
  readonly body: Buffer;
  /** Names of members that were taken out since they led elsewhere. */
  readonly removed: readonly string[];
  /** Of CheckFileInfo, as the instance wrote it; undefined where it is none. */
  readonly userId?: string | undefined;
}

const MIB = 1024 * 1024;
/** A folder may have thousands of children, each with an address of a kilobyte. */
const LISTING_MAX_BYTES = 8 * MIB;

/** Longest answer that is read as a whole; operations that are not here have no addresses in their answers. */
const MAX_BYTES: Partial<Record<WopiOperationName, number>> = {
  CheckFileInfo: MIB,
  PutRelativeFile: MIB,
  RenameFile: MIB,
  GetShareUrl: MIB,
  GetEcosystem: MIB,
  EnumerateAncestors: MIB,
  CheckContainerInfo: MIB,
  CreateChildFile: MIB,
  CreateChildContainer: MIB,
  EnumerateChildren: LISTING_MAX_BYTES,
  EnumerateContainerAncestors: MIB,
  GetContainerEcosystem: MIB,
  GetContainerShareUrl: MIB,
  GetRootContainer: MIB,
  GetFileWopiSrc: MIB,
};

/** Of objects and arrays in one another. Any answer that is known has its addresses in the second. */
const MAX_DEPTH = 6;
/** An answer may have any number of members, with names of any length; the log names some. */
const MOST_REMOVED_NAMED = 20;
const MEMBER_NAME_SHOWN = 100;
const USER_ID_MAX_LENGTH = 1024;
/** Where an office server sends browsers only if its redirect allow list knows the host. */
const REDIRECTED: ReadonlySet<string> = new Set(['hostediturl', 'downloadurl']);
const NO_MEMBERS: ForcedMembers = new Map();
/** A member's name can be spelled without its own letters by \u escapes only, or in a coding of two bytes a letter. */
const MAY_HOLD_URL = /url"|postmessageorigin"|\\u|\0/i;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The longest answer to this operation that may have to be rewritten; undefined where none has to be. */
export function rewriteMaxBytes(operation: WopiOperationName | undefined): number | undefined {
  return operation && MAX_BYTES[operation];
}

/**
 * Undefined where the client must not see the answer: it is not the JSON object in UTF-8 that it should be, so that no rule could be
 * applied, or an id for its own address cannot be made. An answer without a body has nothing to apply a rule to.
 */
export function rewriteAnswer(
  operation: WopiOperationName,
  body: Buffer,
  context: RewriteContext,
): RewrittenAnswer | undefined {
  const info = operation === 'CheckFileInfo';
  const forced = info ? forcedMembers(context.route, context.members) : NO_MEMBERS;
  const throttling = info ? context.throttling : undefined;
  if (body.length === 0 || (!info && !MAY_HOLD_URL.test(body.toString('latin1'))))
    return { body, removed: [] };
  const rewriting = new Rewriting(info, forced, context);
  try {
    const text = utf8.decode(body);
    let edited = rewriting.answer(text);
    if (edited !== undefined && throttling) edited = withThrottling(edited, throttling);
    if (edited === undefined) return undefined;
    const { removed, userId } = rewriting;
    return { body: edited === text ? body : Buffer.from(edited), removed, userId };
  } catch {
    return undefined;
  }
}

/** One answer on its way through the rules. */
class Rewriting {
  readonly removed: string[] = [];
  #userId: string | undefined;

  constructor(
    private readonly info: boolean,
    private readonly forced: ForcedMembers,
    private readonly context: RewriteContext,
  ) {}

  get userId(): string | undefined {
    const userId = this.#userId === undefined ? undefined : textOf(this.#userId);
    return userId && userId.length <= USER_ID_MAX_LENGTH ? userId : undefined;
  }

  /** The whole answer; undefined where it is not a JSON object. */
  answer(text: string): string | undefined {
    const seen = new Set<string>();
    let edited = editMembers(text, (name, value) => {
      if (this.forced.size > 0) seen.add(name);
      if (this.info && name === 'UserId') this.#userId = value;
      return this.member(name.toLowerCase(), value, 0);
    });
    for (const { name, value } of this.forced.values()) {
      if (edited !== undefined && !seen.has(name)) edited = addMember(edited, name, value);
    }
    return edited;
  }

  /** @param name in lower case */
  private member(name: string, value: string, depth: number): string | typeof DROP | undefined {
    const forced = depth === 0 ? this.forced.get(name) : undefined;
    if (forced) return value === forced.value ? undefined : forced.value;
    if (this.info) return this.infoMember(name, value);
    if (name === 'url') return this.wopiUrl(value, depth);
    if (isForBrowsers(name)) return this.browserUrl(name, value);
    return this.nested(value, depth + 1);
  }

  private infoMember(name: string, value: string): string | typeof DROP | undefined {
    if (name === 'fileurl') return this.fileUrl(value);
    if (isForBrowsers(name)) return this.browserUrl(name, value);
    const { pseudonym } = this.context;
    if (!pseudonym || (name !== 'userid' && name !== 'ownerid')) return undefined;
    const id = textOf(value) ?? value;
    return id === '' || id === 'null' ? undefined : JSON.stringify(pseudonym(id));
  }

  /** Calls to the instance's own would carry no proof and pass the proxy by; GetFile must work anyway. */
  private fileUrl(value: string): string | typeof DROP {
    const url = textOf(value);
    const link = url === undefined ? undefined : this.context.fileUrl?.(url);
    return link === undefined ? DROP : JSON.stringify(link);
  }

  /** One address among many that no id can be made for is taken out and leaves the rest; an answer's own fails it. */
  private wopiUrl(value: string, depth: number): string | typeof DROP | undefined {
    const url = textOf(value);
    if (url === undefined) return this.nested(value, depth + 1);
    try {
      const proxied = proxiedUrl(url, this.context);
      return proxied === undefined ? undefined : JSON.stringify(proxied);
    } catch (error) {
      if (depth === 0 || !(error instanceof URIError || error instanceof RangeError)) throw error;
      return this.takeOut('url');
    }
  }

  private browserUrl(name: string, value: string): string | typeof DROP | undefined {
    const url = textOf(value);
    if (url === undefined) return undefined;
    if (isOnOrigins(url, this.context.route.instance)) {
      // An empty address says that there is none.
      const link = url !== '' && REDIRECTED.has(name) ? this.context.redirect?.(url) : undefined;
      return link === undefined ? undefined : JSON.stringify(link);
    }
    return this.takeOut(name);
  }

  private takeOut(name: string): typeof DROP {
    if (this.removed.length < MOST_REMOVED_NAMED) this.removed.push(name.slice(0, MEMBER_NAME_SHOWN));
    return DROP;
  }

  /** @param depth of `value` itself */
  private nested(value: string, depth: number): string | undefined {
    if (depth > MAX_DEPTH) return undefined;
    if (value.startsWith('{'))
      return editNestedMembers(value, (name, inner) => this.member(name.toLowerCase(), inner, depth));
    return value.startsWith('[')
      ? editElements(value, (element) => this.nested(element, depth + 1))
      : undefined;
  }
}

/** What a JSON string says; undefined for any other value. */
function textOf(value: string): string | undefined {
  return value.startsWith('"') ? (JSON.parse(value) as string) : undefined;
}
