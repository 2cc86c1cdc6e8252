import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiContract, type Operation } from '../../support/api-contract.js';
import { CollaboraServer } from '../../support/collabora-server.js';
import { type GoodCall, GOOD_CALLS } from './contract-calls.js';
import { contractScene, type Scene } from './contract-scene.js';
import { Admin } from './fixture.js';

let admin: Admin;
let collabora: CollaboraServer;
let scene: Scene;
let contract: ApiContract;
let powerless: string;

/** On an installation of its own, where a client converts. */
async function start(api: string): Promise<void> {
  collabora = await CollaboraServer.start();
  admin = await Admin.start({ WOPI_CLIENTS: collabora.client });
  scene = { ...(await contractScene(admin)), document: `${collabora.origin}/hosting/discovery` };
  // Applications release no locks.
  if (api === 'api') await admin.query('delete from locks');
  contract = new ApiContract((await admin.call('GET', `/${api}/v1/openapi.json`)).json);
  // No endpoint needs this one.
  const wish = { name: 'metrics', role: 'operator', permissions: ['audit.manage'] };
  powerless = (await admin.post('api-keys', wish)).json.key as string;
}

async function stop(): Promise<void> {
  await admin.stop();
  await collabora.stop();
}

/** Sends calls one after another; answers those whose answer is another one than the document has for `status`. */
async function objections(calls: readonly Expected[]) {
  const found: string[] = [];
  for (const { operation, call, status, headers } of calls) {
    const [seen, objection] = await judged(operation, call, headers);
    if (seen !== status || objection) found.push(`${operation.name} ${status}: ${objection ?? seen}`);
  }
  return found;
}

/** Sends a call and answers its status with what the document has against the answer. */
async function judged(
  operation: Operation,
  call: GoodCall,
  headers: Record<string, string> = admin.credentials,
) {
  const { path = {}, query, body, type } = call;
  const target = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? randomUUID()),
  );
  const json = body !== undefined && !Buffer.isBuffer(body);
  const contentType = type ?? (json ? 'application/json' : undefined);
  const response = await fetch(new URL(query ? `${target}?${query}` : target, admin.server.url), {
    method: operation.method,
    headers: { ...headers, ...(contentType && { 'Content-Type': contentType }) },
    body: json ? JSON.stringify(body) : (body as Buffer<ArrayBuffer> | undefined),
  });
  const answered = {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  };
  return [response.status, contract.objection(operation, answered)];
}

interface Expected {
  readonly operation: Operation;
  readonly call: GoodCall;
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** What is called below /admin/v1 is called likewise where applications have it, too. */
const adminName = (name: string) => name.replace(' /api/', ' /admin/');
const goodCall = ({ name }: Operation) => GOOD_CALLS[adminName(name)]!(scene);
const takesQuery = ({ parameters }: Operation) => parameters.some((one) => one.in === 'query');
const takesJson = ({ body }: Operation) => body?.['application/json'] !== undefined;

describe.each(['admin', 'api'])('the document of /%s/v1', (api) => {
  beforeAll(() => start(api));
  afterAll(stop);

  it('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(
      (await admin.call('GET', `/${api}/v1/openapi.json`)).json as Parameters<Validator['validate']>[0],
    );
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('knows the operations that are called here, and no others', () => {
    const told = contract.operations.map(({ name }) => adminName(name));
    const called = Object.keys(GOOD_CALLS).filter((name) => api === 'admin' || told.includes(name));
    expect(told.sort()).toEqual(called.sort());
  });

  it('says what is answered without a key, and with one that may not', async () => {
    const headers = { Authorization: `Bearer ${powerless}` };
    const calls = contract.operations.flatMap((operation) => [
      { operation, call: {}, status: 401, headers: {} },
      { operation, call: {}, status: 403, headers },
    ]);
    expect(await objections(calls)).toEqual([]);
  });

  it('says what is answered where there is nothing', async () => {
    const calls = contract.operations
      .filter(({ path }) => path.includes('{'))
      .map((operation) => ({ operation, call: { ...goodCall(operation), path: {} }, status: 404 }));
    expect(await objections(calls)).toEqual([]);
  });

  it('has bodies refused that are not as it says', async () => {
    const calls = contract.operations.filter(takesJson).flatMap((operation) => {
      const good = goodCall(operation);
      const broken = { ...good, body: Buffer.from('{"'), type: 'application/json' };
      return [
        { operation, call: { ...good, body: [] }, status: 400 },
        { operation, call: { ...good, body: { ...good.body, stranger: 1 } }, status: 400 },
        { operation, call: broken, status: 400 },
        { operation, call: { ...good, body: { text: 'x'.repeat(100_000) } }, status: 413 },
      ];
    });
    expect(await objections(calls)).toEqual([]);
  });

  it('has queries refused that it does not know', async () => {
    const calls = contract.operations.filter(takesQuery).map((operation) => {
      const good = goodCall(operation);
      const query = [good.query, 'stranger=1'].filter(Boolean).join('&');
      return { operation, call: { ...good, query }, status: 400 };
    });
    expect(await objections(calls)).toEqual([]);
  });

  it('says what is answered when all is well', async () => {
    const calls = Object.entries(GOOD_CALLS).flatMap(([name, call]) => {
      const operation = contract.operations.find((one) => adminName(one.name) === name);
      if (!operation) return [];
      const [status] = Object.keys(operation.responses).filter((code) => code.startsWith('2'));
      return { operation, call: call(scene), status: Number(status) };
    });
    expect(await objections(calls)).toEqual([]);
  });
});
