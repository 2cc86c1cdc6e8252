/**
 * Loaded before a host process (`node --import`), this makes requests with X-Test-Pause-Before stop for good in front of one of
 * their steps, so that whoever kills the process then kills it there. A step is whatever leaves something behind: a statement,
 * a blob's creation, its bytes, their sync, its removal, the answer. All of them are found by watching, none is written into the
 * product. Tells the parent process by a message which steps the request has passed, once it stops or has been answered.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import fs, { readdirSync } from 'node:fs';
import fsPromises from 'node:fs/promises';
import { Server, ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import pg from 'pg';

/** A folder of blobs. Those that hold folders have been there before, and a process has their names kept once for all requests. */
const SHELF = /[\\/][0-9a-f]{2}$/;
const HEADER = 'x-test-pause-before';
const current = new AsyncLocalStorage();
/** Files of requests that stopped: nobody else holds on to them, and they are to stay open as they were. */
const handles = new Set();
const forever = () => new Promise(() => undefined);

/** Whether the request that is running stops here. */
function stopsAt(step) {
  const request = current.getStore();
  if (!request || request.stopped) return request?.stopped ?? false;
  request.stopped = request.steps.length === request.stop;
  if (!request.stopped) request.steps.push(step);
  if (request.stopped || step === 'answer') process.send({ request: request.id, steps: request.steps });
  return request.stopped;
}

const statements = await namedStatements();

/** The longest constant of a `*.sql.js` that a statement contains gives it its name. */
async function namedStatements() {
  const names = new Map();
  const libs = join(process.cwd(), 'dist', 'libs');
  const files = readdirSync(libs, { recursive: true }).filter((file) => file.endsWith('.sql.js'));
  for (const file of files) {
    for (const [name, text] of Object.entries(await import(join(libs, file)))) {
      if (typeof text === 'string') names.set(text.trim(), name);
    }
  }
  return [...names].sort(([a], [b]) => b.length - a.length);
}

function nameOf(query) {
  const text = (typeof query === 'string' ? query : query.text).trim();
  return statements.find(([constant]) => text.includes(constant))?.[1] ?? text;
}

wrap(Server.prototype, 'emit', (emit, event, request, ...rest) => {
  const plan = event === 'request' ? request.headers[HEADER] : undefined;
  if (plan === undefined) return emit(event, request, ...rest);
  const [id, stop] = plan.split(' ');
  return current.run({ id, stop: Number(stop), steps: [] }, () => emit(event, request, ...rest));
});
wrap(ServerResponse.prototype, 'end', (end, ...args) => (stopsAt('answer') ? undefined : end(...args)));
wrap(pg.Client.prototype, 'query', (query, ...args) =>
  stopsAt(nameOf(args[0])) ? forever() : query(...args),
);
for (const name of ['write', 'writev'])
  wrap(fs, name, (write, ...args) => (stopsAt('write blob') ? undefined : write(...args)));
wrap(fsPromises, 'rm', (rm, ...args) => (stopsAt('remove blob') ? forever() : rm(...args)));
wrap(fsPromises, 'open', async (open, file, flags, ...rest) => {
  const writes = flags !== 'r';
  if (writes && stopsAt('create blob')) return forever();
  const handle = await open(file, flags, ...rest);
  if (current.getStore()) handles.add(handle);
  if (writes || SHELF.test(file))
    wrap(handle, 'sync', (sync) => (stopsAt(writes ? 'sync blob' : 'sync directory') ? forever() : sync()));
  return handle;
});
syncBuiltinESMExports();

function wrap(owner, name, around) {
  const original = owner[name];
  owner[name] = function (...args) {
    return around((...passed) => original.apply(this, passed), ...args);
  };
}
