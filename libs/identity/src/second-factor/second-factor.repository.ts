import type { Companion } from '#database';

/** What is kept of somebody's second factor. */
export interface StoredSecondFactor {
  readonly sealedSecret: Buffer;
  /** One that is not has yet to prove itself, and counts for nothing. */
  readonly confirmed: boolean;
  /** The database's time. */
  readonly nowMs: number;
  readonly codesLeft: number;
}

/** Somebody's session that is to be let in. */
export interface Prover {
  readonly userId: string;
  readonly csrfToken: string;
}

/** The port to second factors. What answers a boolean says whether it was this call that made the change. */
export abstract class SecondFactorRepository {
  abstract find(tenantId: string, userId: string): Promise<StoredSecondFactor | undefined>;
  /** False when there is one that counts. */
  abstract begin(tenantId: string, userId: string, sealedSecret: Buffer): Promise<boolean>;
  /** False unless `sealedSecret` is still the one that was begun with. */
  abstract confirm(
    tenantId: string,
    prover: Prover,
    proof: {
      readonly step: number;
      readonly sealedSecret: Buffer;
      readonly recoveryHashes: readonly Buffer[];
    },
    companion?: Companion,
  ): Promise<boolean>;
  /** False when this step, or a later one, was taken before. */
  abstract takeCode(tenantId: string, prover: Prover, step: number, companion?: Companion): Promise<boolean>;
  abstract takeRecoveryCode(
    tenantId: string,
    prover: Prover,
    hash: Buffer,
    companion?: Companion,
  ): Promise<boolean>;
  abstract renewRecoveryCodes(
    tenantId: string,
    userId: string,
    hashes: readonly Buffer[],
    companion?: Companion,
  ): Promise<boolean>;
  abstract remove(tenantId: string, userId: string, companion?: Companion): Promise<boolean>;
  /** Removes it and ends the person's portal sessions. */
  abstract reset(tenantId: string, userId: string, companion?: Companion): Promise<boolean>;
}
