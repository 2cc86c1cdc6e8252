import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, ApiContract, type Operation } from '../../support/api-contract.js';
import { type HostileRequest, requestOf } from '../../support/hostile-requests.js';
import { contractScene } from './contract-scene.js';
import { Admin } from './fixture.js';

/** Longer by API_FUZZ_SECONDS; other requests by API_FUZZ_SEED, so that whoever changed nothing sees the same as before. */
const SECONDS = Number(process.env['API_FUZZ_SECONDS'] ?? 6);
const SEED = Number(process.env['API_FUZZ_SEED'] ?? 1);

let admin: Admin;
const agent = new Agent({ keepAlive: true });

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(async () => {
  agent.destroy();
  await admin.stop();
});

/** Sends the target as it stands, which fetch would not. */
function send({ method, target, headers: given, body }: HostileRequest): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(admin.server.url);
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const headers = { ...admin.credentials, ...given, ...length };
    const sent = request({ agent, hostname, port, method, path: target, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          type: response.headers['content-type'] ?? null,
          text: Buffer.concat(chunks).toString(),
        }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('whatever the document lets one make up', () => {
  it(
    'is answered as the document says, and never by an error of the server',
    async () => {
      const { file, session, user, tenant, instance, key, hold, ...scene } = await contractScene(admin);
      const known = { file, session, user, tenant, instance, key, hold, version: '1', name: 'office' };
      const ids = [file, user, session, hold, ...Object.values(scene)];
      const documents = await Promise.all(
        ['admin', 'api'].map((api) => admin.call('GET', `/${api}/v1/openapi.json`)),
      );
      const contracts = documents.map(({ json }) => new ApiContract(json));
      // What removes things is sent ids of nothing, so that there is something left to ask for.
      const requestsTo = (contract: ApiContract, operation: Operation) => {
        const ofId = (values: Readonly<Record<string, string>>) =>
          requestOf(operation, values).map((sent) => ({ contract, operation, sent }));
        if (operation.method === 'DELETE') return ofId({});
        return fc.constantFrom(...ids).chain((id) => ofId({ ...known, id }));
      };
      const made = contracts.flatMap((contract) =>
        contract.operations.map((operation) => requestsTo(contract, operation)),
      );
      console.log(`API_FUZZ_SEED=${SEED}`);
      const property = fc.asyncProperty(fc.oneof(...made), async ({ contract, operation, sent }) => {
        const answered = await send(sent);
        const { status } = answered;
        // 507: a request before this one has set a quota, and it is used up.
        expect(status < 500 || status === 507, `answered ${status}`).toBe(true);
        expect(contract.objection(operation, answered)).toBeUndefined();
      });
      await fc.assert(property, {
        seed: SEED,
        numRuns: 1_000_000,
        interruptAfterTimeLimit: SECONDS * 1000,
      });
    },
    SECONDS * 1000 + 60_000,
  );
});
