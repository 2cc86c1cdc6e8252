import fc from 'fast-check';
import type { Operation, Parameter, Schema } from './api-contract.js';

/** A request as it goes over the wire. */
export interface HostileRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const NASTY_TEXTS = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  "'; drop table files; --",
  '../../etc/passwd',
  '%00',
  '__proto__',
  'NaN',
  'Infinity',
  '-1',
  '1e309',
  '9223372036854775808',
  '99999999999999999999999999',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '0000-00-00',
  '0000-01-01',
  '*',
  'x'.repeat(5000),
];

const NASTY_VALUES = [null, true, -0, 1e308, -1e308, 2 ** 53, 2 ** 63, 0.1, [], {}, [[]], [null]];

const text = fc.oneof(fc.constantFrom(...NASTY_TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));

const deep = fc.integer({ min: 10, max: 5000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth));

/** Anything that JSON can say. */
const anything = fc.oneof(
  text,
  fc.constantFrom(...NASTY_VALUES),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(text, text, { maxKeys: 4 }),
);

/** Mostly what a schema asks for, so that requests get behind the first check; now and then something else. */
export function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 7, arbitrary: fitting(schema) }, { weight: 1, arbitrary: anything });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const { type, enum: values, anyOf } = schema;
  if (Array.isArray(values)) return fc.constantFrom(...(values as unknown[]));
  if (Array.isArray(anyOf)) return fc.oneof(...(anyOf as Schema[]).map(valueOf));
  if (type === 'string') return fittingText(schema);
  if (type === 'integer' || type === 'number') return fittingNumber(schema);
  if (type === 'boolean') return fc.boolean();
  if (type === 'array') return fc.array(valueOf(schema['items'] as Schema), { maxLength: 4 });
  if (type === 'object') return fittingObject(schema);
  return fc.constant(null);
}

function fittingText({ format, maxLength, pattern }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time' || format === 'date') {
    const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') });
    return moment.map((date) => (format === 'date' ? date.toISOString().slice(0, 10) : date.toISOString()));
  }
  if (/\\d/.test(String(pattern))) return fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String);
  const most = typeof maxLength === 'number' ? Math.min(maxLength, 60) : 60;
  return fc.oneof(fc.string({ minLength: 1, maxLength: most }), text);
}

function fittingNumber({ minimum, maximum }: Schema): fc.Arbitrary<number> {
  const min = typeof minimum === 'number' ? minimum : Number.MIN_SAFE_INTEGER;
  const max = typeof maximum === 'number' ? maximum : Number.MAX_SAFE_INTEGER;
  return fc.oneof(
    fc.maxSafeNat().map((n) => Math.min(min + (n % 1000), max)),
    fc.constantFrom(min, max),
  );
}

function fittingObject({ properties, required }: Schema): fc.Arbitrary<object> {
  const members = Object.entries((properties ?? {}) as Record<string, Schema>);
  const model = Object.fromEntries(members.map(([name, schema]) => [name, valueOf(schema)]));
  const requiredKeys = (required ?? []) as string[];
  return fc.record(model, { requiredKeys }) as fc.Arbitrary<object>;
}

/** A request of an operation: `known` are ids that exist, by the names of parameters. */
export function requestOf(
  operation: Operation,
  known: Readonly<Record<string, string>>,
): fc.Arbitrary<HostileRequest> {
  const of = (place: Parameter['in']) => operation.parameters.filter((parameter) => parameter.in === place);
  const values = (place: Parameter['in']) =>
    fc.record(Object.fromEntries(of(place).map((one) => [one.name, parameterValue(one, known)])), {
      requiredKeys: place === 'path' ? of(place).map(({ name }) => name) : [],
    }) as fc.Arbitrary<Record<string, string>>;
  return fc
    .record({
      path: values('path'),
      query: values('query'),
      headers: values('header'),
      body: bodyOf(operation),
    })
    .map(({ path, query, headers, body }) => ({
      method: operation.method,
      target: targetOf(operation.path, path, query),
      headers: { ...printable(headers), ...body.headers },
      body: body.text,
    }));
}

function parameterValue(
  { name, schema }: Parameter,
  known: Readonly<Record<string, string>>,
): fc.Arbitrary<string> {
  const value = valueOf(schema).map((one) => (typeof one === 'string' ? one : (JSON.stringify(one) ?? '')));
  return name in known
    ? fc.oneof({ weight: 4, arbitrary: fc.constant(known[name]!) }, { weight: 1, arbitrary: value })
    : value;
}

const encoded = (value: string) => encodeURIComponent(value.toWellFormed()) || '%20';

function targetOf(path: string, values: Record<string, string>, query: Record<string, string>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(values[name]!));
  const search = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
  return search.length === 0 ? filled : `${filled}?${search.join('&')}`;
}

/** Node itself sends no others. */
const printable = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')]),
  );

interface Body {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}

const NO_BODY: fc.Arbitrary<Body> = fc.constant({ headers: {}, text: undefined });

function bodyOf({ body, method }: Operation): fc.Arbitrary<Body> {
  if (method === 'GET') return NO_BODY;
  const schema = body?.['application/json']?.schema;
  if (!schema)
    return fc.oneof(
      NO_BODY,
      fc.string({ unit: 'binary' }).map((sent) => ({ headers: {}, text: sent })),
    );
  const sent = fc.oneof(
    { weight: 8, arbitrary: valueOf(schema).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.oneof(deep, text) },
  );
  const type = fc.oneof(
    { weight: 8, arbitrary: fc.constant({ 'Content-Type': 'application/json' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { 'Content-Type': 'application/json; charset=utf-7' },
        { 'Content-Type': 'text/plain' },
        { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
        { 'Content-Type': 'application/merge-patch+json', 'Content-Encoding': 'none' },
      ),
    },
  );
  return fc.record({ headers: type as fc.Arbitrary<Record<string, string>>, text: sent });
}
