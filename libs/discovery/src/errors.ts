/** No client of that name is configured. */
export class UnknownClientError extends Error {
  override readonly name = 'UnknownClientError';

  constructor(client: string) {
    super(`There is no WOPI client named ${client}.`);
  }
}

/** Nothing is known of what a client can do: its discovery could never be fetched. */
export class DiscoveryUnavailable extends Error {
  override readonly name = 'DiscoveryUnavailable';

  constructor(client: string, failure?: string) {
    super(`The discovery of ${client} is not available.${failure ? ` ${failure}` : ''}`);
  }
}
