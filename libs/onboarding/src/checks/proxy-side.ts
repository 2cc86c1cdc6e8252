import type { Outgoing } from '#outgoing';
import type { InstanceProduct } from '#tenants';
import {
  DiscoveryError,
  mintProxiedFileId,
  parseDiscovery,
  PROXIED_FILE_ID_MAX_LENGTH,
} from '#wopi-protocol';
import type { CheckedInstance } from '../checked-instance.js';
import type { Finding } from '../report.js';

const DISCOVERY_MAX_BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
/** Of the whole address that opens an editor; clients cut or refuse longer ones. */
const URL_BUDGET = 2_000;
/** The client's own address with its parameters, without WOPISrc. */
const CLIENT_PART = 300;

const LONGEST_FILE_ID: Record<InstanceProduct, number> = {
  owncloud10: 20,
  ocis: 64,
  wopiserver: 90,
  gateway: 36,
  other: 100,
};

/** The discovery that the proxy publishes for the instance, from which it learns what can be opened. */
export async function checkDiscovery(
  { instance, proxyUrl }: CheckedInstance,
  outgoing: Outgoing,
): Promise<Finding[]> {
  const url = `${proxyUrl}/instances/${instance.instanceId}/hosting/discovery`;
  const found = { check: 'discovery', tried: `GET ${url}` };
  const change =
    'Let the proxy reach the editors’ discovery (WOPI_CLIENTS), and its public address lead to it.';
  try {
    // The address comes from the configuration.
    const options = { policy: { allowPrivate: true }, maxBytes: DISCOVERY_MAX_BYTES, timeoutMs: TIMEOUT_MS };
    const { status, text } = await outgoing.fetchText(url, options);
    if (status !== 200) return [{ ...found, outcome: 'failed', seen: `status ${status}`, change }];
    const apps = new Set(parseDiscovery(text).zones.flatMap((zone) => zone.apps.map(({ name }) => name)));
    if (apps.size > 0) return [{ ...found, outcome: 'passed', seen: `apps: ${[...apps].join(', ')}` }];
    const filter = 'Nothing can be opened: look at the apps and actions of the tenant’s policy.';
    return [{ ...found, outcome: 'failed', seen: 'a discovery without an app', change: filter }];
  } catch (error) {
    if (error instanceof DiscoveryError)
      return [{ ...found, outcome: 'failed', seen: `no discovery: ${error.message}`, change }];
    return [{ ...found, outcome: 'failed', seen: (error as Error).message, change }];
  }
}

/**
 * Whether file ids stay within the length that the proxy takes. With ids of that length the whole address that opens an editor stays
 * within what clients take, too.
 */
export function checkUrlLength({ instance, proxyUrl }: CheckedInstance): Finding[] {
  const fileId = 'f'.repeat(LONGEST_FILE_ID[instance.product ?? 'other']);
  const found = { check: 'url-length', tried: `A proxied id for a file id of ${fileId.length} characters` };
  try {
    const id = mintProxiedFileId({ filesUrl: instance.filesUrl, fileId }, Buffer.alloc(32), instance.dialect);
    const length = CLIENT_PART + encodeURIComponent(`${proxyUrl}/wopi/files/${id}`).length;
    const seen = `${id.length} characters; the address that opens a file has about ${length} of ${URL_BUDGET}`;
    return [{ ...found, outcome: 'passed', seen }];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const seen = `more than ${PROXIED_FILE_ID_MAX_LENGTH} characters, which the proxy does not take`;
    return [{ ...found, outcome: 'failed', seen, change: 'Give the instance a shorter files URL.' }];
  }
}

/** What the operator keeps of the customer. */
export function checkPapers({ tenant, keys, statements }: CheckedInstance): Finding[] {
  const active = keys.filter(({ state, purpose }) => state === 'active' && purpose === 'file-id').length;
  const current = statements.some((statement) => statement.current);
  const key = { check: 'key', tried: 'Keys of the tenant that sign file ids' };
  const entitlement = { check: 'entitlement', tried: 'Statements of the Microsoft 365 entitlement' };
  const subscription = { check: 'subscription', tried: 'The state of the tenant', seen: tenant.state };
  return [
    active > 0
      ? { ...key, outcome: 'passed', seen: `${active} active` }
      : { ...key, outcome: 'failed', seen: 'none is active', change: 'Make one: wopictl key add.' },
    current
      ? { ...entitlement, outcome: 'passed', seen: 'one is current' }
      : {
          ...entitlement,
          outcome: 'failed',
          seen: statements.length > 0 ? 'all have passed their last day' : 'none',
          change: 'Ask the customer for a written statement, and keep it: wopictl tenant entitlement.',
        },
    tenant.state === 'active' || tenant.state === 'trial'
      ? { ...subscription, outcome: 'passed' }
      : {
          ...subscription,
          outcome: 'failed',
          change: 'Resume the tenant, or extend its dates: wopictl tenant set.',
        },
  ];
}
