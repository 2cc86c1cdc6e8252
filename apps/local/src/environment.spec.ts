import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from '#config';
import { addressesOf, table } from './addresses.js';
import { settingsFor } from './environment.js';
import { isPrivate } from './seed.js';

let DATA_DIR: string;

beforeEach(() => {
  DATA_DIR = mkdtempSync(path.join(tmpdir(), 'environment-'));
});

afterEach(() => rmSync(DATA_DIR, { recursive: true }));

const settings = (env: Record<string, string> = {}) => settingsFor({ DATA_DIR, ...env }, '/');
const secrets = () =>
  JSON.parse(readFileSync(path.join(DATA_DIR, 'secrets.json'), 'utf8')) as Record<string, string>;

describe('settingsFor', () => {
  it('makes host and proxy share an address and a secret', async () => {
    const { env, config } = await settings();
    expect(env['WOPI_PROXY_URL']).toBe('http://127.0.0.1:3001');
    expect(env['WOPI_PROXY_SECRET']).toBe(secrets()['proxySecret']);
    expect(config.route).toBe('proxy');
  });

  it('lets the route be direct, and the sandbox be elsewhere', async () => {
    const { env, config } = await settings({ WOPI_ROUTE: 'direct', SANDBOX_LISTEN: '127.0.0.1:4003' });
    expect(config.route).toBe('direct');
    expect(env['WOPI_CLIENTS']).toBe('sandbox=microsoft365-plus@http://127.0.0.1:4003/hosting/discovery');
  });

  it('leaves given clients and the given proxy alone', async () => {
    const given = {
      WOPI_CLIENTS: 'cool=collabora@https://cool.example/hosting/discovery',
      WOPI_PROXY_URL: 'https://proxy.example',
      WOPI_PROXY_SECRET: 'x'.repeat(32),
    };
    const { env, proxySecret } = await settings(given);
    expect(env).toMatchObject(given);
    expect(proxySecret).toBe(given.WOPI_PROXY_SECRET);
  });

  it('has no sandbox in production', async () => {
    const WOPI_CLIENTS = 'oos=office-online-server@https://oos.example.com/hosting/discovery';
    const { sandbox, env } = await settings({ NODE_ENV: 'production', WOPI_CLIENTS });
    expect(sandbox).toBe(false);
    expect(env['WOPI_CLIENTS']).toBe(WOPI_CLIENTS);
  });

  it('takes nothing for granted in production', async () => {
    const start = settings({ NODE_ENV: 'production', WOPI_PROOF: 'off' });
    await expect(start).rejects.toThrow(/WOPI_PROOF must not be off[^]*WOPI_CLIENTS must be set/);
  });

  it('gives every listener with port 0 a port of its own', async () => {
    const any = '127.0.0.1:0';
    const { config } = await settings({
      HOST_LISTEN: any,
      PROXY_LISTEN: any,
      ADMIN_LISTEN: any,
      SANDBOX_LISTEN: any,
    });
    const ports = [config.HOST_LISTEN, config.PROXY_LISTEN, config.ADMIN_LISTEN, config.SANDBOX_LISTEN].map(
      ({ port }) => port,
    );
    expect(new Set(ports).size).toBe(4);
    expect(ports).not.toContain(0);
    expect(config.behindProxy?.url).toBe(`http://127.0.0.1:${config.PROXY_LISTEN.port}`);
  });

  it('names every wrong variable', async () => {
    const failure = await settings({ HOST_LISTEN: 'here', WOPI_PROOF: 'maybe' }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect((failure as Error).message).toMatch(/HOST_LISTEN[^]*WOPI_PROOF/);
    await expect(settings({ WOPI_ROUTE: 'detour' })).rejects.toThrow(/WOPI_ROUTE must be proxy or direct/);
  });
});

describe('table', () => {
  it('shows what a person needs', async () => {
    const { config, sandbox } = await settings({ PORTAL_PUBLIC_URL: 'https://files.example' });
    const text = table(addressesOf(config, sandbox), 'sign in as admin', config);
    expect(text).toMatch(/Portal +https:\/\/files\.example +sign in as admin\n/);
    expect(text).toMatch(/Sandbox +http:\/\/127\.0\.0\.1:3003/);
    expect(text).toContain(DATA_DIR);
  });
});

describe('isPrivate', () => {
  it.each([
    'localhost',
    'a.localhost',
    'host',
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.9',
    '172.16.0.1',
    '172.31.9.9',
    '[::1]',
    '[fd12::1]',
  ])('knows %s', (name) => expect(isPrivate(name)).toBe(true));

  it.each([
    'cloud.example',
    '172.32.0.1',
    '8.8.8.8',
    '10.example.com',
    '169.254.169.254',
    '[fe80::1]',
    '[2001:db8::1]',
  ])('does not take %s for private', (name) => expect(isPrivate(name)).toBe(false));
});
