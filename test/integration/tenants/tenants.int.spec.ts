import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Test, type TestingModule } from '@nestjs/testing';
import { DatabaseModule, Db } from '#database';
import {
  DEFAULT_TENANT_ID,
  ProxyRegistry,
  SubscriptionsService,
  TenantsModule,
  TenantsService,
} from '#tenants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

const encryptionKey = randomBytes(32).toString('base64');
const secret = () => randomBytes(32).toString('hex');
let database: DatabaseClone;
let module: TestingModule;
let tenants: TenantsService;
let registry: ProxyRegistry;

const start = async (key: string) => {
  const started = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: database.url, applicationName: 'test', poolSize: 4 }),
      TenantsModule.forRoot({ encryptionKey: key }),
    ],
  }).compile();
  started.useLogger(false);
  return started.init();
};
const newTenant = () => tenants.addTenant({ name: `t-${randomUUID()}.example`, plan: 'business' });
const newUrl = () => `https://${randomUUID()}.example/wopi/files/`;

/** Waits for what a notification brings; the test's own time limit ends a wait in vain. */
async function eventually<T>(read: () => T | undefined | false): Promise<T> {
  for (;;) {
    const value = read();
    if (value) return value;
    await sleep(5);
  }
}

beforeAll(async () => {
  database = await cloneDatabase();
  module = await start(encryptionKey);
  tenants = module.get(TenantsService);
  registry = module.get(ProxyRegistry);
  await registry.start();
});
afterAll(async () => {
  await module?.close();
  await database?.drop();
});

