import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FastExpressAdapter } from './fast-express.adapter.js';

const adapter = new FastExpressAdapter();
const seen: { before: object; response: ServerResponse }[] = [];
let url: string;

beforeAll(async () => {
  adapter.initHttpServer();
  adapter.before((_, response, next) => {
    seen.push({ before: Object.getPrototypeOf(response) as object, response });
    next();
  });
  adapter.getInstance().get('/', (_: unknown, response: { json(body: unknown): void }) => response.json({}));
  await new Promise<void>((resolve) => void adapter.getHttpServer().listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(adapter.getHttpServer().address() as AddressInfo).port}/`;
});

afterAll(() => adapter.close());

it('gives a response to Express that already is what Express makes of it', async () => {
  expect((await fetch(url)).status).toBe(200);
  const [{ before, response }] = seen as [(typeof seen)[number]];
  expect(Object.getPrototypeOf(response)).toBe(before);
});

it('does not have V8 keep a response as a hash table', async () => {
  await fetch(url);
  setFlagsFromString('--allow-natives-syntax');
  const isFast = runInThisContext('(object) => %HasFastProperties(object)') as (object: object) => boolean;
  expect(isFast(seen.at(-1)!.response)).toBe(true);
});
