import { type Config, installationSecrets, loadConfig } from '#config';
import { freePort } from '#embedded-postgres';

/** What one start works with: the environment of every process, and what this process reads from it. */
export interface Settings {
  readonly env: NodeJS.ProcessEnv;
  readonly config: Config;
  readonly adminPassword: string;
  readonly proxySecret: string;
  /** The development client does not exist in production. */
  readonly sandbox: boolean;
}

const LISTENERS = ['HOST_LISTEN', 'PROXY_LISTEN', 'ADMIN_LISTEN', 'SANDBOX_LISTEN'] as const;

/**
 * Adds to the given environment what the processes of one installation must agree on: ports, the proxy's address and secret,
 * the sandbox as the client. What is set stays.
 * @throws ConfigurationError
 */
export async function settingsFor(given: NodeJS.ProcessEnv, installation: string): Promise<Settings> {
  // The route is only judged once the proxy's address is known.
  const first = loadConfig({ ...given, WOPI_ROUTE: '' }, installation);
  const ported = await withPorts(given, first);
  const { dataDir, proxyUrl, sandboxUrl, NODE_ENV } = loadConfig({ ...ported, WOPI_ROUTE: '' }, installation);
  const secrets = installationSecrets(dataDir);
  const sandbox = NODE_ENV !== 'production';
  const env = {
    ...ported,
    DATA_DIR: dataDir,
    WOPI_PROXY_URL: given['WOPI_PROXY_URL'] || proxyUrl,
    WOPI_PROXY_SECRET: given['WOPI_PROXY_SECRET'] || secrets.proxySecret,
    ...(sandbox &&
      !given['WOPI_CLIENTS'] && {
        WOPI_CLIENTS: `sandbox=microsoft365-plus@${sandboxUrl}/hosting/discovery`,
      }),
  };
  const config = loadConfig(env, installation);
  return { env, config, adminPassword: secrets.adminPassword, proxySecret: env.WOPI_PROXY_SECRET, sandbox };
}

/** Port 0 becomes a free port here, since the other processes must know it beforehand. */
async function withPorts(env: NodeJS.ProcessEnv, config: Config): Promise<NodeJS.ProcessEnv> {
  const chosen: NodeJS.ProcessEnv = { ...env };
  for (const name of LISTENERS) {
    const { host, port } = config[name];
    if (port === 0) chosen[name] = `${host.includes(':') ? `[${host}]` : host}:${await freePort(host)}`;
  }
  return chosen;
}
