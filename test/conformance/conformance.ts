import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { Gateway } from '../support/gateway.js';
import { LoadBalancer } from '../support/load-balancer.js';
import { cloneTemplate, startTestServer } from '../support/postgres.js';
import { isGreen, type Outcome, tableOf, troublesOf } from './table.js';
import { findValidator, type Result, type Subject, validate } from './validator.js';

/**
 * `npm run conformance`: Microsoft's suite against two host processes behind a round-robin, directly and through the proxy at once.
 * `--delay` also waits for locks to expire.
 */
const { values: options } = parseArgs({ options: { delay: { type: 'boolean', default: false } } });

/** A way to the same installation: the file under test has an owner, and thus a folder, of its own. */
const WAYS = { directly: true, 'through the proxy': false };

async function main(program: string): Promise<Outcome> {
  const server = await startTestServer(process.env['DATABASE_URL']);
  const balancer = await LoadBalancer.start();
  try {
    const gateway = await Gateway.start(await cloneTemplate(server.adminUrl), {
      hosts: 2,
      proxy: true,
      profile: 'microsoft365-plus',
      env: { HOST_PUBLIC_URL: balancer.url, WOPI_FILE_URL: 'all' },
    });
    try {
      await balancer.balance(gateway.hostUrls);
      // The proxy tells a FileUrl only of instances that are set to.
      await gateway.query('update instances set proxied_file_url = true');
      return await runAll(program, gateway);
    } finally {
      await gateway.stop();
    }
  } finally {
    await balancer.stop();
    await server.stop();
  }
}

async function runAll(program: string, gateway: Gateway): Promise<Outcome> {
  const { current, old } = gateway.office.keys;
  const pem = async (name: string, key: typeof current) => {
    const target = path.join(gateway.dataDir, name);
    await writeFile(target, key.export({ type: 'pkcs8', format: 'pem' }));
    return target;
  };
  const keys = {
    current: await pem('current.pem', current),
    old: await pem('old.pem', old),
    directory: gateway.dataDir,
  };
  const more = options.delay ? ['--delay'] : [];
  const entries = Object.entries(WAYS).map(async ([way, direct], i): Promise<[string, Result[]]> => [
    way,
    await validate(program, await subjectOf(gateway, `owner${i}`, direct), keys, more),
  ]);
  return new Map(await Promise.all(entries));
}

async function subjectOf(gateway: Gateway, owner: string, direct: boolean): Promise<Subject> {
  const file = await gateway.putFile('validator.wopitest', Buffer.from('validator'), owner);
  const open = (...deny: string[]) => gateway.openSession(file, { user: owner, direct, deny });
  const { wopiSrc, accessToken: token } = await open();
  return {
    wopiSrc,
    token,
    withoutWriteRelative: (await open('write-relative')).accessToken,
    withoutContainers: (await open('containers')).accessToken,
  };
}

const program = findValidator();
if (program === undefined) {
  console.log('Skipped: no runner for the WOPI validator’s test cases; WOPI_VALIDATOR may name its program.');
} else {
  const outcome = await main(program);
  console.log(tableOf(outcome));
  for (const line of troublesOf(outcome)) console.log(line);
  process.exitCode = isGreen(outcome) ? 0 : 1;
}