describe('TenantsService', () => {
  it('knows the tenant of the installation itself, by id and by name', async () => {
    const tenant = await tenants.get('default');
    expect(tenant).toMatchObject({ tenantId: DEFAULT_TENANT_ID, state: 'active' });
    expect(await tenants.find(DEFAULT_TENANT_ID)).toEqual(tenant);
    await expect(tenants.get('nobody')).rejects.toMatchObject({ code: 'tenant_not_found' });
  });

  it('refuses a taken name, a name that is none, and an unknown tenant', async () => {
    const { name } = await newTenant();
    await expect(tenants.addTenant({ name, plan: 'personal' })).rejects.toMatchObject({ code: 'name_taken' });
    for (const bad of ['', ' x', 'x ', 'a\nb', 'x'.repeat(101), randomUUID()]) {
      await expect(tenants.addTenant({ name: bad, plan: 'business' })).rejects.toMatchObject({
        code: 'invalid_name',
      });
    }
    for (const unknown of [randomUUID(), 'default']) {
      await expect(tenants.addInstance(unknown, { filesUrl: newUrl() })).rejects.toMatchObject({
        code: 'tenant_not_found',
      });
      await expect(tenants.addKey(unknown)).rejects.toMatchObject({ code: 'tenant_not_found' });
    }
  });

  it('lets one tenant only register a files URL, however it is spelled', async () => {
    const [a, b] = [await newTenant(), await newTenant()];
    const filesUrl = newUrl();
    await tenants.addInstance(a.tenantId, { filesUrl });
    const other = filesUrl.toUpperCase().replace('/WOPI/FILES/', ':443/wopi/files');
    const taken = { code: 'files_url_taken' };
    await expect(tenants.addInstance(b.tenantId, { filesUrl: other })).rejects.toMatchObject(taken);
    await expect(tenants.ensureInstance(b.tenantId, { filesUrl: other })).rejects.toMatchObject(taken);
    expect(await tenants.listInstances(b.tenantId)).toEqual([]);
  });

  it('ensures the same tenant, instance and key however often and however many ask at once', async () => {
    const name = `launcher-${randomUUID()}x`;
    const filesUrl = newUrl();
    const key = secret();
    const made = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const { tenantId } = await tenants.ensureTenant({ name, plan: 'business' });
        const { instanceId } = await tenants.ensureInstance(tenantId, { filesUrl });
        const { keyId } = await tenants.ensureKey(tenantId, key);
        return `${tenantId} ${instanceId} ${keyId}`;
      }),
    );
    expect(new Set(made).size).toBe(1);
    const { tenantId } = await tenants.get(name);
    expect(await tenants.listKeys(tenantId)).toHaveLength(1);
    const changed = await tenants.ensureInstance(tenantId, {
      filesUrl,
      mode: 'attested',
      privateNetwork: true,
    });
    expect(changed).toMatchObject({ mode: 'attested', privateNetwork: true });
    expect(await tenants.listInstances(tenantId)).toEqual([changed]);
  });

  it('does not revive a revoked key by ensuring it', async () => {
    const { tenantId } = await newTenant();
    const key = secret();
    const { keyId } = await tenants.ensureKey(tenantId, key);
    await tenants.revokeKey(tenantId, keyId);
    expect(await tenants.ensureKey(tenantId, key)).toEqual({ keyId, state: 'revoked' });
    await expect(tenants.retireKey(tenantId, keyId)).rejects.toMatchObject({ code: 'key_not_found' });
    await expect(tenants.addKey(tenantId, key)).rejects.toMatchObject({ code: 'secret_taken' });
  });

  it('has ids compared with fewer than twenty keys, revoked ones of the days of grace among them, however many were made', async () => {
    const { tenantId } = await newTenant();
    const tooMany = { code: 'too_many_keys' };
    const add = () => tenants.addKey(tenantId);
    const made = await Promise.all(Array.from({ length: 10 }, add));
    await expect(add()).rejects.toMatchObject(tooMany);
    await expect(tenants.ensureKey(tenantId, secret())).rejects.toMatchObject(tooMany);
    expect(await tenants.ensureKey(tenantId, made[0]!.secret)).toMatchObject({ state: 'active' });
    for (const { keyId } of made) await tenants.revokeKey(tenantId, keyId);
    for (const add of [() => tenants.addKey(tenantId), () => tenants.rotateKey(tenantId)])
      await expect(add()).rejects.toMatchObject({
        ...tooMany,
        message: expect.stringMatching(/may save still/) as string,
      });
    await tenants.revokeKey(tenantId, made[0]!.keyId, { cutOff: true });
    const added = await Promise.allSettled(Array.from({ length: 3 }, add));
    expect(added.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    const { keyId } = (added[0] as PromiseFulfilledResult<{ keyId: string }>).value;
    await tenants.revokeKey(tenantId, keyId);
    await expect(add()).rejects.toMatchObject(tooMany);
  });

  it('lists the newest twenty revoked keys beside those whose sessions may save, and takes no older secret for a new one', async () => {
    const { tenantId } = await newTenant();
    const { keyId: inGrace } = await tenants.addKey(tenantId);
    await tenants.revokeKey(tenantId, inGrace);
    const made = [];
    for (let n = 0; n < 23; n += 1) {
      const key = await tenants.addKey(tenantId);
      await tenants.revokeKey(tenantId, key.keyId, { cutOff: true });
      made.push(key);
    }
    const { keyId: active } = await tenants.addKey(tenantId);
    const listed = (await tenants.listKeys(tenantId)).map(({ keyId }) => keyId);
    expect(listed).toEqual([inGrace, ...made.slice(3).map(({ keyId }) => keyId), active]);
    const { keyId, secret: old } = made[0]!;
    await expect(tenants.addKey(tenantId, old)).rejects.toMatchObject({ code: 'secret_taken' });
    expect(await tenants.ensureKey(tenantId, old)).toEqual({ keyId, state: 'revoked' });
    const other = await newTenant();
    expect(await tenants.ensureKey(other.tenantId, old)).toMatchObject({ state: 'active' });
  });

  it('changes no key of another tenant', async () => {
    const [a, b] = [await newTenant(), await newTenant()];
    const { keyId } = await tenants.addKey(a.tenantId);
    await expect(tenants.revokeKey(b.tenantId, keyId)).rejects.toMatchObject({ code: 'key_not_found' });
    expect(await tenants.listKeys(a.tenantId)).toMatchObject([{ keyId, state: 'active' }]);
  });

  it('counts a key in bytes, and keeps no secret readable', async () => {
    const { tenantId } = await newTenant();
    await expect(tenants.addKey(tenantId, 'x'.repeat(31))).rejects.toMatchObject({ code: 'invalid_secret' });
    const umlauts = 'ü'.repeat(16);
    await tenants.addKey(tenantId, umlauts);
    const made = await tenants.addKey(tenantId);
    expect(Buffer.byteLength(made.secret)).toBeGreaterThanOrEqual(32);
    const rows = await module
      .get(Db)
      .query<{ sealed: Buffer }>('select encrypted_secret as sealed from proxy_keys where tenant_id = $1', [
        tenantId,
      ]);
    expect(rows).toHaveLength(2);
    for (const { sealed } of rows) {
      expect(sealed.includes(umlauts)).toBe(false);
      expect(sealed.includes(made.secret)).toBe(false);
    }
  });
});

