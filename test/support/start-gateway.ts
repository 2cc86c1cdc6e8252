import { cloneDatabase } from './database.js';
import { Gateway, type GatewayOptions } from './gateway.js';

/** A whole installation on a database of its own. */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  return Gateway.start(await cloneDatabase(), options);
}
