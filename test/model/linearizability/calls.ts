import fc from 'fast-check';
import { operationOf } from '../arbitraries.js';
import type { LockCall } from './locked-file.js';

/** Few ids, which clients share as they share their locks, and no lock that ends meanwhile. */
const id = fc.constantFrom('A', 'B', 'C');
const asking = { user: fc.constant('alice'), host: fc.constantFrom(0, 1) };
const lock = { ...asking, id, visible: fc.constant(false) };
const coauth = { ...asking, id, seconds: fc.constant(3600), metadata: fc.constant('') };
const type = fc.constantFrom('Coauth', 'CoauthExclusive');

const wopi = [
  operationOf('Lock', lock),
  operationOf('UnlockAndRelock', { ...lock, old: id }),
  operationOf('RefreshLock', lock),
  operationOf('Unlock', { ...asking, id }),
  operationOf('GetLock', asking),
] as fc.Arbitrary<LockCall>[];

const shared = [
  operationOf('GetCoauthLock', { ...coauth, type }),
  operationOf('RefreshCoauthLock', coauth),
  operationOf('UnlockCoauthLock', { ...asking, id }),
  operationOf('GetCoauthTable', { ...asking, known: fc.constant(false) }),
] as fc.Arbitrary<LockCall>[];

/** Lock, RefreshLock, Unlock, UnlockAndRelock and GetLock. */
export const wopiLockCall: fc.Arbitrary<LockCall> = fc.oneof(...wopi);

/** The same, and the operations on coauth locks. */
export const anyLockCall: fc.Arbitrary<LockCall> = fc.oneof(...wopi, ...shared);
