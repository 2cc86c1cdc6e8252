import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.js';

describe('readSettings', () => {
  it('has defaults for everything', () => {
    expect(readSettings({})).toEqual({
      address: '127.0.0.1',
      port: 3003,
      publicUrl: undefined,
      keysFile: 'data/sandbox-office-keys.json',
      allowedOrigins: undefined,
      logLevel: 'info',
    });
  });

  it('reads what is set', () => {
    const settings = readSettings({
      SANDBOX_LISTEN: '[::1]:4000',
      SANDBOX_PUBLIC_URL: 'https://office.example.test/',
      SANDBOX_ALLOWED_ORIGINS: 'https://wopi.example.test, http://127.0.0.1:3001/',
      SANDBOX_KEYS_FILE: '/keys/a.json',
      DATA_DIR: '/elsewhere',
      LOG_LEVEL: 'debug',
    });
    expect(settings).toEqual({
      address: '::1',
      port: 4000,
      publicUrl: 'https://office.example.test',
      keysFile: '/keys/a.json',
      allowedOrigins: ['https://wopi.example.test', 'http://127.0.0.1:3001'],
      logLevel: 'debug',
    });
  });

  it('names every bad variable at once', () => {
    const env = {
      SANDBOX_LISTEN: '3003',
      SANDBOX_PUBLIC_URL: 'http://a.test/path',
      SANDBOX_ALLOWED_ORIGINS: 'http://ok.test,*',
      LOG_LEVEL: 'loud',
    };
    for (const name of Object.keys(env)) expect(() => readSettings(env)).toThrow(name);
  });

  it('does not start in production', () => {
    expect(() => readSettings({ NODE_ENV: 'production' })).toThrow('does not start with NODE_ENV=production');
  });
});
