import * as path from 'node:path';
import type { UpstreamMode } from '#wopi-protocol';
import { dataDirectory, installationSecrets, type Secrets } from './installation.js';
import { type OpenIdSettings, signInOf } from './openid-settings.js';
import { Secret } from './secret.js';
import { type Setting, settingsOf } from './settings.js';
import { type TracingSettings, tracingOf } from './tracing-settings.js';
import {
  type BootstrapClient,
  ConfigurationError,
  type Listen,
  readVariables,
  type Variables,
} from './variables.js';

/** What every process knows; each takes from it what it needs. */
export interface Config extends Omit<
  Variables,
  | 'DATABASE_URL'
  | 'ENCRYPTION_KEY'
  | 'ADMIN_API_KEY'
  | 'WOPI_PROXY_SECRET'
  | 'DATA_DIR'
  | 'BLOB_DIR'
  | 'BOOTSTRAP_CLIENTS'
  | 'BOOTSTRAP_CLIENT_SECRETS'
  | 'OIDC_CLIENT_SECRET'
  | 'AUDIT_PUSH_URL'
  | 'AUDIT_PUSH_TOKEN'
  | 'AUDIT_PUSH_SECRET'
  | 'OTEL_EXPORTER_OTLP_HEADERS'
> {
  readonly dataDir: string;
  readonly blobDir: string;
  /** Unset: the embedded Postgres of `dataDir`. */
  readonly databaseUrl: Secret | undefined;
  readonly encryptionKey: Secret;
  readonly adminApiKey: Secret;
  readonly hostUrl: string;
  readonly portalUrl: string;
  readonly proxyUrl: string;
  readonly sandboxUrl: string;
  readonly adminUrl: string;
  /** Where directories reach /scim/v2. */
  readonly scimUrl: string;
  /** How the host is reached through a proxy; undefined where it is not behind one. */
  readonly behindProxy:
    { readonly url: string; readonly secret: Secret; readonly mode: UpstreamMode } | undefined;
  /** The native apps that may ask people for access; none where the bootstrapper is off. */
  readonly bootstrapClients: readonly (BootstrapClient & { readonly secret: Secret | undefined })[];
  /** Where people sign in with an account of their organisation; undefined where only passwords count. */
  readonly openId: OpenIdSettings | undefined;
  /** The login of the one account that may still use its password; undefined where all may. */
  readonly breakGlassLogin: string | undefined;
  /** What members of CSPP Plus are told. */
  readonly plus: {
    readonly collaborationUrl: string | undefined;
    readonly realTimeChannelUrl: string | undefined;
    readonly geoLocationCode: string;
  };
  /** Where the audit log is sent to; undefined where it is not. */
  readonly auditPush:
    | { readonly url: string; readonly token: Secret | undefined; readonly secret: Secret | undefined }
    | undefined;
  /** Where spans of calls are sent to; undefined where nothing is traced. */
  readonly tracing: TracingSettings | undefined;
  /** From saying that no more requests are wanted to refusing them. */
  readonly drainDelayMs: number;
  /** The way that new sessions take unless told otherwise. */
  readonly route: 'proxy' | 'direct';
  /** All variables with what holds, but secrets. */
  readonly settings: readonly Setting[];
}

/**
 * Reads the environment once, at boot; nothing else in the code base touches `process.env`.
 * @param installation folder that a relative DATA_DIR starts from
 * @throws ConfigurationError listing all that is wrong
 */
export function loadConfig(env: NodeJS.ProcessEnv, installation: string): Config {
  const variables = readVariables(env);
  const dataDir = dataDirectory(installation, variables.DATA_DIR);
  let made: Secrets | undefined;
  // Read, or made, only by a process that needs one that its environment does not name: replicas share no DATA_DIR.
  const secrets = () => (made ??= installationSecrets(dataDir));
  const {
    DATABASE_URL,
    ENCRYPTION_KEY,
    ADMIN_API_KEY,
    WOPI_PROXY_SECRET: _p,
    DATA_DIR: _d,
    BLOB_DIR,
    BOOTSTRAP_CLIENTS: _c,
    BOOTSTRAP_CLIENT_SECRETS: _s,
    OIDC_CLIENT_SECRET: _o,
    AUDIT_PUSH_URL: _u,
    AUDIT_PUSH_TOKEN: _t,
    AUDIT_PUSH_SECRET: _h,
    OTEL_EXPORTER_OTLP_HEADERS: _e,
    ...rest
  } = variables;
  refuseForProduction(variables, env);
  const behindProxy = proxyOf(variables);
  const route = rest.WOPI_ROUTE ?? (behindProxy ? 'proxy' : 'direct');
  if (route === 'proxy' && !behindProxy)
    throw new ConfigurationError(wrong('WOPI_ROUTE is proxy, but WOPI_PROXY_URL is not set'));
  const blobDir = BLOB_DIR ? path.resolve(installation, BLOB_DIR) : path.join(dataDir, 'blobs');
  const urls = urlsOf(variables);
  const drainSeconds = rest.DRAIN_DELAY_SECONDS ?? (rest.NODE_ENV === 'production' ? 5 : 0);
  return Object.freeze({
    ...rest,
    ...urls,
    dataDir,
    blobDir,
    databaseUrl: DATABASE_URL === undefined ? undefined : new Secret(DATABASE_URL),
    get encryptionKey() {
      return new Secret(ENCRYPTION_KEY ?? secrets().encryptionKey);
    },
    get adminApiKey() {
      return new Secret(ADMIN_API_KEY ?? secrets().adminApiKey);
    },
    behindProxy,
    bootstrapClients: bootstrapClientsOf(variables),
    ...signInOf(variables),
    auditPush: pushOf(variables),
    tracing: tracingOf(variables),
    plus: {
      collaborationUrl: rest.PLUS_COLLABORATION_URL,
      realTimeChannelUrl: rest.PLUS_REAL_TIME_URL,
      geoLocationCode: rest.PLUS_GEO_LOCATION_CODE,
    },
    drainDelayMs: drainSeconds * 1000,
    route,
    settings: settingsOf(env, {
      DATA_DIR: dataDir,
      BLOB_DIR: blobDir,
      HOST_PUBLIC_URL: urls.hostUrl,
      PORTAL_PUBLIC_URL: urls.portalUrl,
      PROXY_PUBLIC_URL: urls.proxyUrl,
      SANDBOX_PUBLIC_URL: urls.sandboxUrl,
      SCIM_PUBLIC_URL: urls.scimUrl,
      WOPI_ROUTE: route,
      DRAIN_DELAY_SECONDS: String(drainSeconds),
    }),
  });
}

