import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Config, ConfigurationError, installationSecrets, loadConfig } from './index.js';

let installation: string;
beforeEach(() => {
  installation = mkdtempSync(path.join(tmpdir(), 'wopi-config-'));
});
afterEach(() => rmSync(installation, { recursive: true, force: true }));

const load = (env: Record<string, string> = {}): Config =>
  loadConfig({ DATA_DIR: 'data', ...env }, installation);
const SECRET = 'a-secret-of-more-than-thirty-two-bytes';

describe('loadConfig', () => {
  it('lists everything that is wrong at once, without repeating values', () => {
    const env = {
      HOST_LISTEN: '3000',
      WOPI_PROOF: 'maybe',
      DATABASE_URL: 'mysql://user:hunter2@db/x',
      MAX_FILE_MIB: '0',
      PROXY_PUBLIC_URL: 'https://proxy.example.com/path',
      ENCRYPTION_KEY: 'short',
    };
    const error = (() => {
      try {
        load(env);
      } catch (caught) {
        return caught as Error;
      }
      return undefined;
    })();
    expect(error).toBeInstanceOf(ConfigurationError);
    for (const name of Object.keys(env)) expect(error!.message).toContain(`  ${name} must`);
    expect(error!.message).not.toContain('hunter2');
  });

  it('takes an empty variable for unset', () => {
    expect(load({ HOST_LISTEN: '', WOPI_CLIENTS: '' }).HOST_LISTEN).toEqual({
      host: '127.0.0.1',
      port: 3000,
    });
  });

  it('derives the public addresses from the listening ones, with names of their own for WOPI and portal', () => {
    const config = load({ HOST_LISTEN: '0.0.0.0:8080' });
    expect([config.hostUrl, config.portalUrl, config.adminUrl]).toEqual([
      'http://127.0.0.1:8080',
      'http://localhost:8080',
      'http://127.0.0.1:3002',
    ]);
  });

  it('reads several clients', () => {
    const { WOPI_CLIENTS } = load({
      WOPI_CLIENTS:
        'oos=office-online-server@https://oos.example.com/hosting/discovery, cool=collabora@http://cool:9980/hosting/discovery',
    });
    expect(WOPI_CLIENTS.map(({ name, profile }) => [name, profile])).toEqual([
      ['oos', 'office-online-server'],
      ['cool', 'collabora'],
    ]);
  });

  it.each([
    'oos',
    'a=word@https://x/',
    'a=collabora@ftp://x/',
    'a=collabora@https://x/,a=collabora@https://y/',
  ])('refuses the client list %s', (list) => {
    expect(() => load({ WOPI_CLIENTS: list })).toThrow(/WOPI_CLIENTS/);
  });

  it('wants proxy address and secret together, and goes through the proxy then', () => {
    expect(() => load({ WOPI_PROXY_URL: 'https://proxy.example.com' })).toThrow(
      'WOPI_PROXY_SECRET is missing',
    );
    expect(() => load({ WOPI_PROXY_SECRET: SECRET })).toThrow('WOPI_PROXY_URL is missing');
    expect(() => load({ WOPI_ROUTE: 'proxy' })).toThrow('WOPI_PROXY_URL is not set');
    const both = { WOPI_PROXY_URL: 'https://proxy.example.com', WOPI_PROXY_SECRET: SECRET };
    expect(load(both).route).toBe('proxy');
    expect(load({ ...both, WOPI_ROUTE: 'direct' }).route).toBe('direct');
  });

  it('lets native apps in on one’s own machine, and in production those that are named', () => {
    const production = { NODE_ENV: 'production', WOPI_CLIENTS: 'oos=office-online-server@https://oos/' };
    expect(load().bootstrapClients).toMatchObject([
      { id: 'office-mobile', redirectUris: ['https://localhost'] },
    ]);
    expect(load(production).bootstrapClients).toEqual([]);
    const named = load({
      ...production,
      BOOTSTRAP_CLIENTS:
        'office=https://localhost, office=ms-word-tp:auth, other=https://app.example.com/cb?a=b',
      BOOTSTRAP_CLIENT_SECRETS: `office:${SECRET}`,
    }).bootstrapClients;
    expect(named).toEqual([
      {
        id: 'office',
        redirectUris: ['https://localhost', 'ms-word-tp:auth'],
        secret: expect.anything() as object,
      },
      { id: 'other', redirectUris: ['https://app.example.com/cb?a=b'], secret: undefined },
    ]);
    expect(named[0]!.secret!.reveal()).toBe(SECRET);
  });

  it.each<[string, Record<string, string>]>([
    ['no address', { BOOTSTRAP_CLIENTS: 'office' }],
    ['a script', { BOOTSTRAP_CLIENTS: 'office=javascript:alert(1)' }],
    ['a fragment', { BOOTSTRAP_CLIENTS: 'office=https://localhost/#x' }],
    ['a short secret', { BOOTSTRAP_CLIENT_SECRETS: 'office-mobile:short' }],
    ['a secret of nobody', { BOOTSTRAP_CLIENT_SECRETS: `nobody:${SECRET}` }],
    ['no JSON', { BOOTSTRAP_URL_SCHEMES: 'contoso' }],
    ['a provider with quotes', { BOOTSTRAP_PROVIDER_ID: 'a"b' }],
  ])('refuses native apps with %s', (_what, env) => {
    expect(() => load(env)).toThrow(/BOOTSTRAP_/);
  });

  it('traces where a collector is named, and samples what is to be sampled', () => {
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' };
    expect(load().tracing).toBeUndefined();
    const url = 'http://collector:4318/v1/traces';
    expect(load(collector).tracing).toMatchObject({ url, json: false, ratio: 1 });
    const own = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example.com/x' };
    expect(load({ ...collector, ...own }).tracing?.url).toBe('https://traces.example.com/x');
    const sampler = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' };
    expect(load({ ...collector, ...sampler }).tracing?.ratio).toBe(0.25);
    expect(load({ ...collector, OTEL_TRACES_SAMPLER: 'always_off' }).tracing).toBeUndefined();
    expect(load({ ...collector, OTEL_SDK_DISABLED: 'true' }).tracing).toBeUndefined();
    const { headers } = load({
      ...collector,
      OTEL_EXPORTER_OTLP_HEADERS: `x-key=${SECRET}, a=b%20c`,
    }).tracing!;
    expect(headers.map(({ name, value }) => [name, value.reveal()])).toEqual([
      ['x-key', SECRET],
      ['a', 'b c'],
    ]);
    expect(inspect(headers, { depth: 9 })).not.toContain(SECRET);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'no header'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a=b%0d%0ac'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
    ['OTEL_TRACES_SAMPLER_ARG', '2'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => load({ [name]: value })).toThrow(name);
  });

  it('leaves load balancers time in production, and nobody else unless told', () => {
    const production = { NODE_ENV: 'production', WOPI_CLIENTS: 'oos=office-online-server@https://oos/' };
    expect(load(production).drainDelayMs).toBe(5_000);
    expect(load().drainDelayMs).toBe(0);
    expect(load({ DRAIN_DELAY_SECONDS: '7' }).drainDelayMs).toBe(7_000);
  });

  it('prints secrets as ***', () => {
    const config = load({
      ENCRYPTION_KEY: SECRET,
      ADMIN_API_KEY: SECRET,
      DATABASE_URL: `postgres://u:${SECRET}@db/x`,
    });
    expect(
      `${inspect(config, { depth: 9 })}${JSON.stringify(config)}${String(config.encryptionKey)}`,
    ).not.toContain(SECRET);
    expect(config.encryptionKey.reveal()).toBe(SECRET);
  });
});

