import type { ProxyRoute, RegisteredKey } from '#tenants';
import type { WopiErrorCode, WopiOperationName } from '#wopi-protocol';

/** Whose call it is. */
interface Caller {
  readonly route: ProxyRoute;
  readonly key: RegisteredKey;
}

/** What brings home what people have typed, and gives up what they held; a chunked save begins with a look at what is there. */
const SAVING: ReadonlySet<WopiOperationName> = new Set<WopiOperationName>([
  'PutFile',
  'Unlock',
  'RefreshLock',
  // Gives a lock that is held another id; it begins none.
  'UnlockAndRelock',
  'GetLock',
  'PutChunkedFile',
  'GetChunkedFile',
  'RefreshCoauthLock',
  'UnlockCoauthLock',
  'GetCoauthTable',
]);

/** What lets people see what they have open. */
const READING: ReadonlySet<WopiOperationName> = new Set<WopiOperationName>(['CheckFileInfo', 'GetFile']);

/** How the call is refused, unless its session may go on for the days of grace; undefined while the service lasts. */
export function endOfService({ route, key }: Caller): WopiErrorCode | undefined {
  if (key.state === 'revoked') return 'file_not_found';
  return route.active ? undefined : 'invalid_token';
}

/** What a session that was running may still do: save, and while only the dates have ended the service, read. */
export function remainsInGrace({ route, key }: Caller, operation: WopiOperationName | undefined): boolean {
  if (operation === undefined) return false;
  if (SAVING.has(operation)) return true;
  return READING.has(operation) && key.state !== 'revoked' && route.tenant.state === 'grace';
}
