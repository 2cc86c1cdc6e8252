import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.js';
import { VARIABLES } from './variables.js';

const CANARY = 'canary-canary-canary-canary-canary';

/** Everything that anybody could take for a secret, each with a value that its form takes. */
const SECRETS = {
  DATABASE_URL: `postgres://u:${CANARY}@127.0.0.1:5432/d`,
  ENCRYPTION_KEY: CANARY,
  ADMIN_API_KEY: CANARY,
  WOPI_PROXY_SECRET: CANARY,
  AUDIT_PUSH_URL: `https://siem.example/?key=${CANARY}`,
  AUDIT_PUSH_TOKEN: CANARY,
  AUDIT_PUSH_SECRET: CANARY,
  OTEL_EXPORTER_OTLP_ENDPOINT: `https://traces.example/${CANARY}`,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `https://traces.example/${CANARY}`,
  OTEL_EXPORTER_OTLP_HEADERS: `key=${CANARY}`,
  BOOTSTRAP_CLIENT_SECRETS: `office-mobile:${CANARY}`,
  OIDC_CLIENT_SECRET: CANARY,
};

const settings = (env: Record<string, string> = {}) =>
  new Map(loadConfig(env, '/srv').settings.map(({ name, ...setting }) => [name, setting]));

describe('settings', () => {
  it('are all variables, with what holds', () => {
    const found = settings({ MAX_FILE_MIB: '64', LOG_LEVEL: '', HOST_LISTEN: '127.0.0.1:4000' });
    expect([...found.keys()]).toEqual(Object.keys(VARIABLES));
    expect(found.get('MAX_FILE_MIB')).toEqual({ origin: 'set', value: '64' });
    expect(found.get('LOG_LEVEL')).toEqual({ origin: 'default', value: 'info' });
    expect(found.get('PROXY_LISTEN')).toEqual({ origin: 'default', value: '127.0.0.1:3001' });
    expect(found.get('HOST_PUBLIC_URL')).toEqual({ origin: 'default', value: 'http://127.0.0.1:4000' });
    expect(found.get('BLOB_DIR')).toEqual({ origin: 'default', value: '/srv/data/blobs' });
    expect(found.get('WOPI_ROUTE')).toEqual({ origin: 'default', value: 'direct' });
    expect(found.get('OIDC_ISSUER')).toEqual({ origin: 'default' });
  });

  it('hold no secret', () => {
    const others = {
      OIDC_ISSUER: 'https://id.example',
      OIDC_CLIENT_ID: 'portal',
      WOPI_PROXY_URL: 'https://proxy.example',
      WOPI_CLIENTS: [
        `a=collabora@https://u:${CANARY}@office.example/hosting/discovery`,
        `b=collabora@https://u:p@${CANARY}@[::1]:9980/hosting/discovery?key=${CANARY}`,
        `c=onlyoffice@https://office.example/hosting/discovery#${CANARY}`,
      ].join(),
      PLUS_REAL_TIME_URL: `https://u:p,${CANARY}@rtc.example/`,
    };
    const found = settings({ ...SECRETS, ...others });
    expect(JSON.stringify([...found])).not.toContain(CANARY);
    for (const name of Object.keys(SECRETS)) expect(found.get(name)).toEqual({ origin: 'set', secret: true });
    expect(found.get('WOPI_CLIENTS')?.value?.split(',')).toEqual([
      'a=collabora@https://***@office.example/hosting/discovery',
      'b=collabora@https://***@[::1]:9980/hosting/discovery?***',
      'c=onlyoffice@https://office.example/hosting/discovery?***',
    ]);
  });

  it('have no name of a secret that is not kept as one', () => {
    const named = Object.keys(VARIABLES).filter((name) =>
      /SECRETS?$|TOKEN$|_KEY$|PASSWORD$|HEADERS$/.test(name),
    );
    expect(Object.keys(SECRETS)).toEqual(expect.arrayContaining(named));
  });
});
