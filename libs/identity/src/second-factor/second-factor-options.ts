import type { GroupRole } from '../groups/group.js';

/** How second factors are kept, and who must have one. */
export interface SecondFactorOptions {
  /** Seals the secrets. */
  readonly encryptionKey: string;
  /** Whoever has one of these, by himself or by a group, must have a second factor to sign in with a password. */
  readonly requiredFor: readonly GroupRole[];
}
