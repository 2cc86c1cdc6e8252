import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuditService } from '#audit';
import { DEFAULT_TENANT_ID } from '#tenants';
import { Admin } from './fixture.js';
import { WebhookReceiver } from './webhook-receiver.js';

let admin: Admin;
let hanging: WebhookReceiver;
let quick: WebhookReceiver;

beforeAll(async () => {
  [admin, hanging, quick] = await Promise.all([
    Admin.start(),
    WebhookReceiver.start(),
    WebhookReceiver.start(),
  ]);
  hanging.answer = () => undefined;
  for (const [{ url }, events] of [
    [hanging, ['opened']],
    [quick, ['saved']],
  ] as const)
    await admin.post('webhooks', { url, events, privateNetwork: true });
});
afterAll(async () => {
  await Promise.all([hanging.stop(), quick.stop()]);
  await admin.stop();
});

const happen = (operation: string, fileId: string) =>
  admin.server.app
    .get(AuditService)
    .append({ tenantId: DEFAULT_TENANT_ID, operation, status: 200, fileId, versionAfter: '2' });
// oxlint-disable-next-line vitest/require-awaited-expect-poll -- the callers await it
const eventually = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 60_000, interval: 20 });

it('an application that hangs holds up no other', async () => {
  await happen('OpenSession', randomUUID());
  await eventually(() => hanging.open).toBe(1);
  const file = randomUUID();
  await happen('PutFile', file);
  // Whoever heard of it only after the other was given up would find nothing open any more.
  await eventually(() => (quick.heard.length > 0 ? hanging.open : undefined)).toBe(1);
  expect(quick.heard.map((event) => event.file)).toEqual([file]);
});

it('events are told after the log was restored into a cluster whose transactions begin at small numbers again', async () => {
  await admin.query(`update webhook_position set xid = '7000000000', seq = 0`);
  quick.heard.length = 0;
  // The position is set anew by the next look at the log; what happens afterwards is told.
  await eventually(() =>
    admin.query(`select 1 from webhook_position where xid < '7000000000' and floor_seq > 0`),
  ).toHaveLength(1);
  const file = randomUUID();
  await happen('PutFile', file);
  await eventually(() => quick.heard.length).toBe(1);
  expect(quick.heard.map((event) => event.file)).toEqual([file]);
});
