import type { Command } from 'commander';
import type { AdminClient, Json } from './admin-client.js';

/** Runs one command against the admin API; `show` makes the answer readable for a person. */
export type Act = (
  command: Command,
  work: (admin: AdminClient) => Promise<Json>,
  show: (answer: Json) => string,
) => Promise<void>;
