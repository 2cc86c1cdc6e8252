import { Inject, Injectable } from '@nestjs/common';
import { WopiError } from '#wopi-protocol';
import type { AdmittedCall } from '../admission.js';
import type { CallRecord } from '../call-record.js';
import { PROXY_OPTIONS, type ProxyOptions } from '../proxy-options.js';
import { readRequestHeaders } from '../request-headers.js';
import { type LinkTarget, SealedLinks } from './sealed-links.js';

/** Below `/wopi/`, where no resource has this name. */
export const FILE_URL_PATH = '/wopi/content/';

const LIFE_MS = 15 * 60_000;
/** Calls to a FileUrl carry neither token nor proof, so nothing crosses that could be taken for one. */
const CROSSING = new Set(['accept', 'if-match', 'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since', 'range']); // prettier-ignore

/** Gives clients the contents of an instance's FileUrl at an address of the proxy, for a short time. */
@Injectable()
export class FileUrls {
  constructor(
    private readonly links: SealedLinks,
    @Inject(PROXY_OPTIONS) private readonly options: ProxyOptions,
  ) {}

  /** Undefined where the instance does not want that, or the address is not its own. */
  linkTo(target: LinkTarget): string | undefined {
    if (!mayFetch(target)) return undefined;
    return `${this.options.publicUrl}${FILE_URL_PATH}${this.links.seal('file-url', target, LIFE_MS)}`;
  }

  /** @throws WopiError file_not_found */
  admit(method: string, url: string, rawHeaders: readonly string[], record: CallRecord): AdmittedCall {
    const link = url.slice(FILE_URL_PATH.length);
    const target = method === 'GET' ? this.links.open('file-url', link) : undefined;
    if (!target || !mayFetch(target)) throw new WopiError('file_not_found');
    const { route, key, fileId } = target;
    const headers = readRequestHeaders(rawHeaders);
    const crossing = headers.crossing.filter(([name]) => CROSSING.has(name.toLowerCase()));
    Object.assign(record, { route, key, fileId, headers, operation: 'GetFile', proof: 'file-url' });
    const { origin } = new URL(target.url);
    const rest = target.url.slice(target.url.indexOf('/', target.url.indexOf('://') + 3)).replace(/#.*/, '');
    return {
      route,
      key,
      fileId,
      method: 'GET',
      operation: 'GetFile',
      target: { resource: 'files', id: '', suffix: '', query: '' },
      address: { origin, target: rest },
      headers: { ...headers, crossing, hasBody: false },
      accessToken: link,
      filesUrl: route.instance.filesUrl,
      dialect: undefined,
    };
  }
}

/** The instance's own server and no other: an address that it wrote must not lead the proxy elsewhere. */
function mayFetch({ url, route: { instance } }: LinkTarget): boolean {
  if (!instance.proxiedFileUrl || !URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  return origin === new URL(instance.filesUrl).origin && !username && !password;
}
