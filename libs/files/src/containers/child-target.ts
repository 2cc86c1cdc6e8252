import { WopiError } from '#wopi-protocol';
import type { Target } from '../place-file.js';
import type { ChildNames } from './container-context.js';

/** What a client wants the child to be called. @throws WopiError `not_implemented` for both names, `invalid_header` for none */
export function childTarget({ suggestedTarget, relativeTarget }: ChildNames): Target {
  if (suggestedTarget !== undefined && relativeTarget !== undefined) throw new WopiError('not_implemented');
  if (suggestedTarget !== undefined) return { name: suggestedTarget.normalize('NFC'), exact: false };
  if (relativeTarget === undefined)
    throw new WopiError('invalid_header', { reason: 'One of the two target headers is expected' });
  return { name: relativeTarget.normalize('NFC'), exact: true };
}
