import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { callbackify, promisify } from 'node:util';
import { buildConnector } from 'undici';
import { mayConnect } from './address-rules.js';
import { letEndWhileHeld } from './held-answer.js';
import { OutgoingError } from './outgoing-error.js';

/** All addresses of a host name; rejects like `dns.lookup`. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface ConnectorOptions {
  readonly allowPrivate: boolean;
  readonly connectTimeoutMs: number;
  readonly resolve: Resolve;
  readonly extraCertificates: readonly string[];
  /** Trusted in the place of all others. */
  readonly pinnedCertificates: string | undefined;
}

/** undici gives up on a connection somewhat later than the request does, whose error says more. */
const GRACE_MS = 1_000;

/** A socket wants nothing more to send before all has left, so that next to nothing waits in memory for a server that is slow. */
const BUFFERS = { highWaterMark: undefined, readableHighWaterMark: 64 * 1024, writableHighWaterMark: 1 };

/**
 * Opens connections to addresses that were checked, and to no other: a name is resolved once, all its addresses are judged, and
 * the socket is given just these. Certificates are always verified; even NODE_TLS_REJECT_UNAUTHORIZED does not change that.
 */
export function checkedConnector(options: ConnectorOptions): buildConnector.connector {
  const { allowPrivate } = options;
  const trusted = trustedCertificates(options);
  const connect = buildConnector({
    timeout: options.connectTimeoutMs + GRACE_MS,
    lookup: checkedLookup(options),
    autoSelectFamily: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...BUFFERS,
    ...(trusted && { ca: trusted }),
  } as buildConnector.BuildOptions);
  return (target, callback) => {
    // A socket does not look a literal address up, so it is judged here.
    if (isIP(target.hostname) !== 0 && !mayConnect(target.hostname, { allowPrivate })) {
      callback(refused(), null);
      return;
    }
    try {
      connect(target, (...outcome) => {
        const [, socket] = outcome;
        if (socket) letEndWhileHeld(socket);
        callback(...outcome);
      });
    } catch (cause) {
      callback(new OutgoingError('tls', 'The certificates to be trusted cannot be read.', { cause }), null);
    }
  };
}

/** Undefined: those that Node trusts by itself. */
function trustedCertificates({
  extraCertificates,
  pinnedCertificates,
}: ConnectorOptions): string[] | undefined {
  if (pinnedCertificates !== undefined) return [pinnedCertificates];
  return extraCertificates.length > 0 ? [...rootCertificates, ...extraCertificates] : undefined;
}

/** One question at a time for each name: a name server that never answers holds one of Node's resolver threads, not all of them. */
export function systemResolve(): Resolve {
  const lookup = promisify(systemLookup);
  const running = new Map<string, Promise<readonly LookupAddress[]>>();
  return (hostname) => {
    let answer = running.get(hostname);
    if (!answer) {
      answer = lookup(hostname, { all: true }).finally(() => running.delete(hostname));
      running.set(hostname, answer);
    }
    return answer;
  };
}

function checkedLookup({ allowPrivate, resolve }: ConnectorOptions): LookupFunction {
  const checked = callbackify(async (hostname: string): Promise<LookupAddress[]> => {
    const addresses = await resolve(hostname);
    // One bad address among good ones is a trick, not a server to be reached by the others.
    const all = addresses.every(({ address }) => mayConnect(address, { allowPrivate }));
    if (addresses.length === 0 || !all) throw refused();
    return [...addresses];
  });
  return (hostname, { all }, callback) => {
    checked(hostname, (error, addresses) => {
      if (error) callback(error, []);
      else if (all) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

function refused(): OutgoingError {
  return new OutgoingError(
    'refused_address',
    'The host name stands for an address in a network that must not be reached from here.',
  );
}
