import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAdmin } from './find-admin.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wopictl-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('findAdmin', () => {
  const given = (env: Record<string, string>, files: Record<string, object> = {}) => {
    const DATA_DIR = mkdtempSync(path.join(folder, 'data-'));
    for (const [name, content] of Object.entries(files))
      writeFileSync(path.join(DATA_DIR, name), JSON.stringify(content));
    return findAdmin({ DATA_DIR, ...env }, folder);
  };
  const secrets = { 'secrets.json': { adminApiKey: 'kept' } };

  it('takes what the environment says', () => {
    expect(given({ ADMIN_URL: 'https://admin.example/', ADMIN_API_KEY: 'k' })).toEqual({
      url: 'https://admin.example',
      key: 'k',
    });
  });

  it('finds a running installation by its data directory', () => {
    const files = { ...secrets, 'addresses.json': { admin: 'http://127.0.0.1:4711' } };
    expect(given({}, files)).toEqual({ url: 'http://127.0.0.1:4711', key: 'kept' });
    expect(given({ ADMIN_LISTEN: '0.0.0.0:81' }, files).url).toBe('http://127.0.0.1:81');
  });

  it('tries the usual address otherwise', () => {
    expect(given({}, secrets).url).toBe('http://127.0.0.1:3002');
  });

  it('says what to do without a key', () => {
    expect(() => given({})).toThrow(/start the installation first, or set ADMIN_API_KEY/);
  });
});
