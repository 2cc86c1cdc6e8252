import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditService } from '#audit';
import { EVENT_TYPES } from '#webhooks';
import { freePorts } from '../../support/processes.js';
import { Admin } from './fixture.js';
import { isSigned, WebhookReceiver } from './webhook-receiver.js';

// More than the polls below may take.
vi.setConfig({ testTimeout: 120_000 });

/** Two replicas on one database, both delivering. */
let admin: Admin;
let other: Admin;
let receiver: WebhookReceiver;
let tenantId: string;

beforeAll(async () => {
  admin = await Admin.start();
  other = await Admin.start({ DATABASE_URL: admin.database.url });
  const [row] = await admin.query<{ id: string }>(
    `select tenant_id as id from tenants where name = 'default'`,
  );
  tenantId = row!.id;
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  receiver.heard.length = 0;
  receiver.answer = () => 204;
  await admin.query('delete from webhooks');
});
afterAll(async () => {
  await receiver.stop();
  await other.stop();
  await admin.stop();
});

const addWebhook = async (wish: object = {}) => {
  const body = { url: receiver.url, events: EVENT_TYPES, privateNetwork: true, ...wish };
  const { status, json } = await admin.post('webhooks', body);
  expect(status).toBe(201);
  return json as { id: string; secret: string };
};
const happen = async (operation: string, fileId: string, more: object = {}, by = admin) => {
  const entry = { tenantId, operation, status: 200, fileId, ...more };
  await by.server.app.get(AuditService).append(entry);
};
const save = (fileId: string, version: number, by = admin) =>
  happen('PutFile', fileId, { versionBefore: String(version - 1), versionAfter: String(version) }, by);
const deliveries = async (id: string) =>
  (await admin.get(`webhooks/${id}/deliveries`)).json.deliveries as {
    id: string;
    eventId: string;
    state: string;
    attempts: number;
    lastOutcome: string | null;
  }[];
/** The next attempt is now, whatever the back-off or a dead process's claim says. */
const hurry = () =>
  admin.query(`update webhook_deliveries set next_attempt_at = now() where state = 'waiting'`);
// oxlint-disable-next-line vitest/require-awaited-expect-poll -- the callers await it
const eventually = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 60_000, interval: 100 });

