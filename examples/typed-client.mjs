// Puts a document in place with the typed client, opens it for a person, and shows its versions.
// ADMIN_URL=http://127.0.0.1:3002 ADMIN_API_KEY=… node examples/typed-client.mjs Report.docx anna
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createClient } from 'wopi-gateway-client';

const [, , path, person] = process.argv;
const { ADMIN_URL: url = 'http://127.0.0.1:3002', ADMIN_API_KEY: key } = process.env;
const gateway = createClient({ url, key });

/** What was answered, or an error with what the gateway has against it. */
const good = ({ data, error }) => {
  if (error) throw new Error(error.detail);
  return data;
};

const file = good(
  await gateway.POST('/api/v1/files', {
    params: { query: { name: basename(path), owner: person }, header: { 'Idempotency-Key': randomUUID() } },
    headers: { 'Content-Type': 'application/octet-stream' },
    body: await readFile(path),
    bodySerializer: (content) => content,
  }),
);
const session = good(await gateway.POST('/api/v1/sessions', { body: { file: file.id, user: person } }));
console.log(`open ${session.hostPageUrl}`);

const params = { path: { file: file.id } };
const { versions } = good(await gateway.GET('/api/v1/files/{file}/versions', { params }));
for (const { version, size, authorName } of versions)
  console.log(`${version} ${size} bytes by ${authorName}`);
