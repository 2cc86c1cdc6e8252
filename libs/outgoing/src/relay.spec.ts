import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Relay } from './relay.js';
import { ResponseHeaders } from './response-headers.js';

it('gives the memory of a piece back once it has left, and not before', async () => {
  const left: (() => void)[] = [];
  const response = new Writable({ write: (_, __, done) => void left.push(done) });
  Object.assign(response, { writeHead: () => undefined });
  const relay = new Relay(response as ServerResponse, () => ({ status: 200, headers: [] }));
  relay.head(
    { status: 200, headers: new ResponseHeaders([]) },
    { resume: () => undefined, abort: () => undefined },
  );
  const pieces = [5000, 6000].map((size) => Buffer.alloc(size));
  for (const piece of pieces) relay.data(piece);
  const sizes = () => pieces.map(({ length }) => length);
  await nextTurn();
  expect(sizes()).toEqual([5000, 6000]);
  left[0]!();
  await nextTurn();
  expect(sizes()).toEqual([0, 6000]);
});
