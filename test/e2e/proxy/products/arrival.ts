import { createHash } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { UpstreamMode } from '#wopi-protocol';
import { hasOfficeProof } from './office-proof.js';
import type { ReceivedCall, ProductSettings } from './product.js';

type Arrives = (call: ReceivedCall, settings: ProductSettings) => boolean | Promise<boolean>;

/** Whether a call brings what its mode promises to any host, looked at without the product's own code. */
const PROMISED: Readonly<Record<UpstreamMode, Arrives>> = {
  transparent: (call, settings) => hasOfficeProof(publicUrl(call, settings), call, settings.proofKey),
  forwarded: (call, settings) => hasOfficeProof(forwardedUrl(call), call, settings.proofKey),
  resign: (call, { origin, proofKey }) => hasOfficeProof(origin + call.target, call, proofKey),
  attested: async (call, { assertionKeys }) => {
    if (call.headers['x-wopi-proof'] !== undefined || call.headers['x-wopi-proofold'] !== undefined)
      return false;
    const assertion = String(call.headers['wopi-proxy-assertion']);
    const { payload } = await jwtVerify(assertion, assertionKeys, { algorithms: ['ES256'] });
    const target = createHash('sha256').update(call.target).digest('base64url');
    return payload['mth'] === call.method && payload['tgt'] === target;
  },
};

/** What of a call is not as the office server sent it, or as the mode promises. */
export async function strangeIn(
  call: ReceivedCall,
  mode: UpstreamMode,
  settings: ProductSettings,
): Promise<string[]> {
  const token = decodeURIComponent(call.accessToken);
  const proven = await Promise.resolve(PROMISED[mode](call, settings)).catch(() => false);
  return [
    ...(proven ? [] : [`no proof as in mode ${mode}`]),
    ...(call.headers.authorization === `Bearer ${token}` ? [] : ['another Authorization']),
  ].map((what) => `${call.method} ${call.headers['x-wopi-override'] ?? ''}: ${what}`);
}

/** The address that the office server called. */
const publicUrl = ({ belowFiles }: ReceivedCall, { proxyUrl }: ProductSettings) =>
  `${proxyUrl}/wopi/files/${belowFiles}`;

/** The same, put together from what a proxy says of it. */
function forwardedUrl({ headers }: ReceivedCall): string {
  const [scheme, host, target] = ['proto', 'host', 'uri'].map((name) =>
    String(headers[`x-forwarded-${name}`]),
  );
  return `${scheme}://${host}${target}`;
}
