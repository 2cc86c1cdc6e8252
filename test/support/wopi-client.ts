import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { signProof, WopiHeader, type WopiSuffix } from '#wopi-protocol';

export interface ProofPair {
  readonly current: KeyObject;
  readonly old: KeyObject;
}

const MADE = 8;
const made: KeyObject[] = [];
let given = 0;

/** One of eight, since making one takes a while: another one than the seven before. */
export function newProofKey(): KeyObject {
  const next = given++ % MADE;
  return (made[next] ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
}

export const newProofPair = (): ProofPair => ({ current: newProofKey(), old: newProofKey() });

/** Proof headers made with any two keys, at any time; `ticks` as in X-WOPI-TimeStamp, now unless told. */
export function signedBy(
  url: string,
  accessToken: string,
  proof: KeyObject,
  proofOld?: KeyObject,
  ticks?: bigint,
): Record<string, string> {
  const at = ticks === undefined ? Date.now() : Number((ticks - 621_355_968_000_000_000n) / 10_000n);
  return signProof(
    { url, accessToken: encodeURIComponent(accessToken) },
    { current: proof, old: proofOld },
    at,
  );
}

export interface WopiAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** The value of X-WOPI-Lock; undefined when the header is missing. */
  readonly lock: string | undefined;
  readonly version: string | undefined;
  json<T = Record<string, unknown>>(): T;
}

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly suffix?: WopiSuffix;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | Readable | undefined;
  /** The query; `?access_token=…` unless told. */
  readonly query?: string;
  /** Signs nothing when false. */
  readonly signed?: boolean;
  /** Signs for this URL instead. */
  readonly signedUrl?: string;
  /** Changes the finished headers, e.g. to forge a proof. */
  readonly tamper?: (headers: Record<string, string>) => void;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** A WOPI client as far as a test needs one: it signs like Office and shows every byte of the answer. */
export class WopiClient {
  /**
   * @param wopiSrc as clients know the file
   * @param base origin that is really called, when it is not the one of `wopiSrc`
   */
  constructor(
    readonly wopiSrc: string,
    readonly accessToken: string,
    private readonly keys: ProofPair,
    private readonly base?: string,
  ) {}

  /** The same file at another replica. */
  at(base: string): WopiClient {
    return new WopiClient(this.wopiSrc, this.accessToken, this.keys, base);
  }

  /** What an answer's URL, with its token, stands for. */
  following(url: string): WopiClient {
    const [source, token] = url.split('?access_token=') as [string, string];
    return new WopiClient(source, decodeURIComponent(token), this.keys, this.base);
  }

  withToken(accessToken: string): WopiClient {
    return new WopiClient(this.wopiSrc, accessToken, this.keys, this.base);
  }

  checkFileInfo = () => this.call({});
  getFile = (headers: Record<string, string> = {}) => this.call({ suffix: '/contents', headers });
  lock = (id: string, oldLock?: string) =>
    this.post('LOCK', {
      [WopiHeader.Lock]: id,
      ...(oldLock === undefined ? {} : { [WopiHeader.OldLock]: oldLock }),
    });
  getLock = () => this.post('GET_LOCK');
  refreshLock = (id: string) => this.post('REFRESH_LOCK', { [WopiHeader.Lock]: id });
  unlock = (id: string) => this.post('UNLOCK', { [WopiHeader.Lock]: id });
  putFile = (body: Buffer | Readable, lock?: string, headers: Record<string, string> = {}) =>
    this.call({
      method: 'POST',
      suffix: '/contents',
      body,
      headers: {
        [WopiHeader.Override]: 'PUT',
        ...(lock === undefined ? {} : { [WopiHeader.Lock]: lock }),
        ...headers,
      },
    });
  post = (override: string, headers: Record<string, string> = {}, body?: Buffer) =>
    this.call({ method: 'POST', headers: { [WopiHeader.Override]: override, ...headers }, body });

  call(call: Call): Promise<WopiAnswer> {
    const { method, origin, path, headers } = this.prepare(call);
    return exchange(new URL(origin), method, path, headers, call.body);
  }

  /** A request, signed and ready to be sent by other means. */
  prepare(call: Call): { method: string; origin: string; path: string; headers: Record<string, string> } {
    const {
      method = 'GET',
      suffix = '',
      query = `?access_token=${encodeURIComponent(this.accessToken)}`,
    } = call;
    const url = `${this.wopiSrc}${suffix}${query}`;
    const headers: Record<string, string> = { Authorization: `Bearer ${this.accessToken}`, ...call.headers };
    if (call.signed !== false) {
      const accessToken = encodeURIComponent(this.accessToken);
      Object.assign(headers, signProof({ url: call.signedUrl ?? url, accessToken }, this.keys));
    }
    if (!call.body) headers['Content-Length'] = '0';
    else if (Buffer.isBuffer(call.body)) headers['Content-Length'] ??= String(call.body.length);
    call.tamper?.(headers);
    const { origin } = new URL(url);
    return { method, origin: this.base ?? origin, path: url.slice(origin.length), headers };
  }
}

/** One HTTP exchange, nothing added and nothing followed. */
export function exchange(
  { hostname, port }: URL,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Buffer | Readable,
): Promise<WopiAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ agent, hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('aborted', () => reject(new Error('the answer was cut off')));
      response.once('end', () => {
        const content = Buffer.concat(chunks);
        const header = (name: string) => response.headers[name.toLowerCase()] as string | undefined;
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: content,
          lock: header(WopiHeader.Lock),
          version: header(WopiHeader.ItemVersion),
          json: <T>() => JSON.parse(content.toString('utf8')) as T,
        });
      });
    });
    request.once('error', reject);
    if (body && !Buffer.isBuffer(body)) body.pipe(request);
    else request.end(body);
  });
}
