import type { IncomingMessage } from 'node:http';

/** Who called: behind so many reverse proxies of ours, whom the nearest of them name in X-Forwarded-For; otherwise whoever is connected. */
export function callerAddress(
  { socket, headers }: IncomingMessage,
  trustedProxies: number,
): string | undefined {
  if (trustedProxies === 0) return socket.remoteAddress;
  const named = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const hops = named.map((address) => address.trim()).filter((address) => address !== '');
  return hops.at(-Math.min(trustedProxies, hops.length)) ?? socket.remoteAddress;
}
