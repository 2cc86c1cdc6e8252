import { Readable } from 'node:stream';
import type { Outgoing } from '#outgoing';
import { type CheckedInstance, madeUpUrl } from '../checked-instance.js';
import type { Finding } from '../report.js';

const MIB = 1024 * 1024;
const TIMEOUT_MS = 120_000;

/** Nobody gets a large body who does not answer as WOPI does. */
export function bodyNotTried(checked: CheckedInstance): Finding {
  return {
    ...subjectOf(checked),
    outcome: 'skipped',
    seen: 'not sent, since the endpoint does not answer as it should',
  };
}

/** Whether a large save would get through: nothing in front of the instance may refuse it for its size. */
export async function checkBodyLimit(checked: CheckedInstance, outgoing: Outgoing): Promise<Finding[]> {
  const found = subjectOf(checked);
  const change =
    'Raise the limit of what stands in front (nginx: client_max_body_size, Apache: LimitRequestBody) to the largest file.';
  try {
    const status = await statusOf(checked, outgoing);
    if (status === 413) return [{ ...found, outcome: 'failed', seen: 'status 413', change }];
    return [{ ...found, outcome: 'passed', seen: `status ${status}, and not 413` }];
  } catch (error) {
    return [{ ...found, outcome: 'warning', seen: (error as Error).message, change }];
  }
}

function subjectOf({ bodyBytes }: CheckedInstance) {
  return { check: 'body-limit', tried: `PutFile of ${bodyBytes / MIB} MiB to a made-up file` };
}

async function statusOf(checked: CheckedInstance, outgoing: Outgoing): Promise<number> {
  const { bodyBytes, policy } = checked;
  const body = Readable.from(zeros(bodyBytes));
  let status = 0;
  try {
    await outgoing.stream(
      {
        method: 'POST',
        url: madeUpUrl(checked, '/contents'),
        headers: { 'X-WOPI-Override': 'PUT', 'Content-Length': String(bodyBytes) },
        body,
        policy: { ...policy, totalTimeoutMs: TIMEOUT_MS },
      },
      {
        head: (head, flow) => {
          status = head.status;
          flow.abort(new Error('The status is all that matters.'));
        },
        data: () => true,
        end: () => undefined,
      },
    );
  } catch (error) {
    if (status === 0) throw error;
  } finally {
    body.destroy();
  }
  return status;
}

function* zeros(bytes: number): Iterable<Buffer> {
  const piece = Buffer.alloc(64 * 1024);
  for (let left = bytes; left > 0; left -= piece.length)
    yield left < piece.length ? piece.subarray(0, left) : piece;
}
