import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { migrate } from '#database';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { MIGRATIONS } from '../../../migrations/index.js';
import { INSTALLATION } from './installation.js';
import { schemaSnapshot } from './persistence/schema-snapshot.js';

/** `npm run schema`: writes migrations/schema.sql from an empty database and all migrations. */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'wopi-gateway-schema-'));
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  try {
    await migrate(server.url, MIGRATIONS);
    const file = path.join(INSTALLATION, 'migrations', 'schema.sql');
    await writeFile(file, await schemaSnapshot(server.url));
    console.log(`Wrote ${path.relative(INSTALLATION, file)}`);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
