import { randomBytes, randomUUID } from 'node:crypto';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { END_FRAME, messageFrame, WopiHeader } from '#wopi-protocol';
import {
  chunkIdOf,
  chunksOf,
  framesOf,
  getChunkedFile,
  putChunkedFile,
  saveBody,
  sequenceNumberOf,
  signatureOf,
} from '../../support/chunked-file.js';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { storedIn } from '../../support/stored-blobs.js';
import type { WopiClient } from '../../support/wopi-client.js';

const MIB = 1024 * 1024;

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ profile: 'microsoft365-plus' });
});
afterAll(() => gateway?.stop());

const newFile = async (content: Buffer = Buffer.from('first')) =>
  gateway.client(await gateway.putFile(`${randomUUID()}.docx`, content));

async function lockedFile(content?: Buffer): Promise<WopiClient> {
  const client = await newFile(content);
  expect((await client.lock('L')).status).toBe(200);
  return client;
}

const stored = () => storedIn(gateway.dataDir);

/** An office document of 50 MiB in as many parts. */
function document(): Record<string, Buffer> {
  return Object.fromEntries(
    Array.from({ length: 50 }, (_, n) => [`word/media/image${n}.png`, randomBytes(MIB)]),
  );
}

const archive = (parts: Record<string, Buffer>) =>
  Buffer.from(zipSync(parts, { level: 0, mtime: new Date(2026, 0, 1) }));

describe('a document of 50 MiB of which one part changes', () => {
  const parts = document();
  const first = archive(parts);
  const second = archive({ ...parts, 'word/media/image7.png': randomBytes(MIB) });

  it('is sent and stored as that part, and read as a whole', async () => {
    const client = await lockedFile();
    const before = await chunksOf(first);
    const made = await putChunkedFile(client, '1', saveBody([signatureOf(before)], before), { lock: 'L' });
    expect(made.status).toBe(200);

    const after = await chunksOf(second);
    const onHost = new Set(before.map(({ id }) => id));
    const body = saveBody(
      [signatureOf(after)],
      after.filter(({ id }) => !onHost.has(id)),
    );
    expect(body.length).toBeLessThan(MIB + 64 * 1024);
    const disk = await stored();
    const saved = await putChunkedFile(client, sequenceNumberOf(made), body, { lock: 'L' });
    expect(saved.status).toBe(200);
    const grown = await stored();
    expect(grown.blobs).toBe(disk.blobs + 1);
    expect(grown.bytes - disk.bytes).toBeLessThan(body.length);

    expect((await client.getFile()).body.equals(second)).toBe(true);
    const range = await client.getFile({ Range: `bytes=${7 * MIB}-${9 * MIB}` });
    expect(range.body.equals(second.subarray(7 * MIB, 9 * MIB + 1))).toBe(true);

    const delta = await getChunkedFile(client, [...onHost]);
    expect(delta.body.length).toBeLessThan(MIB + 64 * 1024);
    const { payloads } = await framesOf(delta.body);
    const missing = after.filter(({ id }) => !onHost.has(id));
    expect([...payloads].map(([id]) => id)).toEqual(missing.map(({ id }) => id));
  });
});

describe('content that came whole', () => {
  it('is cut by the host as a client would, and completed by a client that sends only what it changed', async () => {
    const parts = { 'a.xml': randomBytes(1000), 'b.xml': randomBytes(2000) };
    const client = await lockedFile(archive(parts));
    const answer = await getChunkedFile(client);
    const known = await chunksOf(archive(parts));
    const { message, payloads } = await framesOf(answer.body);
    expect(message['Signatures']).toEqual([signatureOf(known)]);
    expect([...payloads.keys()].every((id) => chunkIdOf(payloads.get(id)!) === id)).toBe(true);

    const changed = archive({ ...parts, 'b.xml': randomBytes(2000) });
    const chunks = await chunksOf(changed);
    const sent = chunks.filter(({ id }) => !payloads.has(id));
    const save = saveBody([signatureOf(chunks)], sent);
    expect((await putChunkedFile(client, sequenceNumberOf(answer), save, { lock: 'L' })).status).toBe(200);
    expect((await client.getFile()).body.equals(changed)).toBe(true);
  });

  it('replaces what was saved in chunks, with its streams and what hangs on the content', async () => {
    const client = await lockedFile();
    const streams = [
      signatureOf(await chunksOf(Buffer.from('text'))),
      signatureOf(await chunksOf(Buffer.from('more')), 'Alternate'),
    ];
    const sent = [...(await chunksOf(Buffer.from('text'))), ...(await chunksOf(Buffer.from('more')))];
    const properties = [
      { Name: 'gone', Value: '1', Retention: 'DeleteOnContentChange' },
      { Name: 'kept', Value: '2', Retention: 'KeepOnContentChange' },
    ] as const;
    await putChunkedFile(client, '1', saveBody(streams, sent, { properties }), { lock: 'L' });
    expect((await client.putFile(Buffer.from('whole'), 'L')).version).toBe('3');
    const names = ['gone', 'kept'];
    const { message } = await framesOf((await getChunkedFile(client, [], { properties: names })).body);
    expect(message['ContentProperties']).toEqual([properties[1]]);
    const alternate = await framesOf((await getChunkedFile(client, [], { streamId: 'Alternate' })).body);
    expect(alternate.message['Signatures']).toEqual([
      { StreamId: 'Alternate', ChunkingScheme: 'Zip', ChunkSignatures: [] },
    ]);
  });

  it('may become nothing, and a stream without chunks ends', async () => {
    const client = await lockedFile();
    const none = { StreamId: 'MainContent', ChunkingScheme: 'FullFile', ChunkSignatures: [] } as const;
    const stream = await chunksOf(Buffer.from('stream'));
    const made = await putChunkedFile(client, '1', saveBody([none, signatureOf(stream, 'A')], stream), {
      lock: 'L',
    });
    expect(made.status).toBe(200);
    expect((await client.getFile()).body).toHaveLength(0);
    const empty = await framesOf((await getChunkedFile(client)).body);
    expect([...empty.payloads]).toEqual([[chunkIdOf(Buffer.alloc(0)), Buffer.alloc(0)]]);
    const end = { ...none, StreamId: 'A' };
    expect((await putChunkedFile(client, '2', saveBody([end], []), { lock: 'L' })).status).toBe(200);
    const { message } = await framesOf((await getChunkedFile(client, [], { streamId: 'A' })).body);
    expect(message['Signatures']).toMatchObject([{ ChunkSignatures: [] }]);
  });
});

