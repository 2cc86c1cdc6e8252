import type { Outgoing } from '#outgoing';
import type { CheckedInstance } from '../checked-instance.js';
import type { Finding } from '../report.js';
import { atLeast } from '../version.js';

const OLDEST_OWNCLOUD = '10.1';
const OLDEST_PHP = '7.1';
const STATUS_MAX_BYTES = 64 * 1024;
const TIMEOUT_MS = 10_000;

/** Products that have a status.php as ownCloud 10 does, with versions and editions that mean something else. */
const RELATIVES = /^(?:Infinite Scale|OpenCloud|oCIS)/i;

interface Status {
  readonly version?: unknown;
  readonly edition?: unknown;
  readonly maintenance?: unknown;
  readonly productname?: unknown;
}

/** Edition and version that ownCloud 10 says of itself in status.php, and PHP's where a header tells. */
export async function checkPlatform(checked: CheckedInstance, outgoing: Outgoing): Promise<Finding[]> {
  const { product } = checked.instance;
  const url = statusUrl(checked.instance.filesUrl);
  const tried = `GET ${url}`;
  if (product !== null && product !== 'owncloud10') return [otherProduct('status.php', product)];
  try {
    const options = { policy: checked.policy, maxBytes: STATUS_MAX_BYTES, timeoutMs: TIMEOUT_MS };
    const { status, text, headers } = await outgoing.fetchText(url, options);
    const told = status === 200 ? statusIn(text) : undefined;
    if (!told) return [unreadable(tried, `status ${status}, and not what ownCloud says of itself`)];
    const name = String(told.productname).slice(0, 50);
    if (RELATIVES.test(name)) return [otherProduct(tried, name)];
    return [
      edition(tried, told),
      version(tried, told),
      maintenance(tried, told),
      php(tried, headers.get('x-powered-by')),
    ];
  } catch (error) {
    return [unreadable(tried, (error as Error).message)];
  }
}

function statusUrl(filesUrl: string): string {
  const { origin, pathname } = new URL(filesUrl);
  const at = /\/(?:index\.php|apps)\//.exec(pathname)?.index ?? 0;
  return `${origin}${pathname.slice(0, at)}/status.php`;
}

function statusIn(text: string): Status | undefined {
  try {
    const status = JSON.parse(text) as Status | null;
    return typeof status?.version === 'string' ? status : undefined;
  } catch {
    return undefined;
  }
}

function otherProduct(tried: string, product: string): Finding {
  return { check: 'platform', outcome: 'skipped', tried, seen: `${product} has no such requirements` };
}

function unreadable(tried: string, seen: string): Finding {
  const change =
    'Let status.php be reachable, or say which product runs there: wopictl instance set … --product.';
  return { check: 'platform', outcome: 'warning', tried, seen, change };
}

function edition(tried: string, { edition: told }: Status): Finding {
  const name = typeof told === 'string' && told !== '' ? told.slice(0, 50) : 'none';
  const good = name.toLowerCase() === 'enterprise';
  return {
    check: 'edition',
    outcome: good ? 'passed' : 'failed',
    tried,
    seen: `edition ${name}`,
    ...(!good && {
      change: 'The app wopi needs ownCloud Enterprise: enable enterprise_key with its licence.',
    }),
  };
}

function version(tried: string, { version: told }: Status): Finding {
  const good = atLeast(String(told), OLDEST_OWNCLOUD);
  return {
    check: 'version',
    outcome: good ? 'passed' : 'failed',
    tried,
    seen: `version ${String(told).slice(0, 50)}`,
    ...(!good && { change: `Upgrade ownCloud to ${OLDEST_OWNCLOUD} or newer.` }),
  };
}

function maintenance(tried: string, { maintenance: on }: Status): Finding {
  return on === true
    ? {
        check: 'maintenance',
        outcome: 'failed',
        tried,
        seen: 'in maintenance',
        change: 'End it: occ maintenance:mode --off.',
      }
    : { check: 'maintenance', outcome: 'passed', tried, seen: 'not in maintenance' };
}

function php(tried: string, poweredBy: string | undefined): Finding {
  const told = /PHP\/(\d+(?:\.\d+)*)/.exec(poweredBy ?? '')?.[1];
  if (told === undefined)
    return { check: 'php', outcome: 'skipped', tried, seen: 'no header tells the version of PHP' };
  const good = atLeast(told, OLDEST_PHP);
  return {
    check: 'php',
    outcome: good ? 'passed' : 'failed',
    tried,
    seen: `PHP ${told}`,
    ...(!good && { change: `Upgrade PHP to ${OLDEST_PHP} or newer.` }),
  };
}
