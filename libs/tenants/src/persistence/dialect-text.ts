import type { ProxiedFileIdDialect } from '#wopi-protocol';

/** As a row holds it: `alg,typ`, `typ,alg`, each with `;escaped` behind it where slashes are escaped. */
export function dialectText({ headerOrder, escapedSlashes }: ProxiedFileIdDialect): string {
  return escapedSlashes ? `${headerOrder};escaped` : headerOrder;
}

/** What `dialectText` wrote. */
export function readDialect(text: string | null): ProxiedFileIdDialect | undefined {
  if (text === null) return undefined;
  const [order, escaped] = text.split(';');
  return { headerOrder: order === 'typ,alg' ? 'typ,alg' : 'alg,typ', escapedSlashes: escaped === 'escaped' };
}
