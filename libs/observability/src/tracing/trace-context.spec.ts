import { describe, expect, it } from 'vitest';
import { placeOf, plainId } from './trace-context.js';

const GUID = '0AF76519-16CD-43DD-8448-EB211C80319C';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const OTHER = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

describe('placeOf', () => {
  it.each<[string, string | undefined, string | undefined, object | undefined]>([
    ['a GUID', GUID, undefined, { traceId: TRACE }],
    ['a GUID in braces', `{${GUID}}`, undefined, { traceId: TRACE }],
    [
      'a GUID and a parent in its trace',
      GUID,
      `00-${TRACE}-${PARENT}-00`,
      { traceId: TRACE, parentId: PARENT },
    ],
    ['a GUID and a parent elsewhere', GUID, `00-${OTHER}-${PARENT}-01`, { traceId: TRACE }],
    ['a parent alone', undefined, `00-${OTHER}-${PARENT}-01`, { traceId: OTHER, parentId: PARENT }],
    ['no GUID', 'my request', undefined, undefined],
    ['a GUID of zeros', '00000000-0000-0000-0000-000000000000', undefined, undefined],
    ['a parent of zeros', undefined, `00-${OTHER}-${'0'.repeat(16)}-01`, undefined],
    ['another version', undefined, `ff-${OTHER}-${PARENT}-01`, undefined],
    ['more than a parent', undefined, `00-${OTHER}-${PARENT}-01-x`, undefined],
  ])('takes %s for what it is', (_, correlationId, traceparent, place) => {
    expect(placeOf(correlationId, traceparent)).toEqual(place);
  });
});

describe('plainId', () => {
  it('tells ids, and no sentences', () => {
    expect(plainId(GUID)).toBe(GUID);
    for (const other of ['', 'report of ada.docx', 'a/b', 'x'.repeat(65)])
      expect(plainId(other)).toBeUndefined();
  });
});