describe('events', () => {
  it('are what happened to a file, and nothing else', async () => {
    await addWebhook();
    const file = randomUUID();
    await happen('OpenSession', file, { status: 201 });
    await happen('CheckFileInfo', file);
    await happen('Lock', file, { lockAfter: 'secret lock' });
    await happen('RefreshLock', file, { lockBefore: 'secret lock', lockAfter: 'secret lock' });
    await save(file, 2);
    await happen('PutFile', file, { status: 409, lockBefore: 'secret lock' });
    await happen('PutFile', file, { status: 409, detail: { recovered: 'lock_mismatch' } });
    await happen('RenameFile', file);
    await happen('Unlock', file, { lockBefore: 'secret lock' });
    await eventually(() => receiver.heard.map(({ type }) => type)).toEqual([
      'opened',
      'locked',
      'saved',
      'recovered',
      'renamed',
      'closed',
    ]);
    expect(JSON.parse(receiver.heard[2]!.body)).toMatchObject({ data: { file, version: '2' } });
    for (const { body } of receiver.heard) expect(body).not.toContain('secret lock');
  });

  it('are passed over with the chain while nobody listens, and told from then on', async () => {
    const keeper = await admin.hold(`select pg_advisory_lock(hashtext('audit_chain'))`);
    await happen('RenameFile', randomUUID());
    // Longer than each process takes between two looks at the log.
    await sleep(2_500);
    const ahead = `select from audit_log a, webhook_position p where (a.xid, a.seq) > (p.xid, p.seq)`;
    expect(await admin.query(ahead)).not.toEqual([]);
    await keeper.release();
    await eventually(() => admin.query(ahead)).toEqual([]);
    const file = randomUUID();
    await addWebhook();
    await happen('RenameFile', file);
    await eventually(() => receiver.heard.length).toBe(1);
    expect(receiver.heard[0]!.body).toContain(file);
  });

  it('are signed with the new secret and with the one before, until that ends', async () => {
    const { id, secret: first } = await addWebhook({ events: ['saved'] });
    const rotate = async (body: object = {}) => (await admin.post(`webhooks/${id}/rotate`, body)).json;
    const told = async () => {
      receiver.heard.length = 0;
      await save(randomUUID(), 2);
      await eventually(() => receiver.heard.length).toBe(1);
      return receiver.heard[0]!;
    };
    const second = await rotate();
    expect(Date.parse(second.oldSecretUntil as string)).toBeGreaterThan(Date.now());
    const both = await told();
    expect([first, second.secret].map((secret: string) => isSigned(both, secret))).toEqual([true, true]);
    expect(both.signature).toMatch(/^v1,\S+ v1,\S+$/);
    const third = await rotate({ overlapHours: 0 });
    expect(third.oldSecretUntil).toBeNull();
    const one = await told();
    expect([first, second.secret, third.secret].map((secret: string) => isSigned(one, secret))).toEqual([
      false,
      false,
      true,
    ]);
    expect((await admin.post(`webhooks/${randomUUID()}/rotate`, {})).status).toBe(404);
  });

  it('are signed with the secret that was shown once', async () => {
    const { id, secret } = await addWebhook({ events: ['saved'] });
    await save(randomUUID(), 2);
    await eventually(() => receiver.heard.length).toBe(1);
    expect(isSigned(receiver.heard[0]!, secret)).toBe(true);
    expect(isSigned(receiver.heard[0]!, `whsec_${Buffer.alloc(32).toString('base64')}`)).toBe(false);
    expect(isSigned({ ...receiver.heard[0]!, timestamp: '1' }, secret)).toBe(false);
    expect((await admin.get('webhooks')).text).not.toContain(secret.slice(6));
    const sealed = await admin.query<{ text: string }>(`select row_to_json(w)::text as text from webhooks w`);
    expect(sealed[0]!.text).not.toContain(Buffer.from(secret.slice(6), 'base64').toString('hex'));
    await eventually(async () => (await deliveries(id))[0]).toMatchObject({
      state: 'delivered',
      attempts: 1,
      lastOutcome: '204',
    });
  });

  it('of many files reach the application once each and in the order of each file, with two processes', async () => {
    await addWebhook({ events: ['saved'] });
    const files = Array.from({ length: 12 }, () => randomUUID());
    const saves = async (file: string, index: number) => {
      for (let version = 2; version < 7; version++) await save(file, version, index % 2 ? admin : other);
    };
    await Promise.all(files.map(saves));
    await eventually(() => receiver.heard.length).toBe(60);
    const versionsOf = (file: string) =>
      receiver.heard
        .filter((event) => event.file === file)
        .map(({ body }) => (JSON.parse(body) as { data: { version: string } }).data.version);
    for (const file of files) expect(versionsOf(file)).toEqual(['2', '3', '4', '5', '6']);
    expect(new Set(receiver.heard.map(({ id }) => id)).size).toBe(60);
  });

  it('are told of the changes an application makes', async () => {
    await addWebhook();
    const { json } = await admin.post('files?name=a.docx&owner=anna', Buffer.from('a'));
    const opened = await admin.post('sessions', { file: json.id, user: 'anna' });
    expect(opened.status).toBe(201);
    await eventually(() => receiver.heard.map(({ type, file }) => [type, file])).toEqual([
      ['opened', json.id],
    ]);
    expect(receiver.heard[0]!.body).not.toContain(opened.json.accessToken);
  });
});

