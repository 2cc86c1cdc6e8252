const GUID = /^\{?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;
const ZEROS = /^0+$/;

/** Where a span belongs. */
export interface TracePlace {
  readonly traceId: string;
  readonly parentId?: string;
}

/**
 * The trace of a call: the correlation id, if it is a GUID, so that whoever has one id has the other, and processes meet although what is
 * between them drops `traceparent`. A caller's `traceparent` may name the parent within that trace, or the trace where there is no
 * GUID; what it says about sampling is not read. Undefined: a new trace.
 */
export function placeOf(
  correlationId: string | undefined,
  traceparent: string | undefined,
): TracePlace | undefined {
  const own = GUID.exec(correlationId ?? '')
    ?.slice(1)
    .join('')
    .toLowerCase();
  const [, traceId = '', parentId = ''] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  const parent = traceId !== '' && !ZEROS.test(traceId) && !ZEROS.test(parentId);
  if (own === undefined || ZEROS.test(own)) return parent ? { traceId, parentId } : undefined;
  return parent && traceId === own ? { traceId, parentId } : { traceId: own };
}

/** An id as clients make them: nothing else that somebody may have written into the header is told. */
export function plainId(id: string | undefined): string | undefined {
  return id !== undefined && /^[0-9A-Za-z{}._-]{1,64}$/.test(id) ? id : undefined;
}