describe('a PutChunkedFile that cannot be right', () => {
  const bytes = Buffer.from('some text');
  const chunk = { id: chunkIdOf(bytes), bytes };
  const good = saveBody([signatureOf([chunk])], [chunk]);
  const bodies: [string, Buffer][] = [
    ['names a chunk that nobody has', saveBody([signatureOf([chunk])], [])],
    [
      'has other bytes than the id says',
      saveBody([signatureOf([chunk])], [{ ...chunk, bytes: Buffer.from('other!!!!') }]),
    ],
    [
      'has another length than the signature says',
      saveBody([signatureOf([{ ...chunk, bytes: Buffer.alloc(3) }])], [chunk]),
    ],
    ['ends within a chunk', good.subarray(0, -20)],
    ['has no end frame', good.subarray(0, -16)],
    ['has two messages', Buffer.concat([good.subarray(0, -16), messageFrame({}), END_FRAME])],
    ['begins with a chunk', good.subarray(messageFrame({}).length)],
    ['is empty', Buffer.alloc(0)],
    ['names no stream', saveBody([], [])],
  ];

  it.each(bodies)('is answered 400 when it %s, and changes and leaves nothing', async (_, body) => {
    const client = await lockedFile();
    const { blobs } = await stored();
    const answer = await putChunkedFile(client, '1', body, { lock: 'L' });
    expect(answer.status).toBe(400);
    expect(answer.headers[WopiHeader.FailureReason.toLowerCase()]).toBeTruthy();
    expect((await client.getFile()).body.toString()).toBe('first');
    expect((await stored()).blobs).toBe(blobs);
  });

  it('cannot take a chunk of another file by its id', async () => {
    const secret = Buffer.from('the secret of another file');
    const other = await lockedFile();
    const chunks = await chunksOf(secret);
    expect(
      (await putChunkedFile(other, '1', saveBody([signatureOf(chunks)], chunks), { lock: 'L' })).status,
    ).toBe(200);
    const client = await lockedFile();
    const stolen = await putChunkedFile(client, '1', saveBody([signatureOf(chunks)], []), { lock: 'L' });
    expect(stolen.status).toBe(400);
    expect((await client.getFile()).body.toString()).toBe('first');
  });

  it.each([
    ['nothing', undefined],
    ['text', 'one'],
    ['a negative number', '-1'],
  ])('is answered 400 with %s for a sequence number', async (_, number) => {
    expect((await putChunkedFile(await lockedFile(), number, good, { lock: 'L' })).status).toBe(400);
  });

  it('is answered 412 and the state of the file when the file is in another', async () => {
    const client = await lockedFile();
    await client.putFile(Buffer.from('second'), 'L');
    const answer = await putChunkedFile(client, '1', good, { lock: 'L' });
    expect([answer.status, sequenceNumberOf(answer), answer.body.length]).toEqual([412, '2', 0]);
    const asked = await client.post('GET_SEQUENCE_NUMBER');
    expect([asked.status, sequenceNumberOf(asked)]).toEqual([200, '2']);
    expect((await client.checkFileInfo()).json()).toMatchObject({ SequenceNumber: 2 });
  });

  it('is answered 413 when it is larger than a file may be', async () => {
    const small = await startGateway({ profile: 'microsoft365-plus', env: { MAX_FILE_MIB: '1' } });
    try {
      const client = await small.client(await small.putFile('empty.docx', Buffer.alloc(0)));
      const chunks = await chunksOf(randomBytes(MIB + 1));
      expect((await putChunkedFile(client, '1', saveBody([signatureOf(chunks)], chunks))).status).toBe(413);
      const twice = await chunksOf(randomBytes(MIB / 2 + 1));
      const repeated = { ...signatureOf([...twice, ...twice]), StreamId: 'MainContent' };
      expect((await putChunkedFile(client, '1', saveBody([repeated], twice))).status).toBe(413);
    } finally {
      await small.stop();
    }
  });
});

it('offers none of it to a client outside of CSPP Plus', async () => {
  const plain = await startGateway({});
  try {
    const client = await plain.client(await plain.putFile('plain.docx', Buffer.alloc(0)));
    const statuses = [await getChunkedFile(client), await putChunkedFile(client, '1', saveBody([], []))];
    expect(statuses.map(({ status }) => status)).toEqual([501, 501]);
    expect((await client.checkFileInfo()).json()).not.toHaveProperty('SequenceNumber');
  } finally {
    await plain.stop();
  }
});
