const EVERY_PROCESS: readonly string[] = ['--enable-source-maps'];

/**
 * MiB. V8 lets twice as many bytes of bodies lie around, unless it is told otherwise 32 MiB of them, before it looks which of them have
 * passed; in the proxy nearly all have.
 */
const YOUNG_GENERATION = '--max-semi-space-size=8';

/** What Node is told when it runs a process of the gateway; docker-compose.yml tells it the same. */
export function nodeOptions(app: string): string[] {
  return [...EVERY_PROCESS, ...(app === 'proxy' ? [YOUNG_GENERATION] : [])];
}
