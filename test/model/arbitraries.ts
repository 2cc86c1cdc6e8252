import fc from 'fast-check';
import type { Asking, Operation, Sequence, Step } from './operation.js';

const lockId = fc.constantFrom('A', 'a', 'B', 'b'.repeat(1024));
const coauthId = fc.constantFrom('X', 'x', 'Y', 'Z');
const timeout = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(300, 900, 2700, 3300) },
  { weight: 1, arbitrary: fc.constantFrom(59, 3601) },
);
const metadata = fc.constantFrom('', 'm', '{"é":1}');
const terms = {
  id: lockId,
  seconds: fc.option(timeout, { nil: undefined, freq: 2 }),
  visible: fc.boolean(),
};
const presented = fc.oneof(
  { weight: 4, arbitrary: fc.record({ lock: lockId }) },
  { weight: 4, arbitrary: fc.record({ coauth: coauthId }) },
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ lock: lockId, coauth: coauthId }) },
);
const content = fc.constantFrom('', 'a', 'bc', 'd'.repeat(4096));

const asking = {
  user: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<Asking['user'][]>('alice', 'bob') },
    { weight: 1, arbitrary: fc.constant<Asking['user']>('carol') },
  ),
  host: fc.constantFrom<Asking['host'][]>(0, 1),
};
type Fields = Record<string, fc.Arbitrary<unknown>>;

/** An operation of a kind, with whatever belongs to it. */
export const operationOf = (kind: Operation['kind'], fields: Fields): fc.Arbitrary<Operation> =>
  fc.record({ kind: fc.constant(kind), ...fields }) as unknown as fc.Arbitrary<Operation>;

const kind = (name: Operation['kind'], weight: number, fields: Fields = {}) => ({
  weight,
  arbitrary: operationOf(name, { ...asking, ...fields }),
});

const step: fc.Arbitrary<Step> = fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
  { weight: 8, arbitrary: fc.constant<Step>({ kind: 'Pass' }) },
  kind('Lock', 12, terms),
  kind('UnlockAndRelock', 4, { ...terms, old: lockId }),
  kind('RefreshLock', 5, terms),
  kind('Unlock', 8, { id: lockId }),
  kind('GetLock', 3),
  kind('GetCoauthLock', 14, {
    id: coauthId,
    type: fc.constantFrom('Coauth', 'Coauth', 'CoauthExclusive'),
    seconds: timeout,
    metadata,
  }),
  kind('RefreshCoauthLock', 5, { id: coauthId, seconds: timeout, metadata }),
  kind('UnlockCoauthLock', 8, { id: coauthId }),
  kind('GetCoauthTable', 4, { known: fc.boolean() }),
  kind('PutFile', 14, { presented, content }),
  kind('RenameFile', 5, { presented, name: fc.constantFrom('n', 'N', 'é') }),
  kind('DeleteFile', 2),
  kind('GetFile', 2),
  kind('CheckFileInfo', 2),
);

/** Up to 16 steps; every second sequence begins with an empty file, which may be saved without a lock. */
export const sequence: fc.Arbitrary<Sequence> = fc.record({
  first: fc.constantFrom('', 'first'),
  steps: fc.array(step, { minLength: 1, maxLength: 16, size: 'max' }),
});
