import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from 'wopi-gateway-client';
import { Admin, KEY } from './fixture.js';

const run = promisify(execFile);
const inCheckout = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));

let admin: Admin;

beforeAll(async () => {
  admin = await Admin.start();
});
afterAll(() => admin.stop());

describe('the typed client', () => {
  it.each([
    ['admin', 'schema'],
    ['api', 'applications'],
  ])('has the types of the document of /%s/v1; `-u` writes them', async (api, file) => {
    const { json } = await admin.call('GET', `/${api}/v1/openapi.json`);
    await expect(astToString(await openapiTS(json as OpenAPI3))).toMatchFileSnapshot(
      inCheckout(`client/${file}.d.ts`),
    );
  });

  it('calls, and tells refusals apart', async () => {
    const gateway = createClient({ url: admin.server.url, key: KEY });
    const added = await gateway.POST('/admin/v1/users', { body: { login: 'carl', role: 'member' } });
    expect(added.data).toMatchObject({ login: 'carl' });
    const listed = await gateway.GET('/admin/v1/users', { params: { query: { name: 'carl', limit: 1 } } });
    expect(listed.data?.users.map(({ id }) => id)).toEqual([added.data!.id]);
    const { error, response } = await gateway.POST('/admin/v1/users', { body: { login: 'carl' } });
    expect([response.status, error?.status]).toEqual([409, 409]);
  });

  it('opens a document in the example, with a key that may do no more', async () => {
    const document = path.join(admin.dataDir, 'Report.docx');
    await writeFile(document, 'words');
    const made = await admin.post('api-keys', { name: 'app', role: 'application' });
    const env = { ...process.env, ADMIN_URL: admin.server.url, ADMIN_API_KEY: made.json.key as string };
    const { stdout } = await run(
      process.execPath,
      [inCheckout('examples/typed-client.mjs'), document, 'anna'],
      { env },
    );
    expect(stdout).toMatch(/^open http\S+\n1 5 bytes by anna\n$/);
  });
});
