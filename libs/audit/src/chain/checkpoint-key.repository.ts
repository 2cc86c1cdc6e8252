/** A key pair that signs checkpoints; kept for good, since checkpoints are. */
export interface CheckpointKey {
  readonly keyId: string;
  /** SPKI in PEM. */
  readonly publicKey: string;
  /** PKCS #8 in DER, sealed. */
  readonly sealedKey: Buffer;
}

/** The port to the keys that sign checkpoints. */
export abstract class CheckpointKeyRepository {
  /** Oldest first. */
  abstract all(): Promise<CheckpointKey[]>;
  abstract add(key: CheckpointKey): Promise<void>;
}
