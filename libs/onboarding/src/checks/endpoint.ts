import type { FetchedText, Outgoing } from '#outgoing';
import { type CheckedInstance, madeUpUrl } from '../checked-instance.js';
import type { Finding } from '../report.js';

const MAX_BYTES = 64 * 1024;
const TIMEOUT_MS = 15_000;
const SLOW_MS = 3_000;
/** Proofs are good for 20 minutes and may be 5 minutes early. */
const FAR_OFF_SECONDS = 300;
const OFF_SECONDS = 30;

/** Whether WOPI answers at the files URL, and what time it is there. */
export async function checkEndpoint(checked: CheckedInstance, outgoing: Outgoing): Promise<Finding[]> {
  const tried = `CheckFileInfo of a made-up file with a made-up token below ${checked.instance.filesUrl}`;
  const startedAt = performance.now();
  try {
    const options = { policy: checked.policy, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS };
    const answer = await outgoing.fetchText(madeUpUrl(checked), options);
    return [answered(tried, answer, performance.now() - startedAt), clock(tried, answer.headers.get('date'))];
  } catch (error) {
    const change = 'Let the proxy reach the files URL: its name, firewall, web server and the WOPI service.';
    return [{ check: 'endpoint', outcome: 'failed', tried, seen: (error as Error).message, change }];
  }
}

function answered(tried: string, { status, text, headers }: FetchedText, ms: number): Finding {
  const seen = `status ${status} after ${Math.round(ms)} ms`;
  const failed = (what: string, change: string): Finding => ({
    check: 'endpoint',
    outcome: 'failed',
    tried,
    seen: `${seen}, ${what}`,
    change,
  });
  if (status >= 300 && status < 400)
    return failed('which leads elsewhere', 'Register the address that it leads to: no redirect is followed.');
  if (/html/i.test(headers.get('content-type') ?? '') || /^\s*</.test(text))
    return failed(
      'and a page for browsers',
      'The files URL does not lead to WOPI: enable the app, and look at the path (index.php, sub-directory) and the web server’s rules.',
    );
  if (status !== 401 && status !== 404)
    return failed(
      'and not 401 or 404',
      'A made-up token must be refused by 401 or 404: look at the logs of the instance.',
    );
  if (ms <= SLOW_MS) return { check: 'endpoint', outcome: 'passed', tried, seen };
  const change = 'Find out why a refusal takes so long: every opening of a file takes at least as long.';
  return { check: 'endpoint', outcome: 'warning', tried, seen, change };
}

function clock(tried: string, date: string | undefined): Finding {
  const there = Date.parse(date ?? '');
  if (Number.isNaN(there)) return { check: 'clock', outcome: 'skipped', tried, seen: 'no Date header' };
  const seconds = Math.round((there - Date.now()) / 1000);
  const seen = `${Math.abs(seconds)} seconds ${seconds < 0 ? 'behind' : 'ahead'}`;
  if (Math.abs(seconds) <= OFF_SECONDS) return { check: 'clock', outcome: 'passed', tried, seen };
  const outcome = Math.abs(seconds) > FAR_OFF_SECONDS ? 'failed' : 'warning';
  return {
    check: 'clock',
    outcome,
    tried,
    seen,
    change: 'Keep its clock by NTP: proofs are good for minutes only.',
  };
}
