import type { IncomingMessage, ServerResponse } from 'node:http';

/** Shared by the health routes and whoever stops the process. */
export interface HealthState {
  draining: boolean;
}

/** `GET /healthz` says that the process lives, `GET /readyz` that it should get requests. */
export function health(state: HealthState, ready: () => Promise<void>) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (request.url === '/healthz') return answer(response, 200, 'ok');
    if (request.url !== '/readyz') {
      if (state.draining) response.setHeader('Connection', 'close');
      return next();
    }
    if (state.draining) return answer(response, 503, 'stopping');
    ready().then(
      () => answer(response, 200, 'ok'),
      () => answer(response, 503, 'not ready'),
    );
  };
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ status: text }));
}
