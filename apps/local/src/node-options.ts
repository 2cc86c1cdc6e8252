const EVERY_PROCESS: readonly string[] = ['--enable-source-maps'];

/**
 * MiB; 16 unless told. V8 has two or three halves of that size once it has needed them, as a start does, and lets twice as many bytes of
 * bodies lie around before it looks which of them have passed; in the proxy nearly all have.
 */
const YOUNG_GENERATION = '--max-semi-space-size=4';

/** What Node is told when it runs a process of the gateway; docker-compose.yml tells it the same. */
export function nodeOptions(app: string): string[] {
  return [...EVERY_PROCESS, ...(app === 'proxy' ? [YOUNG_GENERATION] : [])];
}
