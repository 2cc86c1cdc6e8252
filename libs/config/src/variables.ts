import * as z from 'zod';
import { secondFactorRoles } from './second-factor-roles.js';
import { otlpHeaders, otlpProtocol, sampledShare, tracesSampler, trueOrFalse } from './tracing-variables.js';
import { UPSTREAM_MODES } from '#wopi-protocol';

const WOPI_PROFILES = [
  'microsoft365',
  'microsoft365-plus',
  'office-online-server',
  'collabora',
  'onlyoffice',
] as const;

/** The family of a WOPI client: which properties and header forms it understands. */
export type WopiProfile = (typeof WOPI_PROFILES)[number];

/** One entry of WOPI_CLIENTS. */
export interface WopiClientOptions {
  readonly name: string;
  readonly profile: WopiProfile;
  readonly discoveryUrl: string;
}

/** Address and port that a process listens on. */
export interface Listen {
  readonly host: string;
  readonly port: number;
}

const sentence = (message: string) => ({ error: message });

const listen = z.string().transform((text, context): Listen => {
  const match = /^(\[[0-9a-fA-F:]+\]|[^:[\]\s]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (!match || port > 65_535) {
    context.addIssue('must be address:port, for example 127.0.0.1:3000');
    return z.NEVER;
  }
  return { host: match[1]!.replace(/^\[|\]$/g, ''), port };
});

/** An origin such as `https://wopi.example.com`, kept without a trailing slash. */
const origin = z.string().transform((text, context): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  ) {
    context.addIssue('must be an origin such as https://wopi.example.com, without a path');
    return z.NEVER;
  }
  return url.origin;
});

/** Of somebody who takes what processes send by themselves. */
const collector = z.url({ protocol: /^https?$/, error: 'must be an address of http or https' });

const wopiClients = z.string().transform((text, context): readonly WopiClientOptions[] => {
  const clients = text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const match = /^([A-Za-z0-9_-]{1,40})=([a-z0-9-]+)@(https?:\/\/\S+)$/.exec(entry);
      const profile = WOPI_PROFILES.find((name) => name === match?.[2]);
      if (!match || !profile || !URL.canParse(match[3]!)) {
        context.addIssue(
          `"${entry}" must be name=profile@discovery-url, with a profile of ${WOPI_PROFILES.join(', ')}`,
        );
        return undefined;
      }
      return { name: match[1]!, profile, discoveryUrl: match[3]! };
    });
  const names = clients.map((client) => client?.name);
  if (new Set(names).size < names.length) context.addIssue('names each client only once');
  return clients.filter((client) => client !== undefined);
});

/** An app of `BOOTSTRAP_CLIENTS`. */
export interface BootstrapClient {
  readonly id: string;
  readonly redirectUris: readonly string[];
}

const CLIENT_ID = /^[A-Za-z0-9_.-]{1,64}$/;

/** Schemes that a browser would run, or read files with. */
const NO_REDIRECT = /^(javascript|data|vbscript|file|blob|about):/i;

const bootstrapClients = z.string().transform((text, context): readonly BootstrapClient[] => {
  const redirectUris = new Map<string, string[]>();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [id = '', uri = ''] = entry.split(/=(.*)/s);
    if (!CLIENT_ID.test(id) || !URL.canParse(uri) || NO_REDIRECT.test(uri) || uri.includes('#'))
      context.addIssue(`"${entry}" must be client-id=redirect-uri`);
    else redirectUris.set(id, [...(redirectUris.get(id) ?? []), uri]);
  }
  return [...redirectUris].map(([id, uris]) => ({ id, redirectUris: uris }));
});

const bootstrapSecrets = z.string().transform((text, context): ReadonlyMap<string, string> => {
  const secrets = new Map(
    text.split(',').map((entry) => entry.trim().split(/:(.*)/s, 2) as [string, string]),
  );
  const good = [...secrets].every(
    ([id, value]) => CLIENT_ID.test(id) && /^[\x21-\x7e]{24,512}$/.test(value ?? ''),
  );
  if (!good) context.addIssue('must be client-id:secret, comma-separated, secrets of at least 24 characters');
  return secrets;
});

/** Addresses by which Entra ID lets people of any organisation sign in; each would get an account here. */
const ANY_ORGANISATION = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/i;

