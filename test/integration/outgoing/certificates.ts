import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** What a TLS server needs, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

interface Wishes {
  readonly name: string;
  readonly issuer?: Authority;
  readonly authority?: boolean;
  readonly expired?: boolean;
  /** When it ends; in two years unless told. */
  readonly until?: Date;
}

interface Authority extends Certificate {
  readonly name: string;
  readonly privateKey: KeyObject;
}

const ECDSA_SHA256 = der(0x30, oid('2a8648ce3d040302'));

/** A certificate made on the spot (X.509 v3, P-256), signed by `issuer` or by itself. */
export function makeCertificate({
  name,
  issuer,
  authority = false,
  expired = false,
  until,
}: Wishes): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const year = new Date().getUTCFullYear();
  const body = der(
    0x30,
    der(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ECDSA_SHA256,
    commonName(issuer?.name ?? name),
    der(
      0x30,
      time(newYear(expired ? year - 3 : year - 1)),
      time(until ?? newYear(expired ? year - 1 : year + 2)),
    ),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, authority ? basicConstraints() : subjectAltName(name))),
  );
  const signature = createSign('sha256')
    .update(body)
    .sign(issuer?.privateKey ?? privateKey);
  const whole = der(0x30, body, ECDSA_SHA256, der(0x03, Buffer.of(0), signature));
  const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { name, privateKey, cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function integer(bytes: Buffer): Buffer {
  return der(0x02, bytes);
}

const newYear = (year: number): Date => new Date(Date.UTC(year, 0));

function time(moment: Date): Buffer {
  return der(0x18, Buffer.from(`${moment.toISOString().replace(/[-:T]|\.\d+/g, '')}`));
}

function commonName(name: string): Buffer {
  return der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(name)))));
}

function subjectAltName(name: string): Buffer {
  return der(0x30, oid('551d11'), der(0x04, der(0x30, der(0x82, Buffer.from(name)))));
}

function basicConstraints(): Buffer {
  return der(
    0x30,
    oid('551d13'),
    der(0x01, Buffer.of(0xff)),
    der(0x04, der(0x30, der(0x01, Buffer.of(0xff)))),
  );
}
