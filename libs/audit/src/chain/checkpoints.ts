import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { Sealer } from '#database';
import { type ChainEnd, ChainRepository, type SignedEnd } from './chain.repository.js';
import { CheckpointKeyRepository } from './checkpoint-key.repository.js';
import type { Break } from './verify-chain.js';

/** What a checkpoint says. */
interface CheckpointClaims {
  readonly tenant: string;
  readonly block: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly day: string;
}

const AT_ONCE = 500;

const sealContext = (keyId: string) => `audit-checkpoint:${keyId}`;

/**
 * Signed words on how far each tenant's chain had come on a day (JWS, ES256). Whoever keeps them elsewhere can tell later that
 * the chain was not made anew by somebody who had the database in hand.
 */
@Injectable()
export class Checkpoints {
  constructor(
    private readonly chain: ChainRepository,
    private readonly keys: CheckpointKeyRepository,
    private readonly sealer: Sealer,
  ) {}

  /** Signs the end of every chain that has no checkpoint of this day. Answers how many there were. */
  async makeFor(day: string): Promise<number> {
    const done = await this.chain.tenantsCheckedOn(day);
    const open = (await this.chain.ends()).filter(({ tenantId }) => !done.has(tenantId));
    for (const end of open) await this.chain.addCheckpoint(end, day, await this.sign(end, day));
    return open.length;
  }

  /** SPKI in PEM, for whoever verifies checkpoints elsewhere. */
  async publicKeys(): Promise<{ keyId: string; publicKey: string }[]> {
    return (await this.keys.all()).map(({ keyId, publicKey }) => ({ keyId, publicKey }));
  }

  /** The first checkpoint that the chain does not agree with. */
  async breakOf(tenantId: string): Promise<Break | undefined> {
    const keys = new Map((await this.keys.all()).map(({ keyId, publicKey }) => [keyId, publicKey]));
    const agrees = ({ blockNo, signed, lastSha256 }: SignedEnd) => {
      const claims = claimsOf(signed, keys);
      return (
        claims?.tenant === tenantId &&
        claims.block === blockNo &&
        claims.sha256 === lastSha256?.toString('hex')
      );
    };
    for (let after = '-infinity'; ;) {
      const ends = await this.chain.signedEnds(tenantId, after, AT_ONCE);
      const broken = ends.find((end) => !agrees(end));
      if (broken) return { kind: 'checkpoint', blockNo: broken.blockNo };
      if (ends.length < AT_ONCE) return undefined;
      after = ends.at(-1)!.day;
    }
  }

  private async sign({ tenantId, blockNo, lastSha256 }: ChainEnd, day: string): Promise<string> {
    const { keyId, key } = await this.signingKey();
    const claims: CheckpointClaims = {
      tenant: tenantId,
      block: blockNo,
      sha256: lastSha256.toString('hex'),
      day,
    };
    return jwt.sign({ ...claims }, key, { algorithm: 'ES256', keyid: keyId });
  }

  private async signingKey() {
    const known = (await this.keys.all()).at(-1) ?? (await this.makeKey());
    const der = this.sealer.open(known.sealedKey, sealContext(known.keyId));
    return { keyId: known.keyId, key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
  }

  private async makeKey() {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keyId = randomUUID();
    const publicKey = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }) as string;
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    const row = { keyId, publicKey, sealedKey: this.sealer.seal(der, sealContext(keyId)) };
    await this.keys.add(row);
    return row;
  }
}

function claimsOf(signed: string, keys: ReadonlyMap<string, string>): CheckpointClaims | undefined {
  const key = keys.get(jwt.decode(signed, { complete: true })?.header.kid ?? '');
  if (key === undefined) return undefined;
  try {
    return jwt.verify(signed, key, { algorithms: ['ES256'] }) as CheckpointClaims;
  } catch {
    return undefined;
  }
}
