/** Where a key's secret is sealed to: it opens for this key only. */
export const sealContext = (keyId: string): string => `proxy-key:${keyId}`;
