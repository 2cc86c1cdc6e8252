import { createServer, type TlsOptions } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Certificate, makeCertificate } from './certificates.js';
import { closeAll, httpServer, listening, noting, outgoing } from './servers.js';

const NAME = 'cloud.example';
const authority = makeCertificate({ name: 'Test authority', authority: true });
let good: Certificate;

beforeAll(() => {
  good = makeCertificate({ name: NAME, issuer: authority });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await closeAll();
});

async function get(
  options: TlsOptions,
  extraCertificates = [authority.cert],
  name = NAME,
  pinnedCertificates?: string,
): Promise<string> {
  const names: unknown[] = [];
  const server = createServer(options, (socket) => {
    names.push(socket.servername);
    socket.on('error', () => undefined);
    socket.once('data', () =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'),
    );
  });
  server.on('tlsClientError', () => undefined);
  const { port } = await listening(server);
  const out = outgoing({ extraCertificates, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
  const sink = noting();
  const policy = { allowPrivate: true, pinnedCertificates };
  await out.stream({ method: 'GET', url: `https://${name}:${port}/`, policy }, sink);
  expect(names).toEqual([name]);
  return sink.body();
}

const refused = (message: RegExp) => ({
  code: 'tls',
  stage: 'connecting',
  message: expect.stringMatching(message) as string,
});

describe('TLS of outgoing requests', () => {
  it('accepts a certificate of a trusted authority for the very name, and asks for that name', async () => {
    await expect(get(good)).resolves.toBe('ok');
  });

  it('refuses a self-signed certificate, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    await expect(get(makeCertificate({ name: NAME }))).rejects.toMatchObject(refused(/self-signed/));
  });

  it('refuses another name', async () => {
    await expect(get(good, undefined, 'other.example')).rejects.toMatchObject(refused(/another name/));
  });

  it('refuses an expired certificate', async () => {
    const expired = makeCertificate({ name: NAME, issuer: authority, expired: true });
    await expect(get(expired)).rejects.toMatchObject(refused(/expired/));
  });

  it('refuses an authority that is not trusted', async () => {
    await expect(get(good, [])).rejects.toMatchObject(refused(/chain|authority/));
  });

  it('refuses TLS 1.1', async () => {
    const old = {
      ...good,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const;
    await expect(get(old)).rejects.toMatchObject(refused(/TLS/));
  });

  it('trusts a pinned authority and no other', async () => {
    const other = makeCertificate({ name: 'Another authority', authority: true });
    await expect(get(good, [], NAME, authority.cert)).resolves.toBe('ok');
    await expect(get(good, [authority.cert], NAME, other.cert)).rejects.toMatchObject(
      refused(/chain|authority/),
    );
    await expect(get(good, [], NAME, 'no certificate')).rejects.toMatchObject({ code: 'tls' });
    await expect(get(good, [], 'other.example', authority.cert)).rejects.toMatchObject(
      refused(/another name/),
    );
  });

  it('never lends a connection to a policy that trusts another authority', async () => {
    const server = createServer(good, (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    });
    server.on('tlsClientError', () => undefined);
    const { port } = await listening(server);
    const out = outgoing({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const send = (pinnedCertificates: string) =>
      out.stream(
        {
          method: 'GET',
          url: `https://${NAME}:${port}/`,
          policy: { allowPrivate: true, pinnedCertificates },
        },
        noting(),
      );
    await send(authority.cert);
    const other = makeCertificate({ name: 'Another authority', authority: true });
    await expect(send(other.cert)).rejects.toMatchObject({ code: 'tls' });
    await send(authority.cert);
  });

  it('reports a server that does not speak TLS', async () => {
    const plain = await httpServer((_, response) => response.end());
    await expect(
      outgoing().stream(
        { method: 'GET', url: `https://127.0.0.1:${plain.port}/`, policy: { allowPrivate: true } },
        noting(),
      ),
    ).rejects.toMatchObject({ code: 'tls' });
  });
});
