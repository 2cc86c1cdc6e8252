import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DatabaseModule } from '#database';
import { IdentityModule, UsersService } from '#identity';
import { DEFAULT_TENANT_ID, TenantsModule, TenantsService } from '#tenants';
import type { UpstreamMode } from '#wopi-protocol';
import type { Addresses } from './addresses.js';

/** Login of the account that a fresh installation has. */
export const ADMINISTRATOR = 'admin';

export interface SeedOptions {
  readonly databaseUrl: string;
  readonly encryptionKey: string;
  readonly addresses: Addresses;
  readonly adminPassword: string;
  readonly proxy: { readonly secret: string; readonly mode: UpstreamMode };
}

@Module({})
class SeedModule {
  static forRoot({ databaseUrl, encryptionKey, addresses }: SeedOptions): DynamicModule {
    const { origin, protocol } = new URL(addresses.portal);
    return {
      module: SeedModule,
      imports: [
        DatabaseModule.forRoot({ url: databaseUrl, applicationName: 'local', poolSize: 2 }),
        TenantsModule.forRoot({ encryptionKey }),
        IdentityModule.forRoot({
          tenantId: DEFAULT_TENANT_ID,
          portalOrigin: origin,
          secureCookies: protocol === 'https:',
        }),
      ],
    };
  }
}

/**
 * Writes the rows that let the processes of one installation work together: the administrator, and this host as an instance
 * of the proxy. What is there already is left as it is. Answers whether the installation is new.
 */
export async function seed(options: SeedOptions): Promise<boolean> {
  const app = await NestFactory.createApplicationContext(SeedModule.forRoot(options), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const users = app.get(UsersService, { strict: false });
    const fresh = (await users.find(ADMINISTRATOR)) === undefined;
    await users.ensureAdministrator(ADMINISTRATOR, options.adminPassword);
    const tenants = app.get(TenantsService, { strict: false });
    await tenants.ensureKey(DEFAULT_TENANT_ID, options.proxy.secret);
    await tenants.ensureInstance(DEFAULT_TENANT_ID, {
      filesUrl: `${options.addresses.host}/wopi/files/`,
      mode: options.proxy.mode,
      privateNetwork: isPrivate(new URL(options.addresses.host).hostname),
    });
    return fresh;
  } finally {
    await app.close();
  }
}

/** Gives the administrator the sample documents, through the admin API as any application would. */
export async function putSamples(folder: string, { admin }: Addresses, apiKey: string): Promise<void> {
  for (const name of (await readdir(folder)).sort()) {
    const query = new URLSearchParams({ name, owner: ADMINISTRATOR });
    const response = await fetch(`${admin}/admin/v1/files?${query.toString()}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/octet-stream' },
      body: await readFile(path.join(folder, name)),
    });
    if (!response.ok)
      throw new Error(`The sample document ${name} could not be put in place (status ${response.status}).`);
  }
}

/** Whether a host name means this machine or a private network, as far as the name alone shows it. */
export function isPrivate(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return (
    // A name without a dot is one of this machine or of a local network, such as a service of docker compose.
    /^[^.:]+$/.test(name) ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^f[cd][0-9a-f]{2}:/i.test(name) ||
    /^(127|10)\.\d+\.\d+\.\d+$/.test(name) ||
    /^192\.168\.\d+\.\d+$/.test(name) ||
    /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(name)
  );
}
