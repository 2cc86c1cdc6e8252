import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Shared by the health routes and whoever stops the process. */
export interface HealthState {
  draining: boolean;
}

/** Load balancers ask again within a few seconds, and do not wait for much longer. */
const PATIENCE_MS = 3_000;

/** `GET /healthz` says that the process lives, `GET /readyz` that it should get requests. */
export function health(state: HealthState, ready: () => Promise<void>) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (request.url === '/healthz') return answer(response, 200, 'ok');
    if (request.url !== '/readyz') {
      if (state.draining) response.setHeader('Connection', 'close');
      return next();
    }
    if (state.draining) return answer(response, 503, 'stopping');
    inTime(ready()).then(
      () => answer(response, 200, 'ok'),
      () => answer(response, 503, 'not ready'),
    );
  };
}

/** Rejects after a while: what a process needs may neither answer nor refuse. */
async function inTime(ready: Promise<void>): Promise<void> {
  const waited = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: waited.signal }).then(() => {
    throw new Error('not in time');
  });
  late.catch(() => undefined);
  await Promise.race([ready, late]).finally(() => waited.abort());
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ status: text }));
}
