// Puts a document in place, opens it for a person, and hears of every save.
// ADMIN_URL=http://127.0.0.1:3002 ADMIN_API_KEY=… node examples/open-and-listen.mjs Report.docx anna
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { isSigned } from './is-signed.mjs';

const [, , path, person] = process.argv;
const { ADMIN_URL = 'http://127.0.0.1:3002', ADMIN_API_KEY, PORT = '0' } = process.env;
const post = async (target, body, type = 'application/json') => {
  const headers = { Authorization: `Bearer ${ADMIN_API_KEY}`, 'Content-Type': type };
  const answer = await fetch(new URL(`/api/v1/${target}`, ADMIN_URL), { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const hear = async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  if (!isSigned(request.headers, body, webhook.secret)) return response.writeHead(401).end();
  const { type, data } = JSON.parse(body);
  console.log(`${type} ${data.file} version ${data.version}`);
  response.writeHead(204).end();
};
const server = createServer((request, response) => void hear(request, response).catch(console.error));
await new Promise((resolve) => server.listen(Number(PORT), '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
const webhook = await post('webhooks', JSON.stringify({ url, events: ['saved'], privateNetwork: true }));
const query = new URLSearchParams({ name: basename(path), owner: person });
const file = await post(`files?${query}`, await readFile(path), 'application/octet-stream');
const session = await post('sessions', JSON.stringify({ file: file.id, user: person }));
console.log(`open ${session.hostPageUrl}`);
