import { renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Config } from '#config';

/** Where the processes of this installation are reached; wopictl reads it from DATA_DIR/addresses.json. */
export interface Addresses {
  readonly portal: string;
  readonly host: string;
  readonly proxy: string;
  readonly admin: string;
  readonly sandbox?: string;
}

export function addressesOf(config: Config, withSandbox: boolean): Addresses {
  return {
    portal: config.portalUrl,
    host: config.hostUrl,
    proxy: config.proxyUrl,
    admin: config.adminUrl,
    ...(withSandbox && { sandbox: config.sandboxUrl }),
  };
}

export function writeAddresses(dataDir: string, addresses: Addresses): void {
  const file = path.join(dataDir, 'addresses.json');
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(addresses, null, 2)}\n`);
  renameSync(`${file}.${process.pid}`, file);
}

export const removeAddresses = (dataDir: string): void =>
  rmSync(path.join(dataDir, 'addresses.json'), { force: true });

/** What a person sees when all is up. */
export function table(addresses: Addresses, signIn: string, config: Config): string {
  const rows = [
    ['Portal', addresses.portal, signIn],
    ['WOPI host', addresses.host, ''],
    [
      'Proxy',
      addresses.proxy,
      config.route === 'proxy' ? 'new sessions go through it' : 'new sessions do not use it',
    ],
    ['Admin API', addresses.admin, 'bin/wopictl --help'],
    ...(addresses.sandbox ? [['Sandbox', addresses.sandbox, 'a WOPI client for development']] : []),
    ['Data', config.dataDir, 'logs are in logs/'],
  ] as const;
  const widths = [0, 1].map((i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) =>
    `  ${row[0]!.padEnd(widths[0]!)}  ${row[1]!.padEnd(widths[1]!)}  ${row[2]}`.trimEnd(),
  );
  return `\nWOPI Gateway is ready. Ctrl+C stops it.\n\n${lines.join('\n')}\n`;
}
