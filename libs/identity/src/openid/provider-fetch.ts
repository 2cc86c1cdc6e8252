import type { CustomFetch, CustomFetchOptions } from 'openid-client';
import { type Outgoing, type OutgoingResponse } from '#outgoing';

const MOST_BYTES = 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** Sends the library's requests the way that all others go; the provider's address comes from the configuration. */
export const providerFetch =
  (outgoing: Outgoing): CustomFetch =>
  async (url, { method, headers, body, signal }) => {
    const answer = await outgoing.request({
      method,
      url,
      headers: { ...headers, 'accept-encoding': 'identity' },
      body: textOf(body),
      policy: { allowPrivate: true, connectTimeoutMs: TIMEOUT_MS, totalTimeoutMs: TIMEOUT_MS },
      ...(signal && { signal }),
    });
    const content = await whole(answer);
    return new Response(content.length === 0 ? null : content, {
      status: answer.status,
      headers: [...answer.headers].map(([name, value]): [string, string] => [name, value]),
    });
  };

function textOf(body: CustomFetchOptions['body']): string | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('The library sends forms and texts only');
}

async function whole({ body }: OutgoingResponse): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new RangeError('The answer of the OpenID provider is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
