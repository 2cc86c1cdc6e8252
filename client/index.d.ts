import type { Client, ClientOptions } from 'openapi-fetch';
import type { paths as ApplicationPaths } from './applications.d.ts';
import type { components, operations, paths } from './schema.d.ts';

export type { ApplicationPaths, components, operations, paths };

export interface GatewayOptions extends Omit<ClientOptions, 'baseUrl'> {
  /** Origin of the admin process, as `http://127.0.0.1:3002`. */
  readonly url: string;
  /** An API key. */
  readonly key: string;
}

/** Calls of both APIs by method and path: `client.GET('/api/v1/files', { params: { query: { limit: 10 } } })`. */
export function createClient(options: GatewayOptions): Client<paths & ApplicationPaths>;
