import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { checkedConnector, type ConnectorOptions } from './checked-connector.js';
import { OutgoingError, outgoingError } from './outgoing-error.js';
import { requestTarget } from './outgoing-request.js';

/** The certificate that a server showed, after its chain was verified. */
export interface PeerCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly validUntil: Date;
}

/** Connects, as a request would, and looks no further. @throws OutgoingError */
export async function peerCertificate(url: string, options: ConnectorOptions): Promise<PeerCertificate> {
  const { origin } = requestTarget(url);
  const { protocol, hostname, port, host } = new URL(origin);
  if (protocol !== 'https:') throw new OutgoingError('bad_url', 'The address is not https.');
  const connect = checkedConnector(options);
  const socket = await new Promise<Socket>((resolve, reject) => {
    connect({ hostname, host, protocol, port, servername: hostname }, (error, made) => {
      if (error) reject(outgoingError(error, 'connecting'));
      else resolve(made as Socket);
    });
  });
  try {
    if (!(socket instanceof TLSSocket)) throw new OutgoingError('tls', 'The server does not speak TLS.');
    const { subject, issuer, valid_to } = socket.getPeerCertificate();
    return { subject: nameIn(subject), issuer: nameIn(issuer), validUntil: new Date(valid_to) };
  } finally {
    socket.destroy();
  }
}

function nameIn(name: { readonly CN?: string | string[]; readonly O?: string | string[] }): string {
  return [name.CN ?? name.O ?? 'nameless'].flat()[0]!;
}