describe('installationSecrets', () => {
  it('makes secrets once, readable by their owner alone', () => {
    const first = installationSecrets(path.join(installation, 'data'));
    expect(installationSecrets(path.join(installation, 'data'))).toEqual(first);
    expect(statSync(path.join(installation, 'data', 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(first)).size).toBe(4);
  });

  it('knows an OpenID provider by its issuer and client id', () => {
    expect(load().openId).toBeUndefined();
    const { openId, breakGlassLogin } = load({
      OIDC_ISSUER: 'https://login.example.com/tenant/v2.0',
      OIDC_CLIENT_ID: 'portal',
      OIDC_CLIENT_SECRET: SECRET,
      PASSWORD_SIGN_IN: 'break-glass',
    });
    expect(openId).toMatchObject({ scope: 'openid profile email', subjectClaim: 'sub', newAccounts: true });
    expect(inspect(openId)).not.toContain(SECRET);
    expect(breakGlassLogin).toBe('admin');
  });

  it.each([
    ['http outside this machine', { OIDC_ISSUER: 'http://login.example.com', OIDC_CLIENT_ID: 'portal' }],
    ['no client', { OIDC_ISSUER: 'https://login.example.com' }],
    [
      'people of any organisation',
      { OIDC_ISSUER: 'https://login.microsoftonline.com/Common/v2.0', OIDC_CLIENT_ID: 'portal' },
    ],
    ['no issuer', { OIDC_CLIENT_ID: 'portal', OIDC_CLIENT_SECRET: SECRET }],
    ['scopes without openid', { OIDC_SCOPE: 'profile email' }],
    ['nowhere else to sign in', { PASSWORD_SIGN_IN: 'break-glass' }],
  ])('refuses an OpenID provider with %s', (_, env) => {
    expect(() => load(env)).toThrow(/OIDC_/);
  });

  it('lists all that is missing of an OpenID provider', () => {
    const env = { OIDC_CLIENT_ID: 'portal', OIDC_GROUPS_CLAIM: 'groups', PASSWORD_SIGN_IN: 'break-glass' };
    expect(() => load(env)).toThrow(/OIDC_CLIENT_ID\n.*OIDC_GROUPS_CLAIM.*\n.*PASSWORD_SIGN_IN/);
  });

  it.each([
    ['', ['owner', 'operator']],
    ['none', []],
    ['administrator, owner', ['administrator', 'owner']],
  ])('asks of roles %j a second factor', (text, roles) => {
    expect(load({ SECOND_FACTOR_ROLES: text }).SECOND_FACTOR_ROLES).toEqual(roles);
  });

  it('does not take roles that nobody has', () => {
    expect(() => load({ SECOND_FACTOR_ROLES: 'owner,emperor' })).toThrow(
      /SECOND_FACTOR_ROLES must be none, or/,
    );
  });
});
