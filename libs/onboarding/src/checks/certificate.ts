import type { Outgoing } from '#outgoing';
import type { CheckedInstance } from '../checked-instance.js';
import type { Finding } from '../report.js';

const DAY_MS = 24 * 3600 * 1000;
const EARLY_DAYS = 30;

/** The chain, and how long it is good for. */
export async function checkCertificate(checked: CheckedInstance, outgoing: Outgoing): Promise<Finding[]> {
  const { filesUrl, privateNetwork } = checked.instance;
  const { origin, protocol } = new URL(filesUrl);
  const found = { check: 'certificate', tried: `A TLS connection to ${origin}` };
  if (protocol === 'http:') {
    const change = 'Let the instance speak https: tokens and contents cross the network readable.';
    return [{ ...found, outcome: privateNetwork ? 'warning' : 'failed', seen: 'plain http', change }];
  }
  try {
    const { issuer, validUntil } = await outgoing.certificate(filesUrl, checked.policy);
    const days = Math.floor((validUntil.getTime() - Date.now()) / DAY_MS);
    const seen = `a certificate by ${issuer}, good until ${validUntil.toISOString().slice(0, 10)}: ${days} days`;
    if (days >= EARLY_DAYS) return [{ ...found, outcome: 'passed', seen }];
    return [
      {
        ...found,
        outcome: 'warning',
        seen,
        change: 'Renew the certificate: nobody can save once it has expired.',
      },
    ];
  } catch (error) {
    const change =
      'Let the server send a certificate for its name, not expired, with the whole chain up to an authority that is known; ' +
      'one of your own can be pinned: wopictl instance set … --pinned-ca.';
    return [{ ...found, outcome: 'failed', seen: (error as Error).message, change }];
  }
}
