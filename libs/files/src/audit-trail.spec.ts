import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '#audit';
import { AuditTrail } from './audit-trail.js';

const tenantId = '6f1c2d9e-0000-4000-8000-000000000000';

/** Whether the engine keeps both as one kind of object. */
function ofOneShape(one: AuditEntry, other: AuditEntry): boolean {
  setFlagsFromString('--allow-natives-syntax');
  const compare = runInThisContext('(one, other) => %HaveSameMap(one, other)') as typeof ofOneShape;
  const same = compare(one, other);
  setFlagsFromString('--no-allow-natives-syntax');
  return same;
}

describe('an entry', () => {
  it('has what was known first, what came to be known, and what its end tells', () => {
    const trail = new AuditTrail({ tenantId, operation: 'GetFile', detail: { sessionContext: 'c' } });
    trail.add({ userId: 'u', operation: 'CheckFileInfo' });
    expect(trail.entry(404, { bytesOut: 7, detail: { recovered: 'conflict' } })).toMatchObject({
      tenantId,
      operation: 'CheckFileInfo',
      userId: 'u',
      status: 404,
      bytesOut: 7,
      detail: { sessionContext: 'c', recovered: 'conflict' },
    });
  });

  it('stays as it was when more becomes known', () => {
    const trail = new AuditTrail({ tenantId, operation: 'Lock' });
    const early = trail.entry(409);
    trail.add({ userId: 'u' });
    expect(early.userId).toBeUndefined();
  });

  it('is of the same shape, whatever is known and in which order', () => {
    const entries = Array.from({ length: 100 }, (_, n) => {
      const trail = new AuditTrail({ operation: 'Lock', tenantId, ...(n % 2 && { correlationId: 'c' }) });
      trail.add(n % 3 ? { userId: 'u', tenantId } : { sessionId: 's', client: 'office', userId: 'u' });
      if (n % 5 === 0) trail.add({ proof: 'current' });
      return trail.entry(200, n % 7 ? { bytesOut: n } : {});
    });
    // The engine settles for a shape after the first few.
    const last = entries.slice(50);
    expect(last.every((entry) => ofOneShape(entry, last[0]!))).toBe(true);
  });
});