const wrong = (line: string) => `These settings are wrong:\n  ${line}`;

const loopback = ({ host }: Listen) => (host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host);

/** Where each part is reached: as it was told, or else where it listens. */
const urlsOf = (variables: Variables) => ({
  hostUrl: variables.HOST_PUBLIC_URL ?? httpUrl(variables.HOST_LISTEN),
  // Another name than the host's, so that cookies and scripts of the portal never meet user content.
  portalUrl:
    variables.PORTAL_PUBLIC_URL ??
    httpUrl({ ...variables.HOST_LISTEN, host: loopback(variables.HOST_LISTEN) }),
  proxyUrl: variables.PROXY_PUBLIC_URL ?? httpUrl(variables.PROXY_LISTEN),
  sandboxUrl: variables.SANDBOX_PUBLIC_URL ?? httpUrl(variables.SANDBOX_LISTEN),
  adminUrl: httpUrl(variables.ADMIN_LISTEN),
  scimUrl: variables.SCIM_PUBLIC_URL ?? httpUrl(variables.ADMIN_LISTEN),
});

function httpUrl({ host, port }: Listen): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`).origin;
}

/** What is handy on one's own machine would let anybody in elsewhere. */
function refuseForProduction({ NODE_ENV, WOPI_PROOF }: Variables, env: NodeJS.ProcessEnv): void {
  if (NODE_ENV !== 'production') return;
  const lines = [
    ...(WOPI_PROOF === 'off' ? ['WOPI_PROOF must not be off in production'] : []),
    ...(env['WOPI_CLIENTS']
      ? []
      : ['WOPI_CLIENTS must be set in production; its default is the editor for development']),
  ];
  if (lines.length > 0) throw new ConfigurationError(wrong(lines.join('\n  ')));
}

function proxyOf({ WOPI_PROXY_URL, WOPI_PROXY_SECRET, WOPI_PROXY_MODE }: Variables): Config['behindProxy'] {
  if (!WOPI_PROXY_URL && !WOPI_PROXY_SECRET) return undefined;
  if (!WOPI_PROXY_URL)
    throw new ConfigurationError(wrong('WOPI_PROXY_URL is missing beside WOPI_PROXY_SECRET'));
  if (!WOPI_PROXY_SECRET)
    throw new ConfigurationError(wrong('WOPI_PROXY_SECRET is missing beside WOPI_PROXY_URL'));
  return { url: WOPI_PROXY_URL, secret: new Secret(WOPI_PROXY_SECRET), mode: WOPI_PROXY_MODE };
}

function pushOf({
  AUDIT_PUSH_URL: url,
  AUDIT_PUSH_TOKEN,
  AUDIT_PUSH_SECRET,
}: Variables): Config['auditPush'] {
  const secretOf = (text: string | undefined) => (text === undefined ? undefined : new Secret(text));
  if (url !== undefined)
    return { url, token: secretOf(AUDIT_PUSH_TOKEN), secret: secretOf(AUDIT_PUSH_SECRET) };
  if (AUDIT_PUSH_TOKEN ?? AUDIT_PUSH_SECRET)
    throw new ConfigurationError(
      wrong('AUDIT_PUSH_URL is missing beside AUDIT_PUSH_TOKEN or AUDIT_PUSH_SECRET'),
    );
  return undefined;
}

/** An app to try the bootstrapper with, on one's own machine. */
const DEVELOPMENT_CLIENTS: readonly BootstrapClient[] = [
  { id: 'office-mobile', redirectUris: ['https://localhost'] },
];

function bootstrapClientsOf(variables: Variables): Config['bootstrapClients'] {
  const {
    NODE_ENV,
    BOOTSTRAP_CLIENTS,
    BOOTSTRAP_CLIENT_SECRETS: secrets = new Map<string, string>(),
  } = variables;
  const clients = BOOTSTRAP_CLIENTS ?? (NODE_ENV === 'production' ? [] : DEVELOPMENT_CLIENTS);
  const unknown = [...secrets.keys()].find((id) => !clients.some((client) => client.id === id));
  if (unknown !== undefined)
    throw new ConfigurationError(
      wrong(`BOOTSTRAP_CLIENT_SECRETS names ${unknown}, which BOOTSTRAP_CLIENTS does not`),
    );
  return clients.map((client) => {
    const secret = secrets.get(client.id);
    return { ...client, secret: secret === undefined ? undefined : new Secret(secret) };
  });
}
