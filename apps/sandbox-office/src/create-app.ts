import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadProofKeys } from './discovery/proof-keys.js';
import { Sessions } from './editor/sessions.js';
import { PublicAddress, type SandboxOptions } from './options.js';
import { SandboxModule } from './sandbox.module.js';
import { securityHeaders } from './security-headers.js';

/** Every paragraph of a long document fits; a form with an access token is small. */
const DRAFT_LIMIT = '32mb';
const FORM_LIMIT = '64kb';

/** A sandbox that listens. */
export interface SandboxApp {
  /** Its public origin, without trailing slash. */
  readonly url: string;
  /** How many documents are open. */
  openSessions(): number;
  /** Saves and unlocks what is open (for at most a few seconds), then stops listening. */
  close(): Promise<void>;
}

/** Starts the sandbox. Rejects with EADDRINUSE when the port is taken. */
export async function createApp(options: SandboxOptions): Promise<SandboxApp> {
  const keys = await loadProofKeys(options.keysFile);
  const app = await NestFactory.create<NestExpressApplication>(SandboxModule.forRoot(options, keys), {
    bodyParser: false,
    abortOnError: false,
    logger: false,
  });
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(securityHeaders);
  app.useBodyParser('json', { limit: DRAFT_LIMIT });
  app.useBodyParser('urlencoded', { limit: FORM_LIMIT, extended: false });
  try {
    await app.listen(options.port, options.address);
  } catch (error) {
    await app.close();
    throw error;
  }
  const server = app.getHttpServer() as Server;
  const url = options.publicUrl ?? urlOf(server.address() as AddressInfo);
  app.get(PublicAddress).url = url;
  const sessions = app.get(Sessions);
  return {
    url,
    openSessions: () => sessions.count,
    close: async () => {
      await sessions.closeAll();
      const closed = app.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function urlOf({ address, family, port }: AddressInfo): string {
  const host =
    address === '0.0.0.0' || address === '::' ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
