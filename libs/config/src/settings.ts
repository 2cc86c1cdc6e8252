import type * as z from 'zod';
import { VARIABLES } from './variables.js';

/** One variable as a process booted with it. */
export interface Setting {
  readonly name: string;
  /** Whether the environment says it. */
  readonly origin: 'set' | 'default';
  /** What holds; absent for a secret, and where nothing does. */
  readonly value?: string;
  readonly secret?: true;
}

type Name = keyof typeof VARIABLES;

/** Those whose value, or a part of it, lets somebody in. Addresses of collectors are among them: some hold a token. */
const SECRETS: ReadonlySet<Name> = new Set<Name>([
  'DATABASE_URL',
  'ENCRYPTION_KEY',
  'ADMIN_API_KEY',
  'WOPI_PROXY_SECRET',
  'AUDIT_PUSH_URL',
  'AUDIT_PUSH_TOKEN',
  'AUDIT_PUSH_SECRET',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'BOOTSTRAP_CLIENT_SECRETS',
  'OIDC_CLIENT_SECRET',
]);

/** Every variable that processes read; `derived` are the values of those that follow from others unless they are set. */
export function settingsOf(
  env: NodeJS.ProcessEnv,
  derived: Partial<Record<Name, string>>,
): readonly Setting[] {
  return (Object.keys(VARIABLES) as Name[]).map((name): Setting => {
    const text = env[name] === '' ? undefined : env[name];
    const origin = text === undefined ? 'default' : 'set';
    if (SECRETS.has(name)) return { name, origin, secret: true };
    const value = text ?? derived[name] ?? defaultOf(VARIABLES[name]);
    return { name, origin, ...(value !== undefined && { value: withoutCredentials(value) }) };
  });
}

function defaultOf(form: z.ZodType): string | undefined {
  const { defaultValue } = form.def as { defaultValue?: string | number };
  return defaultValue === undefined ? undefined : String(defaultValue);
}

/** Of addresses that hold some, such as the one of a discovery: who asks, and what follows the path. */
const withoutCredentials = (text: string): string =>
  text.replaceAll(/(:\/\/)[^/?#\s]*@/g, '$1***@').replaceAll(/(:\/\/[^?#\s,]*)[?#][^\s,]*/g, '$1?***');