describe('an event that does not arrive', () => {
  it.each([500, 404, 302, undefined])(
    'because of the answer %s is told again',
    async (status) => {
      receiver.answer = () => status;
      const { id } = await addWebhook({ events: ['saved'] });
      const file = randomUUID();
      await save(file, 2);
      await save(file, 3);
      await eventually(async () => (await deliveries(id)).map((one) => one.lastOutcome)).toEqual([
        undefined,
        status === undefined ? 'timeout' : String(status),
      ]);
      receiver.answer = () => 200;
      await hurry();
      await eventually(async () => (await deliveries(id)).map((one) => one.state)).toEqual([
        'delivered',
        'delivered',
      ]);
      expect(receiver.heard.filter(({ body }) => body.includes('"version": "2"')).length).toBeGreaterThan(1);
    },
    90_000,
  );

  it('waits until the application is there again', async () => {
    const gone = await WebhookReceiver.start((await freePorts(1))[0]);
    const { port, url } = gone;
    await gone.stop();
    const { id } = await addWebhook({ url, events: ['saved'] });
    await save(randomUUID(), 2);
    await eventually(async () => (await deliveries(id))[0]?.lastOutcome).toBe('connect');
    const back = await WebhookReceiver.start(port);
    await hurry();
    await eventually(() => back.heard.length).toBeGreaterThan(0);
    expect(back.heard.length).toBe(1);
    await back.stop();
  });

  it('is told again when the process ends before it has noted the answer', async () => {
    // The row cannot be marked: to the outbox that is a process that died after the answer.
    // Sequences keep what a failed statement did.
    await admin.query('create sequence deaths');
    await admin.query(`create function die() returns trigger language plpgsql as $$ begin
      perform nextval('deaths'); raise exception 'died';
    end $$`);
    await admin.query(`create trigger die before update on webhook_deliveries for each row
      when (new.state = 'delivered') execute function die()`);
    const { id } = await addWebhook({ events: ['saved'] });
    await save(randomUUID(), 2);
    await eventually(() => admin.query('select is_called from deaths')).toEqual([{ is_called: true }]);
    await admin.query('drop trigger die on webhook_deliveries');
    expect((await deliveries(id))[0]).toMatchObject({ state: 'waiting', attempts: 1 });
    await hurry();
    await eventually(async () => (await deliveries(id))[0]!.state).toBe('delivered');
    expect(receiver.heard.map((event) => event.id)).toEqual(Array(2).fill(receiver.heard[0]!.id));
  });

  it('is given up after a day, holds up nothing afterwards, and can be replayed', async () => {
    receiver.answer = () => 503;
    const { id } = await addWebhook({ events: ['saved'] });
    const file = randomUUID();
    await save(file, 2);
    await eventually(async () => (await deliveries(id))[0]?.lastOutcome).toBe('503');
    await admin.query(`update webhook_deliveries set give_up_at = now(), next_attempt_at = now()`);
    await eventually(async () => (await deliveries(id))[0]!.state).toBe('given-up');
    receiver.answer = () => 204;
    await save(file, 3);
    await eventually(async () => (await deliveries(id))[0]!.state).toBe('delivered');
    const [, first] = await deliveries(id);
    const { json } = await admin.post(`webhooks/${id}/replay`, { deliveries: [first!.id, randomUUID()] });
    expect(json).toEqual({ replayed: 1 });
    await eventually(async () => (await deliveries(id))[1]!.state).toBe('delivered');
    expect(receiver.heard.at(-1)!.id).toBe(first!.eventId);
  });
});

describe('a webhook', () => {
  it('pauses', async () => {
    const { id } = await addWebhook({ events: ['saved'] });
    expect((await admin.call('PATCH', `/admin/v1/webhooks/${id}`, { active: false })).json.active).toBe(
      false,
    );
    await save(randomUUID(), 2);
    const listening = await addWebhook({ events: ['saved'] });
    await save(randomUUID(), 2);
    await eventually(async () =>
      (await deliveries(listening.id)).some(({ state }) => state === 'delivered'),
    ).toBe(true);
    expect(await deliveries(id)).toEqual([]);
  });

  it('tells its deliveries, the newest first', async () => {
    const { id } = await addWebhook({ events: ['saved'] });
    const file = randomUUID();
    for (const version of [2, 3, 4]) await save(file, version);
    await eventually(async () => (await deliveries(id)).length).toBe(3);
    const inOrder = (await deliveries(id)).map((delivery) => delivery.id);
    await admin.query(
      `update webhook_deliveries set place = place - (select max(place) from webhook_deliveries) + 10`,
    );
    expect((await deliveries(id)).map((delivery) => delivery.id)).toEqual(inOrder);
  });

  it('has a bound on how many there are', async () => {
    for (let made = 0; made < 20; made++) await addWebhook();
    const body = { url: receiver.url, events: ['saved'], privateNetwork: true };
    expect((await admin.post('webhooks', body)).status).toBe(409);
  });

  it.each([
    'http://app.example/events',
    'https://127.0.0.1/events',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest',
    'https://anna:secret@app.example/',
    'file:///etc/passwd',
    'events',
  ])('is refused at %s', async (url) => {
    expect((await admin.post('webhooks', { url, events: ['saved'] })).status).toBe(400);
  });

  it('never calls a name that stands for an address of the own network', async () => {
    const { id } = await addWebhook({
      url: `https://localhost:${receiver.port}/`,
      events: ['saved'],
      privateNetwork: false,
    });
    await save(randomUUID(), 2);
    await eventually(async () => (await deliveries(id))[0]?.lastOutcome).toBe('refused_address');
    expect(receiver.heard).toEqual([]);
  });

  it('lies in a private network only where a key of the installation says so', async () => {
    const { json } = await admin.post('api-keys', { name: 'x', role: 'tenant-admin', tenant: 'default' });
    const body = { url: receiver.url, events: ['saved'], privateNetwork: true };
    expect((await admin.call('POST', '/admin/v1/webhooks', body, json.key as string)).status).toBe(403);
  });
});
