import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { type AuditedChange, AUDITED_CHANGES } from './audited-changes.js';
import { killed, startPausable, StoppedRequests } from './stopped-requests.js';

const NEVER = 1000;

let gateway: Gateway;
let requests: StoppedRequests;
const steps = new Map<AuditedChange, string[]>();

beforeAll(async () => {
  gateway = await startPausable();
  requests = new StoppedRequests([gateway.hosts[0]!, gateway.adminProcess!]);
});
afterAll(() => gateway.stop());

interface Attempt {
  readonly change: AuditedChange;
  readonly stop: number;
}

/** Sends each change, of an object of its own; answers the steps that each took before it stopped, or all of them. */
async function sendAll(attempts: readonly Attempt[]): Promise<string[][]> {
  const sends = await Promise.all(attempts.map(({ change }) => change.prepare(gateway)));
  return Promise.all(sends.map((send, n) => requests.send(randomUUID(), attempts[n]!.stop, send)));
}

describe('kill -9 of host and admin process in front of each step of each change', () => {
  let attempts: Attempt[];
  let taken: string[][];

  beforeAll(async () => {
    const whole = await sendAll(AUDITED_CHANGES.map((change) => ({ change, stop: NEVER })));
    AUDITED_CHANGES.forEach((change, n) => steps.set(change, whole[n]!));
    attempts = AUDITED_CHANGES.flatMap((change) => steps.get(change)!.map((_, stop) => ({ change, stop })));
    taken = await sendAll(attempts);
    await Promise.all([gateway.hosts[0]!, gateway.adminProcess!].map(killed));
  });

  it('meets each change where it was to stop', () => {
    expect(taken).toEqual(attempts.map(({ change, stop }) => steps.get(change)!.slice(0, stop)));
  });

  it.each(AUDITED_CHANGES)('$name: the change and its row are both there, or neither is', async (change) => {
    const ids = async (text: string) =>
      (await gateway.query<{ id: string }>(text)).map(({ id }) => id).sort();
    const changed = await ids(change.changed);
    expect(await ids(change.audited)).toEqual(changed);
    // The request that was let through, and that which stopped with its answer.
    expect(changed.length).toBeGreaterThanOrEqual(2);
    expect(changed.length).toBeLessThanOrEqual(steps.get(change)!.length);
  });
});
