import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { boundConnections } from './bound-connections.js';
import { FastExpressAdapter, type Listener } from './fast-express.adapter.js';
import { health, type HealthState } from './health.js';
import { JsonLogger } from './json-logger.js';
import { unambiguous } from './unambiguous.js';
import { ProblemFilter } from './problem.filter.js';

export interface ServeOptions {
  /** `host`, `proxy`, …: the name in logs and messages. */
  readonly name: string;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** How many reverse proxies in front may name the caller in X-Forwarded-For; 0 trusts none. */
  readonly trustedProxies?: number;
  /** Answers /readyz: rejects while the process cannot serve, e.g. because the database does not answer. */
  readonly ready?: (app: NestExpressApplication) => Promise<void>;
  /** Take requests before Express does, which costs a call more than the call itself may cost. */
  readonly first?: (app: NestExpressApplication) => readonly Listener[];
  /** Routes and parsers that the process adds before it listens. */
  readonly configure?: (app: NestExpressApplication) => void;
  /** From the moment that /readyz says 503 to the one when connections are refused: as long as load balancers need to notice; 0 unless told. */
  readonly drainDelayMs?: number;
  /** Runs last: after the process has closed, or when it could not start. */
  readonly stopped?: () => Promise<void>;
}

export interface RunningServer {
  readonly app: NestExpressApplication;
  /** As listened on, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Finishes what is under way, then closes; safe to call twice. */
  close(): Promise<void>;
}

/** Streams under way may take this long to finish once a stop was asked for. */
const DRAIN_MS = 30_000;

/**
 * Starts one Nest application the way every process of the gateway runs: no body parser, etag or compression unless the
 * process adds it, /healthz and /readyz, and a drain on close.
 * @throws Error with one sentence when the address cannot be listened on
 */
export async function serve(module: DynamicModule | Type, options: ServeOptions): Promise<RunningServer> {
  try {
    const state: HealthState = { draining: false };
    const app = await listen(module, options, state);
    let closing: Promise<void> | undefined;
    const close = async () => {
      try {
        await drain(app, state, options.drainDelayMs ?? 0);
      } finally {
        await options.stopped?.();
      }
    };
    return { app, url: await app.getUrl(), close: () => (closing ??= close()) };
  } catch (error) {
    await options.stopped?.();
    throw error;
  }
}

async function listen(
  module: DynamicModule | Type,
  options: ServeOptions,
  state: HealthState,
): Promise<NestExpressApplication> {
  const adapter = new FastExpressAdapter();
  const app = await NestFactory.create<NestExpressApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new JsonLogger(options.name, options.logLevel),
  });
  app.set('etag', false);
  app.set('query parser', false);
  app.set('trust proxy', options.trustedProxies ?? 0);
  app.disable('x-powered-by');
  const healthOf = health(state, () => options.ready?.(app) ?? Promise.resolve());
  adapter.before(unambiguous, healthOf, ...(options.first?.(app) ?? []));
  app.useGlobalFilters(new ProblemFilter());
  options.configure?.(app);
  try {
    boundConnections(app.getHttpServer() as Server);
    await app.listen(options.port, options.host);
    return app;
  } catch (error) {
    await app.close().catch(() => undefined);
    throw new Error(whyNotListening(options, error as NodeJS.ErrnoException), { cause: error });
  }
}

async function drain(app: NestExpressApplication, state: HealthState, delayMs: number): Promise<void> {
  state.draining = true;
  // Whoever looks at /readyz stops sending; connections in use end with their next answer; nothing is refused yet.
  if (delayMs > 0) await sleep(delayMs);
  const server = app.getHttpServer() as Server;
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  // Before Nest's hooks: what they write must include the last request, and its modules close in no useful order.
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(deadline);
  await app.close();
}

function whyNotListening({ name, host, port }: ServeOptions, error: NodeJS.ErrnoException): string {
  const address = `${host}:${port}`;
  const variable = `${name.split('-')[0]!.toUpperCase()}_LISTEN`;
  if (error.code === 'EADDRINUSE')
    return `${address} is already in use; stop the program that holds it or set ${variable}.`;
  if (error.code === 'EACCES')
    return `${address} may not be listened on by this account; set ${variable} to a port above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `This machine has no address ${host}; set ${variable}.`;
  return `${name} could not start: ${error.message}`;
}
