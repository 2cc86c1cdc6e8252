import { join } from 'node:path';
import type { SandboxOptions } from './options.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** A configuration that the sandbox cannot start with; the message says what to change. */
export class SettingsError extends Error {}

/** Reads the sandbox's environment. Throws a SettingsError that names every bad variable. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): SandboxOptions {
  if (env['NODE_ENV'] === 'production') {
    throw new SettingsError(
      'sandbox-office is a development tool and does not start with NODE_ENV=production.',
    );
  }
  const problems: string[] = [];
  const listen = env['SANDBOX_LISTEN'] || '127.0.0.1:3003';
  const place = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+):(\d{1,5})$/i.exec(listen);
  const port = Number(place?.[2]);
  if (!place || port > 65_535) problems.push('SANDBOX_LISTEN must be address:port, such as 127.0.0.1:3003.');
  const publicUrl = env['SANDBOX_PUBLIC_URL'] || undefined;
  if (publicUrl && !originOf(publicUrl)) {
    problems.push('SANDBOX_PUBLIC_URL must be an origin without path, such as http://127.0.0.1:3003.');
  }
  const origins = (env['SANDBOX_ALLOWED_ORIGINS'] ?? '').split(',').map((part) => part.trim());
  const allowed = origins.filter((part) => part !== '');
  if (!allowed.every(originOf)) {
    problems.push('SANDBOX_ALLOWED_ORIGINS must be origins without path, separated by commas.');
  }
  const logLevel = env['LOG_LEVEL'] || 'info';
  if (!LOG_LEVELS.includes(logLevel)) problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
  if (problems.length > 0) throw new SettingsError(problems.join(' '));
  return {
    address: (place?.[1] ?? '').replace(/^\[|\]$/g, ''),
    port,
    publicUrl: publicUrl && originOf(publicUrl),
    keysFile: env['SANDBOX_KEYS_FILE'] || join(env['DATA_DIR'] || 'data', 'sandbox-office-keys.json'),
    allowedOrigins: allowed.length > 0 ? allowed.map((part) => originOf(part) ?? '') : undefined,
    logLevel,
  };
}

/** The origin that `text` is, a trailing slash forgiven; undefined when it is more or less than one. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return bare && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}
