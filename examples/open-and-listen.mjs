// Puts a document in place, opens it for a person, and hears of every save.
// ADMIN_URL=http://127.0.0.1:3002 ADMIN_API_KEY=… node examples/open-and-listen.mjs Report.docx anna
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename } from 'node:path';

const [, , path, person] = process.argv;
const { ADMIN_URL = 'http://127.0.0.1:3002', ADMIN_API_KEY, PORT = '0' } = process.env;
const call = async (target, body, type) => {
  const headers = { Authorization: `Bearer ${ADMIN_API_KEY}`, 'Content-Type': type };
  const answer = await fetch(new URL(target, ADMIN_URL), { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const post = (target, body) => call(target, JSON.stringify(body), 'application/json');

const isSigned = (headers, body, secret) => {
  const second = Number(headers['webhook-timestamp']);
  const text = `${headers['webhook-id']}.${second}.${body}`;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
  const given = String(headers['webhook-signature'])
    .split(' ')
    .map((one) => Buffer.from(one));
  const fresh = Math.abs(Date.now() / 1000 - second) < 300;
  return fresh && given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
};

async function hear(request, response) {
  const body = Buffer.concat(await request.toArray()).toString();
  if (!isSigned(request.headers, body, webhook.secret)) return response.writeHead(401).end();
  const { type, data } = JSON.parse(body);
  console.log(`${type} ${data.file} version ${data.version}`);
  response.writeHead(204).end();
}

const server = createServer((request, response) => void hear(request, response));
await new Promise((resolve) => server.listen(Number(PORT), '127.0.0.1', resolve));

const url = `http://127.0.0.1:${server.address().port}/`;
const webhook = await post('/api/v1/webhooks', { url, events: ['saved'], privateNetwork: true });
const query = new URLSearchParams({ name: basename(path), owner: person });
const file = await call(`/api/v1/files?${query}`, await readFile(path), 'application/octet-stream');
const session = await post('/api/v1/sessions', { file: file.id, user: person });
console.log(`open ${session.hostPageUrl}`);
