import type { CoauthType } from './file-state.js';

/** Who asks, and at which of the host processes. Carol may only view. */
export interface Asking {
  readonly user: 'alice' | 'bob' | 'carol';
  readonly host: 0 | 1;
}

/** What a request that changes the file shows for its right to: at most one of the two, or it is malformed. */
export interface Presented {
  readonly lock?: string | undefined;
  readonly coauth?: string | undefined;
}

interface Terms {
  readonly id: string;
  readonly seconds?: number | undefined;
  readonly visible: boolean;
}

export type LockOperation = Asking &
  (
    | ({ readonly kind: 'Lock' | 'RefreshLock' } & Terms)
    | ({ readonly kind: 'UnlockAndRelock'; readonly old: string } & Terms)
    | { readonly kind: 'Unlock'; readonly id: string }
    | { readonly kind: 'GetLock' }
  );

export type CoauthOperation = Asking &
  (
    | {
        readonly kind: 'GetCoauthLock';
        readonly id: string;
        readonly type: CoauthType;
        readonly seconds: number;
        readonly metadata: string;
      }
    | {
        readonly kind: 'RefreshCoauthLock';
        readonly id: string;
        readonly seconds: number;
        readonly metadata: string;
      }
    | { readonly kind: 'UnlockCoauthLock'; readonly id: string }
    /** `known`: whether the client says which table it was shown last. */
    | { readonly kind: 'GetCoauthTable'; readonly known: boolean }
  );

export type ContentOperation = Asking &
  (
    | { readonly kind: 'PutFile'; readonly presented: Presented; readonly content: string }
    | { readonly kind: 'RenameFile'; readonly presented: Presented; readonly name: string }
    | { readonly kind: 'DeleteFile' | 'GetFile' | 'CheckFileInfo' }
  );

export type Operation = LockOperation | CoauthOperation | ContentOperation;

/** Ten minutes pass. Timeouts end halfway between two such steps, and the half hour of a lock with the third. */
export interface Pass {
  readonly kind: 'Pass';
}
export const PASS_SECONDS = 600;

export type Step = Operation | Pass;

/** What happens to a file that begins with some content. */
export type Sequence = { readonly first: string; readonly steps: readonly Step[] };
