import { OutgoingError } from '#outgoing';
import { type SelfTest, type SelfTestCaller, SelfTestRefused } from '#self-test';
import { type Check, check, type Finding } from './check.js';

const MIB = 1024 * 1024;
const SAVED_BYTES = 8 * MIB;
const MOST_SKEW_MS = 5_000;

/** A process that editors call, and what it takes. */
export interface PublicProcess {
  readonly name: string;
  readonly url: string;
  readonly largestBody: number;
}

type Seen = Partial<Finding> & { seen: string };

/** What becomes of calls, on their way through a public address and whatever stands there, to the process behind it. */
export function publicAddress(caller: SelfTestCaller, process: PublicProcess): Promise<Check>[] {
  const { name, url, largestBody } = process;
  const proved = caller.prove(url);
  const reaches = `See that ${url} leads to the process "${name}" of this version, with the same ENCRYPTION_KEY.`;
  const looked = (what: string, look: () => Promise<Seen>) => check(`${name} ${what}`, reaches, look);
  return [
    looked('proof', async () => proofSeen(process, await proved)),
    looked('headers', async () => headersSeen(await proved)),
    looked('clock', async () => clockSeen(await proved)),
    looked('large save', () => saveSeen(caller, url, Math.min(SAVED_BYTES, largestBody))),
    looked('largest save', () => announcementSeen(caller, url, largestBody)),
  ];
}

function proofSeen({ name, url }: PublicProcess, { sent, answer }: SelfTest): Seen {
  const { proven, reason, publicUrl, target } = answer;
  if (publicUrl !== url)
    return {
      ok: false,
      seen: `the process takes ${publicUrl} for its address, not ${url}`,
      change: `Give all processes the same ${name.toUpperCase()}_PUBLIC_URL: the address that editors call.`,
    };
  if (target !== sent.target)
    return {
      ok: false,
      seen: `path or query of a call to ${url} arrive changed`,
      change: 'Let nothing on the way decode, sort or rewrite them (nginx: proxy_pass without a path).',
    };
  return {
    ok: proven,
    seen: proven ? `a call signed for ${url} is verified` : `a call signed for ${url} is refused: ${reason}`,
    change: 'Let X-WOPI-Proof and X-WOPI-TimeStamp pass, and set the clocks by NTP.',
  };
}

function headersSeen({ sent, answer }: SelfTest): Seen {
  const changed = sent.headers
    .filter(([header, value]) => answer.headers[header] !== value)
    .map(([header, value]) => (value === '' ? `${header} without a value` : header));
  if (changed.length === 0) return { seen: 'arrive as they were sent' };
  return {
    ok: false,
    seen: `lost or changed on the way: ${changed.join(', ')}`,
    change: 'Let every X-WOPI-* and Authorization pass, of 16 KiB together, and with empty values.',
  };
}

function clockSeen({ answer }: SelfTest): Seen {
  const skew = answer.now - Date.now();
  return {
    ok: Math.abs(skew) <= MOST_SKEW_MS,
    seen: `${Math.round(skew / 1000)} s ahead of this process`,
    change: 'Let both machines set their clocks by NTP.',
  };
}

async function saveSeen(caller: SelfTestCaller, url: string, bytes: number): Promise<Seen> {
  try {
    const { answer } = await caller.save(url, bytes);
    const whole = answer.bytes === bytes;
    return { ok: whole, seen: `${answer.bytes} of ${bytes} bytes arrived` };
  } catch (error) {
    return refusedForSize(error, bytes);
  }
}

async function announcementSeen(caller: SelfTestCaller, url: string, bytes: number): Promise<Seen> {
  const size = `${Math.floor(bytes / MIB)} MiB`;
  try {
    await caller.announce(url, bytes);
    return { seen: `${size} may be sent, and are not held back on the way` };
  } catch (error) {
    const late = error instanceof OutgoingError && error.code === 'timeout';
    if (!late) return refusedForSize(error, bytes);
    return {
      ok: false,
      seen: 'nothing is answered before the whole body has come: it is held back on the way',
      change:
        'Let bodies through as they come (nginx: proxy_request_buffering off; no buffering middleware).',
    };
  }
}

/** @throws error, where it says nothing of sizes */
function refusedForSize(error: unknown, bytes: number): Seen {
  if (!(error instanceof SelfTestRefused) || error.status !== 413) throw error;
  return {
    ok: false,
    seen: `a body of ${Math.floor(bytes / MIB)} MiB is refused: 413`,
    change:
      'Raise the limit of what stands in front (nginx: client_max_body_size 0; Apache: LimitRequestBody 0).',
  };
}
