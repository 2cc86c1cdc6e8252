import type { TestProject } from 'vitest/node';
import { startTestServer } from './postgres.js';

/** Nothing in it outlives the run, so waiting for the disk would only cost time. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off' };

/** One database server for the whole run: DATABASE_URL, or an embedded one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer(process.env['DATABASE_URL'], SETTINGS);
  project.provide('adminUrl', server.adminUrl);
  return () => server.stop();
}
