import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Directory, USER } from './fixture.js';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

let directory: Directory;
let lastName = 0;

beforeAll(async () => {
  directory = await Directory.start();
});
afterAll(() => directory.stop());

const newName = () => `person${++lastName}@contoso.example`;

describe('what is refused, in the form of SCIM', () => {
  it.each([
    ['no filter of SCIM', 'filter=userName'],
    ['another comparison', `filter=${encodeURIComponent('userName co "a"')}`],
    ['an or', `filter=${encodeURIComponent('userName eq "a" or userName eq "b"')}`],
    ['an attribute that is not known', `filter=${encodeURIComponent('password eq "a"')}`],
    ['a number for a name', `filter=${encodeURIComponent('userName eq 1')}`],
    ['what every object has', `filter=${encodeURIComponent('constructor eq "a"')}`],
    ['what objects come from', `filter=${encodeURIComponent('__proto__ eq "a"')}`],
    ['an attribute of an extension', `filter=${encodeURIComponent(`${ENTERPRISE}:userName eq "a"`)}`],
    ['brackets without end', `filter=${encodeURIComponent('('.repeat(900))}`],
  ])('a filter with %s', async (_, query) => {
    const { status, json } = await directory.call('GET', `Users?${query}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '400',
      scimType: 'invalidFilter',
    });
  });

  it.each([
    ['no login', {}],
    ['a login with spaces', { userName: 'two words' }],
    ['a truth value that is none', { userName: 'x', active: 'perhaps' }],
    ['a number for a login', { userName: 1 }],
  ])('an account with %s', async (_, body) => {
    const { status, json } = await directory.call('POST', 'Users', { schemas: [USER], ...body });
    expect([status, json.scimType]).toEqual([400, 'invalidValue']);
  });

  it.each([
    ['no operations', []],
    ['an operation that is none', [{ op: 'move', path: 'active', value: true }]],
    ['nothing to remove', [{ op: 'remove' }]],
    ['a text for a truth value', [{ op: 'replace', path: 'active', value: 'perhaps' }]],
    ['a login that is taken away', [{ op: 'remove', path: 'userName' }]],
  ])('a PATCH with %s', async (_, operations) => {
    const id = await directory.user(newName());
    expect((await directory.patch(`Users/${id}`, operations)).status).toBe(400);
  });

  it.each([
    ['GET', 'Nothing'],
    ['POST', 'Bulk'],
    ['POST', 'Users/.search'],
    ['PUT', 'Users'],
    ['GET', 'Users/x/y'],
  ])('%s %s, which is not served', async (method, target) => {
    const { status, headers, json } = await directory.call(method, target, method === 'GET' ? undefined : {});
    expect([status, headers.get('content-type')]).toEqual([404, 'application/scim+json']);
    expect(json).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' });
    expect((await directory.call(method, target, undefined, {}, 'none')).status).toBe(401);
  });

  it('a body that is no JSON, or too large', async () => {
    const send = (body: string) =>
      directory.admin.call('POST', '/scim/v2/Users', body, directory.key, {
        'Content-Type': 'application/scim+json',
      });
    for (const [body, status] of [
      ['{"', 400],
      [JSON.stringify({ userName: 'x'.repeat(1024 ** 2) }), 413],
    ] as const) {
      const answer = await send(body);
      expect([answer.status, answer.json.status]).toEqual([status, String(status)]);
    }
  });

  it('whoever has no key for it', async () => {
    const { json } = await directory.admin.post('api-keys', { name: 'x', role: 'viewer' });
    await directory.admin.post('tenants', { name: 'north', plan: 'business' });
    const north = { name: 'x', role: 'tenant-admin', tenant: 'north' };
    const ofNorth = (await directory.admin.post('api-keys', north)).json.key as string;
    const statuses = await Promise.all(
      ['', 'wgk_x', json.key as string, ofNorth].map(async (key) => {
        const answers = await Promise.all(
          ['Users', 'Groups', 'ServiceProviderConfig', 'Schemas'].map((target) =>
            directory.call('GET', target, undefined, {}, key),
          ),
        );
        return [...new Set(answers.map(({ status }) => status))];
      }),
    );
    expect(statuses).toEqual([[401], [401], [403], [403]]);
    const { status } = await directory.admin.call('GET', '/admin/v1/users', undefined, directory.key);
    expect(status).toBe(403);
  });

  it('pollutes nothing', async () => {
    const id = await directory.user(newName());
    for (const path of ['__proto__.polluted', 'constructor.prototype.polluted'])
      await directory.patch(`Users/${id}`, [{ op: 'add', path, value: 'yes' }]);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe('the service', () => {
  it('says what it can', async () => {
    const { json } = await directory.call('GET', 'ServiceProviderConfig');
    expect(json).toMatchObject({
      patch: { supported: true },
      filter: { supported: true },
      bulk: { supported: false },
    });
    const types = (await directory.call('GET', 'ResourceTypes')).json;
    for (const { endpoint, schema } of types.Resources as { endpoint: string; schema: string }[]) {
      expect((await directory.call('GET', endpoint.slice(1))).status).toBe(200);
      expect((await directory.call('GET', `Schemas/${schema}`)).json).toMatchObject({ id: schema });
    }
    expect((await directory.call('GET', 'Schemas/unknown')).status).toBe(404);
  });
});
