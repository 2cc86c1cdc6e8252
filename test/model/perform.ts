import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import type { WopiAnswer, WopiClient } from '../support/wopi-client.js';
import type { Operation } from './operation.js';

const NAMES = {
  Lock: 'LOCK',
  UnlockAndRelock: 'LOCK',
  RefreshLock: 'REFRESH_LOCK',
  Unlock: 'UNLOCK',
  GetLock: 'GET_LOCK',
  GetCoauthLock: 'GET_COAUTH_LOCK',
  RefreshCoauthLock: 'REFRESH_COAUTH_LOCK',
  UnlockCoauthLock: 'UNLOCK_COAUTH_LOCK',
  GetCoauthTable: 'GET_COAUTH_TABLE',
  PutFile: 'PUT',
  RenameFile: 'RENAME_FILE',
  DeleteFile: 'DELETE',
} as const;

/**
 * Sends an operation as a client would.
 * @param tag makes the file's names its own
 * @param tableVersion of the table that was shown last
 */
export function perform(
  client: WopiClient,
  operation: Operation,
  tag: string,
  tableVersion: string | undefined,
): Promise<WopiAnswer> {
  const { kind } = operation;
  if (kind === 'CheckFileInfo') return client.call({ signed: false });
  if (kind === 'GetFile') return client.call({ suffix: '/contents', signed: false });
  const headers = {
    [WopiHeader.Override]: NAMES[kind],
    ...lockHeaders(operation),
    ...coauthHeaders(operation),
    ...('presented' in operation && headersOf(operation.presented)),
    ...(kind === 'RenameFile' && { [WopiHeader.RequestedName]: encodeUtf7(`${operation.name} ${tag}`) }),
    ...(kind === 'GetCoauthTable' &&
      operation.known &&
      tableVersion !== undefined && { [WopiHeader.CoauthTableVersion]: tableVersion }),
  };
  const body = bodyOf(operation);
  const suffix = kind === 'PutFile' ? '/contents' : '';
  return client.call({ method: 'POST', suffix, headers, body, signed: false });
}

function bodyOf(operation: Operation): Buffer | undefined {
  if (operation.kind === 'PutFile') return Buffer.from(operation.content);
  return 'metadata' in operation
    ? Buffer.from(JSON.stringify({ CoauthLockMetadata: operation.metadata }))
    : undefined;
}

const headersOf = ({ lock, coauth }: { lock?: string | undefined; coauth?: string | undefined }) => ({
  ...(lock !== undefined && { [WopiHeader.Lock]: lock }),
  ...(coauth !== undefined && { [WopiHeader.CoauthLockId]: coauth }),
});

function lockHeaders(operation: Operation): Record<string, string> {
  if (operation.kind === 'Unlock') return headersOf({ lock: operation.id });
  if (!('visible' in operation)) return {};
  return {
    ...headersOf({ lock: operation.id }),
    ...(operation.kind === 'UnlockAndRelock' && { [WopiHeader.OldLock]: operation.old }),
    ...(operation.visible && { [WopiHeader.LockUserVisible]: 'True' }),
    ...(operation.seconds !== undefined && { [WopiHeader.LockExpirationTimeout]: String(operation.seconds) }),
  };
}

function coauthHeaders(operation: Operation): Record<string, string> {
  if (operation.kind === 'UnlockCoauthLock') return headersOf({ coauth: operation.id });
  if (operation.kind !== 'GetCoauthLock' && operation.kind !== 'RefreshCoauthLock') return {};
  return {
    ...headersOf({ coauth: operation.id }),
    [WopiHeader.CoauthLockExpirationTimeout]: String(operation.seconds),
    ...(operation.kind === 'GetCoauthLock' && { [WopiHeader.CoauthLockType]: operation.type }),
  };
}