/** An OpenID provider as its tokens name it: https, or http on one's own machine. */
const issuer = z.string().transform((text, context): string => {
  if (ANY_ORGANISATION.test(text)) {
    context.addIssue('must name the directory whose people may sign in, by its id');
    return z.NEVER;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const own = url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (!url || (url.protocol !== 'https:' && !own) || url.search || url.hash || url.username) {
    context.addIssue('must be the https address that the provider names itself by');
    return z.NEVER;
  }
  return text;
});

const claim = z.string().regex(/^[\x21-\x7e]{1,128}$/, sentence('must be the name of a claim'));

const urlSchemes = z.string().transform((text, context): Readonly<Record<string, readonly string[]>> => {
  const form = z.record(z.string(), z.array(z.string()));
  try {
    return form.parse(JSON.parse(text));
  } catch {
    context.addIssue('must be JSON such as {"iOS":["contoso"],"Android":["contoso"]}');
    return z.NEVER;
  }
});

const secret = (bytes: number) =>
  z
    .string()
    .refine((text) => Buffer.byteLength(text) >= bytes, sentence(`must have at least ${bytes} bytes`));

const number = (least: number, most: number) =>
  z.coerce
    .number(sentence('must be a number'))
    .int(sentence('must be a whole number'))
    .min(least, sentence(`must be at least ${least}`))
    .max(most, sentence(`must be at most ${most}`));

/** Every variable that the processes read, each with its form. Empty means unset. */
export const VARIABLES = {
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z
    .enum(
      ['silent', 'error', 'warn', 'info', 'debug'],
      sentence('must be silent, error, warn, info or debug'),
    )
    .default('info'),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, sentence('must be postgres://user:password@host:port/database'))
    .optional(),
  DATABASE_POOL_SIZE: number(2, 200).default(10),
  DATABASE_STATEMENT_SECONDS: number(1, 600).default(30),
  ENCRYPTION_KEY: secret(32).optional(),
  ADMIN_API_KEY: secret(24).optional(),
  HOST_LISTEN: listen.prefault('127.0.0.1:3000'),
  PROXY_LISTEN: listen.prefault('127.0.0.1:3001'),
  ADMIN_LISTEN: listen.prefault('127.0.0.1:3002'),
  SANDBOX_LISTEN: listen.prefault('127.0.0.1:3003'),
  HOST_PUBLIC_URL: origin.optional(),
  PORTAL_PUBLIC_URL: origin.optional(),
  PROXY_PUBLIC_URL: origin.optional(),
  SANDBOX_PUBLIC_URL: origin.optional(),
  SCIM_PUBLIC_URL: origin.optional(),
  REDIRECTOR_PUBLIC_URL: origin.optional(),
  WOPI_CLIENTS: wopiClients.prefault('sandbox=microsoft365-plus@http://127.0.0.1:3003/hosting/discovery'),
  WOPI_PROOF: z.enum(['required', 'off'], sentence('must be required or off')).default('required'),
  WOPI_ROUTE: z.enum(['proxy', 'direct'], sentence('must be proxy or direct')).optional(),
  WOPI_FILE_URL: z.enum(['direct', 'all', 'off'], sentence('must be direct, all or off')).default('direct'),
  WOPI_PROXY_URL: origin.optional(),
  WOPI_PROXY_SECRET: secret(32).optional(),
  WOPI_PROXY_MODE: z
    .enum(UPSTREAM_MODES, sentence(`must be one of ${UPSTREAM_MODES.join(', ')}`))
    .default('transparent'),
  PLUS_COLLABORATION_URL: z.url(sentence('must be an address')).optional(),
  PLUS_REAL_TIME_URL: z.url(sentence('must be an address')).optional(),
  PLUS_GEO_LOCATION_CODE: z.string().max(64).default(''),
  ACCESS_TOKEN_HOURS: number(1, 24).default(10),
  MAX_FILE_MIB: number(1, 1024 * 1024).default(2048),
  BLOB_DIR: z.string().optional(),
  AUDIT_MONTHS: number(1, 1200).optional(),
  AUDIT_PUSH_URL: collector.optional(),
  AUDIT_PUSH_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,4096}$/, sentence('must be visible characters'))
    .optional(),
  AUDIT_PUSH_SECRET: secret(24).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol,
  OTEL_SERVICE_NAME: z.string().max(255).optional(),
  OTEL_TRACES_SAMPLER: tracesSampler,
  OTEL_TRACES_SAMPLER_ARG: sampledShare,
  OTEL_SDK_DISABLED: trueOrFalse,
  TRUSTED_PROXIES: number(0, 10).default(0),
  BOOTSTRAP_CLIENTS: bootstrapClients.optional(),
  BOOTSTRAP_CLIENT_SECRETS: bootstrapSecrets.optional(),
  BOOTSTRAP_PROVIDER_ID: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,64}$/, sentence('must be letters, digits and underscores'))
    .optional(),
  BOOTSTRAP_URL_SCHEMES: urlSchemes.optional(),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().max(255).optional(),
  OIDC_CLIENT_SECRET: z.string().max(2048).optional(),
  OIDC_NAME: z.string().max(60, sentence('must have at most 60 characters')).default('your organisation'),
  OIDC_SCOPE: z
    .string()
    .regex(/^(\S+ )*openid( \S+)*$/, sentence('must be scopes with spaces between, openid among them'))
    .default('openid profile email'),
  OIDC_SUBJECT_CLAIM: claim.default('sub'),
  OIDC_LOGIN_CLAIM: claim.default('preferred_username'),
  OIDC_GROUPS_CLAIM: claim.optional(),
  OIDC_NEW_ACCOUNTS: z.enum(['on', 'off'], sentence('must be on or off')).default('on'),
  PASSWORD_SIGN_IN: z
    .enum(['everyone', 'break-glass'], sentence('must be everyone or break-glass'))
    .default('everyone'),
  BREAK_GLASS_LOGIN: z.string().min(1).max(200).toLowerCase().default('admin'),
  SECOND_FACTOR_ROLES: secondFactorRoles.prefault('owner,operator'),
  DRAIN_DELAY_SECONDS: number(0, 300).optional(),
  PROXY_REQUESTS_PER_SECOND: number(1, 1_000_000).default(500),
  PROXY_CONCURRENT_CALLS: number(1, 100_000).default(256),
  PROXY_MIB_PER_SECOND: number(1, 100_000).default(100),
  PROXY_MAX_FILE_MIB: number(1, 1024 * 1024).default(512),
} as const;

export type Variables = { readonly [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]> };

/** The environment cannot be used; the message lists every variable that is wrong, one a line. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** @throws ConfigurationError naming every bad variable at once; values are not repeated, they may be secret. */
export function readVariables(env: NodeJS.ProcessEnv): Variables {
  const set = Object.entries(env).filter(([name, value]) => name in VARIABLES && value !== '');
  const parsed = z.object(VARIABLES).safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data as Variables;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
  throw new ConfigurationError(`These settings are wrong:\n${lines.join('\n')}`);
}
