import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the bench asks of this process: to send each request again and again, or to stop and say how many were sent. */
export type HostileOrder = { readonly port: number; readonly requests: readonly string[] } | 'stop';

/** What a client waits for an answer. */
const PATIENCE_MS = 3_000;

/** The clients of a hostile instance, in a process of their own, so that they do not slow the load that is measured. */
let running: { stopped: boolean; calls: number } | undefined;

process.on('message', (order: HostileOrder) => {
  if (order === 'stop') {
    if (running) running.stopped = true;
    return void process.send!({ calls: running?.calls ?? 0 });
  }
  const round = (running = { stopped: false, calls: 0 });
  for (const request of order.requests) void lane(order.port, Buffer.from(request, 'latin1'), round);
});
process.once('disconnect', () => process.exit(0));
process.send!({ url: 'http://127.0.0.1' });

async function lane(
  port: number,
  request: Buffer,
  round: { stopped: boolean; calls: number },
): Promise<void> {
  while (!round.stopped) {
    round.calls += 1;
    await exchange(port, request);
    await sleep(10);
  }
}

function exchange(port: number, request: Buffer): Promise<void> {
  return new Promise((resolve) => {
    // Not ended: a client that has gone away would keep the instance from showing its manner.
    const socket = connect(port, '127.0.0.1', () => void socket.write(request));
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
    socket.resume().on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
