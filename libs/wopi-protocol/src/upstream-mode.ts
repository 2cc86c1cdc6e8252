/**
 * How a proxy tells an instance who vouches for a call: the client's own proof as it came (`transparent`), the same with the public URL
 * that it was made for (`forwarded`), the proxy's own proof over the instance's URL (`resign`), or the proxy's assertion (`attested`).
 */
export const UPSTREAM_MODES = ['transparent', 'forwarded', 'resign', 'attested'] as const;

/** One of {@link UPSTREAM_MODES}. */
export type UpstreamMode = (typeof UPSTREAM_MODES)[number];
