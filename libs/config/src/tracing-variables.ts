import * as z from 'zod';

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const PROTOCOLS = ['http/protobuf', 'http/json'] as const;

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

/** Forms of the OTEL_* variables. */
export const otlpProtocol = oneOf(PROTOCOLS).default('http/protobuf');
export const tracesSampler = oneOf(SAMPLERS).default('parentbased_always_on');
export const sampledShare = z.coerce
  .number({ error: 'must be a number' })
  .min(0, { error: 'must be at least 0' })
  .max(1, { error: 'must be at most 1' })
  .default(1);
export const trueOrFalse = oneOf(['true', 'false']).default('false');

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e]*$/;

/** `name=value`, comma-separated, values in percent-encoding. */
export const otlpHeaders = z.string().transform((text, context): readonly (readonly [string, string])[] => {
  const headers = text.split(',').map((entry) => {
    const [name = '', value = ''] = entry.split(/=(.*)/s);
    return [name.trim(), decoded(value.trim())] as const;
  });
  if (headers.every(([name, value]) => NAME.test(name) && VALUE.test(value))) return headers;
  context.addIssue('must be name=value, comma-separated');
  return z.NEVER;
});

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
