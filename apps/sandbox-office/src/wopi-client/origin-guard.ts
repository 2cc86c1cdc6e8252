/** Says which origins the sandbox may call, so that nobody uses it to reach other machines. */
export class OriginGuard {
  private readonly allowed: ReadonlySet<string> | undefined;

  /** Without a list only loopback addresses are allowed. */
  constructor(origins?: readonly string[]) {
    this.allowed = origins && new Set(origins);
  }

  /** Why this WOPISrc may not be called, as a sentence; undefined when it may. */
  refusal(wopiSrc: string): string | undefined {
    if (!URL.canParse(wopiSrc)) return 'The WOPISrc is no absolute address.';
    const url = new URL(wopiSrc);
    if (!/^https?:$/.test(url.protocol)) return 'The WOPISrc must be an http or https address.';
    if (url.username || url.password || url.hash)
      return 'The WOPISrc must not carry a user name or a fragment.';
    if (this.allowed ? this.allowed.has(url.origin) : isLoopback(url.hostname)) return undefined;
    return this.allowed
      ? 'The sandbox may not call this host: it is not among SANDBOX_ALLOWED_ORIGINS.'
      : 'The sandbox calls loopback addresses only: name this host in SANDBOX_ALLOWED_ORIGINS.';
  }
}

/** The URL parser has already turned every notation of an address into its plain form. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
