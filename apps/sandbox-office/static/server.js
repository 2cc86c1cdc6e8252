/** Talks to this window's session on the sandbox server. Failures come back as values, never as exceptions. */
const base = document.body.dataset.session;

/** POSTs JSON to the session; answers its JSON, or `{ outcome: 'failed', kind, sentence }`. */
export async function ask(what, body = {}) {
  let response;
  try {
    response = await send(what, body);
  } catch {
    return { outcome: 'failed', kind: 'retry', sentence: 'The sandbox could not be reached.' };
  }
  if (response.status === 204) return {};
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const sentence = answer.error ?? `The sandbox answered with status ${response.status}.`;
  if (response.status === 404) return { outcome: 'failed', kind: 'ended', sentence };
  return { outcome: 'failed', kind: response.status >= 500 ? 'retry' : 'refused', sentence };
}

/** The bytes of the document with this draft in it; undefined when the sandbox cannot make them any more. */
export async function copyOf(draft) {
  try {
    const response = await send('copy', { draft });
    return response.ok ? await response.blob() : undefined;
  } catch {
    return undefined;
  }
}

/** The calls after number `after`. */
export async function calls(after) {
  try {
    const response = await fetch(`${base}/log?after=${after}`);
    return response.ok ? (await response.json()).calls : [];
  } catch {
    return [];
  }
}

/** Says good-bye while the page goes away. Browsers carry 64 KiB then; a longer draft has been handed over before. */
export function leave(draft) {
  const text = JSON.stringify({ draft, final: true });
  const body =
    text.length * 3 < 60_000 || new Blob([text]).size < 60_000 ? text : JSON.stringify({ final: true });
  navigator.sendBeacon(`${base}/close`, new Blob([body], { type: 'application/json' }));
}

export const logAddress = `${base}/log`;

function send(what, body) {
  return fetch(`${base}/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}