describe('ProxyRegistry', () => {
  it('sees a new instance, new and revoked keys and a suspension without a restart', async () => {
    const { tenantId } = await newTenant();
    const filesUrl = newUrl();
    await tenants.addInstance(tenantId, {
      filesUrl,
      dialect: { headerOrder: 'typ,alg', escapedSlashes: true },
    });
    const route = await eventually(() => registry.find(filesUrl));
    expect(route).toMatchObject({ active: true, keys: [] });
    expect(route.instance.dialect).toEqual({ headerOrder: 'typ,alg', escapedSlashes: true });

    const first = await tenants.addKey(tenantId);
    const second = await tenants.addKey(tenantId, secret());
    await eventually(() => registry.find(filesUrl)?.keys.length === 2);
    expect(registry.find(filesUrl)!.keys.map((key) => key.secret.toString())).toEqual([
      first.secret,
      second.secret,
    ]);

    await tenants.retireKey(tenantId, first.keyId);
    await eventually(() => registry.find(filesUrl)?.keys[1]?.keyId === first.keyId);
    await tenants.revokeKey(tenantId, first.keyId);
    await eventually(() => registry.find(filesUrl)?.keys.length === 1);
    expect(registry.find(filesUrl)!.keys[0]!.keyId).toBe(second.keyId);

    await tenants.setState(tenantId, 'suspended');
    await eventually(() => registry.find(filesUrl)?.active === false);
  });

  it('finds a route by every spelling of its URL and by nothing else', async () => {
    const { tenantId } = await newTenant();
    const filesUrl = newUrl();
    await tenants.addInstance(tenantId, { filesUrl });
    await eventually(() => registry.find(filesUrl));
    const { host } = new URL(filesUrl);
    expect(registry.find(`HTTPS://${host.toUpperCase()}:443/wopi/files/`)).toBeDefined();
    for (const other of [
      filesUrl.slice(0, -1),
      filesUrl.replace('https', 'http'),
      filesUrl.replace('/wopi/files/', '/WOPI/files/'),
      `https://${host}:444/wopi/files/`,
      `https://x@${host}/wopi/files/`,
      `${filesUrl}x/../`,
      `${filesUrl}?a`,
    ]) {
      expect({ other, found: registry.find(other) }).toEqual({ other, found: undefined });
    }
  });

  it('hears on another replica of a new key and of a revoked one, and reads no other tenant again', async () => {
    const replica = await start(encryptionKey);
    try {
      const other = replica.get(ProxyRegistry);
      await other.start();
      const [a, b] = [await newTenant(), await newTenant()];
      const [urlA, urlB] = [newUrl(), newUrl()];
      await tenants.addInstance(a.tenantId, { filesUrl: urlA });
      await tenants.addInstance(b.tenantId, { filesUrl: urlB });
      await eventually(() => other.find(urlA) && other.find(urlB));
      const { keyId } = await tenants.addKey(a.tenantId);
      await eventually(() => other.find(urlA)!.keys.some((key) => key.keyId === keyId));
      // Notifications come in order: those about the other tenant have been dealt with.
      const untouched = other.find(urlB)!;
      await tenants.revokeKey(a.tenantId, keyId);
      const route = await eventually(() => other.find(urlA)!.keys.length === 0 && other.find(urlA));
      expect(route.revokedKeys.map((key) => key.keyId)).toEqual([keyId]);
      await tenants.revokeKey(a.tenantId, keyId, { cutOff: true });
      await eventually(() => other.find(urlA)!.revokedKeys.length === 0);
      expect(other.find(urlB)).toBe(untouched);
      expect(other.isCurrent(untouched)).toBe(true);
    } finally {
      await replica.close();
    }
  });

  it('finds what changed while nobody told it', async () => {
    const { tenantId } = await newTenant();
    const filesUrl = newUrl();
    const { instanceId } = await tenants.addInstance(tenantId, { filesUrl });
    await eventually(() => registry.find(filesUrl));
    const db = module.get(Db);
    await db.query('alter table tenants disable trigger tenants_changed');
    try {
      await module.get(SubscriptionsService).changeInstance(tenantId, instanceId, { mode: 'resign' });
      expect(registry.find(filesUrl)!.instance.mode).toBe('transparent');
      await registry.reload();
      expect(registry.find(filesUrl)!.instance.mode).toBe('resign');
    } finally {
      await db.query('alter table tenants enable trigger tenants_changed');
    }
  });

  it('follows the dates of a subscription without being told', async () => {
    const { tenantId } = await newTenant();
    const filesUrl = newUrl();
    await tenants.addInstance(tenantId, { filesUrl });
    const validUntil = new Date(Date.now() + 800);
    await module.get(SubscriptionsService).change(tenantId, { validUntil });
    await eventually(() => registry.find(filesUrl)?.tenant.validUntil);
    await eventually(() => registry.find(filesUrl)!.tenant.state === 'grace');
    expect(registry.find(filesUrl)!.active).toBe(false);
  });

  it('lets an instance go, and serves its address for another tenant', async () => {
    const [a, b] = [await newTenant(), await newTenant()];
    const filesUrl = newUrl();
    const { instanceId } = await tenants.addInstance(a.tenantId, { filesUrl });
    await eventually(() => registry.find(filesUrl));
    await module.get(SubscriptionsService).removeInstance(a.tenantId, instanceId);
    await tenants.addInstance(b.tenantId, { filesUrl });
    await eventually(() => registry.find(filesUrl)?.tenant.tenantId === b.tenantId);
    expect(registry.findInstance(instanceId)).toBeUndefined();
  });

  it('goes on without a key that another encryption key sealed', async () => {
    const { tenantId } = await newTenant();
    const filesUrl = newUrl();
    await tenants.addInstance(tenantId, { filesUrl });
    await tenants.addKey(tenantId);
    const stranger = await start(randomBytes(32).toString('base64'));
    try {
      const other = stranger.get(ProxyRegistry);
      await other.start();
      expect(other.find(filesUrl)).toMatchObject({ active: true, keys: [] });
    } finally {
      await stranger.close();
    }
  });
});
