/**
 * The operations of WOPI as one table (pages "WOPI REST endpoints" and rest/files, rest/containers, rest/ecosystem,
 * rest/bootstrapper, plus/coauthoring). Routing, the needed right and the Supports… flags all come from it.
 */

/** What the access token must allow. */
export type WopiRight = 'view' | 'edit' | 'rename' | 'delete' | 'create';

/** The path segment in front of the id: `/wopi/files/<id>`; the bootstrapper is `/wopibootstrapper`. */
export type WopiResource = 'files' | 'containers' | 'ecosystem' | 'wopibootstrapper';

/** What follows the id in the path; '' is the resource itself. */
export type WopiSuffix =
  '' | '/contents' | '/ecosystem_pointer' | '/root_container_pointer' | '/ancestry' | '/children';

interface Row {
  readonly name: string;
  readonly resource: WopiResource;
  readonly method: 'GET' | 'POST';
  readonly suffix: WopiSuffix;
  readonly override?: string;
  readonly right: WopiRight;
  readonly supports?: `Supports${string}`;
}

const get = <N extends string>(name: N, suffix: WopiSuffix, right: WopiRight, supports?: Row['supports']) =>
  ({ name, method: 'GET', suffix, right, supports }) as const;

const post = <N extends string>(
  name: N,
  override: string,
  right: WopiRight,
  supports?: Row['supports'],
  suffix: WopiSuffix = '',
) => ({ name, method: 'POST', suffix, override, right, supports }) as const;

const FILES = [
  get('CheckFileInfo', '', 'view'),
  get('GetFile', '/contents', 'view'),
  post('PutFile', 'PUT', 'edit', 'SupportsUpdate', '/contents'),
  post('Lock', 'LOCK', 'edit', 'SupportsLocks'),
  post('GetLock', 'GET_LOCK', 'view', 'SupportsGetLock'),
  post('RefreshLock', 'REFRESH_LOCK', 'edit', 'SupportsLocks'),
  post('Unlock', 'UNLOCK', 'edit', 'SupportsLocks'),
  post('UnlockAndRelock', 'LOCK', 'edit', 'SupportsLocks'),
  post('PutRelativeFile', 'PUT_RELATIVE', 'create', 'SupportsUpdate'),
  post('RenameFile', 'RENAME_FILE', 'rename', 'SupportsRename'),
  post('DeleteFile', 'DELETE', 'delete', 'SupportsDeleteFile'),
  post('PutUserInfo', 'PUT_USER_INFO', 'view', 'SupportsUserInfo'),
  post('AddActivities', 'ADD_ACTIVITIES', 'view', 'SupportsAddActivities'),
  post('GetShareUrl', 'GET_SHARE_URL', 'view'),
  get('GetEcosystem', '/ecosystem_pointer', 'view', 'SupportsEcosystem'),
  get('EnumerateAncestors', '/ancestry', 'view', 'SupportsContainers'),
  post('GetRestrictedLink', 'GET_RESTRICTED_LINK', 'view', 'SupportsScenarioLinks'),
  post('RevokeRestrictedLink', 'REVOKE_RESTRICTED_LINK', 'edit', 'SupportsScenarioLinks'),
  post('ReadSecureStore', 'READ_SECURE_STORE', 'view', 'SupportsSecureStore'),
  post('ExecuteCellStorageRequest', 'COBALT', 'edit', 'SupportsCobalt'),
  post('GetCoauthLock', 'GET_COAUTH_LOCK', 'edit', 'SupportsCoauth'),
  post('RefreshCoauthLock', 'REFRESH_COAUTH_LOCK', 'edit', 'SupportsCoauth'),
  post('UnlockCoauthLock', 'UNLOCK_COAUTH_LOCK', 'edit', 'SupportsCoauth'),
  post('GetCoauthTable', 'GET_COAUTH_TABLE', 'view', 'SupportsCoauth'),
  post('GetChunkedFile', 'GET_CHUNKED_FILE', 'view', 'SupportsCoauth'),
  post('PutChunkedFile', 'PUT_CHUNKED_FILE', 'edit', 'SupportsCoauth', '/contents'),
  post('GetSequenceNumber', 'GET_SEQUENCE_NUMBER', 'view', 'SupportsCoauth'),
  post('GetChunks', 'GET_CHUNKS', 'view', 'SupportsResumableFileTransfer'),
  post('CreateUploadSession', 'CREATE_UPLOAD_SESSION', 'edit', 'SupportsResumableFileTransfer'),
  post('UpdateUploadSession', 'UPDATE_UPLOAD_SESSION', 'edit', 'SupportsResumableFileTransfer'),
  post('GetNewAccessToken', 'GET_NEW_ACCESS_TOKEN', 'view'),
] as const;

const CONTAINERS = [
  get('CheckContainerInfo', '', 'view', 'SupportsContainers'),
  get('EnumerateChildren', '/children', 'view', 'SupportsContainers'),
  get('EnumerateContainerAncestors', '/ancestry', 'view', 'SupportsContainers'),
  get('GetContainerEcosystem', '/ecosystem_pointer', 'view', 'SupportsContainers'),
  post('GetContainerShareUrl', 'GET_SHARE_URL', 'view'),
  post('CreateChildContainer', 'CREATE_CHILD_CONTAINER', 'create', 'SupportsContainers'),
  post('CreateChildFile', 'CREATE_CHILD_FILE', 'create', 'SupportsContainers'),
  post('RenameContainer', 'RENAME_CONTAINER', 'rename', 'SupportsContainers'),
  post('DeleteContainer', 'DELETE_CONTAINER', 'delete', 'SupportsContainers'),
] as const;

const ECOSYSTEM = [
  get('CheckEcosystem', '', 'view', 'SupportsEcosystem'),
  get('GetRootContainer', '/root_container_pointer', 'view', 'SupportsEcosystem'),
  post('GetFileWopiSrc', 'GET_WOPI_SRC_WITH_ACCESS_TOKEN', 'view', 'SupportsGetFileWopiSrc'),
] as const;

/** The bootstrapper names its operation in X-WOPI-EcosystemOperation; its callers hold an OAuth token. */
const BOOTSTRAPPER = [
  get('Bootstrap', '', 'view'),
  post('BootstrapRootContainer', 'GET_ROOT_CONTAINER', 'view'),
  post('BootstrapNewAccessToken', 'GET_NEW_ACCESS_TOKEN', 'view'),
  post('BootstrapFileWopiSrc', 'GET_WOPI_SRC_WITH_ACCESS_TOKEN', 'view'),
] as const;

/**
 * The name of an operation; those of containers and of the bootstrapper that share a page name with a file
 * operation carry the word in front.
 */
export type WopiOperationName =
  | (typeof FILES)[number]['name']
  | (typeof CONTAINERS)[number]['name']
  | (typeof ECOSYSTEM)[number]['name']
  | (typeof BOOTSTRAPPER)[number]['name'];

/** One row of the table. */
export interface WopiOperation extends Row {
  readonly name: WopiOperationName;
  /** Value of X-WOPI-Override (bootstrapper: of X-WOPI-EcosystemOperation). Absent on GET. */
  readonly override?: string;
  /** The CheckFileInfo flag that promises this operation, e.g. 'SupportsLocks'. */
  readonly supports?: `Supports${string}`;
}

const rows = (resource: WopiResource, list: readonly Omit<WopiOperation, 'resource'>[]): WopiOperation[] =>
  list.map((row) => ({ ...row, resource }));

/** The whole table, each operation once. */
export const WOPI_OPERATIONS: readonly WopiOperation[] = [
  ...rows('files', FILES),
  ...rows('containers', CONTAINERS),
  ...rows('ecosystem', ECOSYSTEM),
  ...rows('wopibootstrapper', BOOTSTRAPPER),
];

const key = (resource: string, method: string, suffix: string, override: string): string =>
  `${method}|${resource}|${suffix}|${override}`;

const byName = new Map(WOPI_OPERATIONS.map((operation) => [operation.name, operation]));
const unlockAndRelock = byName.get('UnlockAndRelock');
const byRequest = new Map(
  WOPI_OPERATIONS.filter((operation) => operation !== unlockAndRelock).map((operation) => [
    key(operation.resource, operation.method, operation.suffix, operation.override ?? ''),
    operation,
  ]),
);

/**
 * The operation that a request asks for, or undefined when there is none (answer 501 or 404).
 * `suffix` is what follows the id in the path. `override` is X-WOPI-Override (bootstrapper: X-WOPI-EcosystemOperation),
 * compared exactly and ignored on GET. UnlockAndRelock is LOCK with a non-empty X-WOPI-OldLock.
 */
export function findOperation(request: {
  readonly resource: string;
  readonly method: string;
  readonly suffix: string;
  readonly override?: string;
  readonly oldLock?: string;
}): WopiOperation | undefined {
  const override = request.method === 'GET' ? '' : (request.override ?? '');
  const found = byRequest.get(key(request.resource, request.method, request.suffix, override));
  return found?.name === 'Lock' && request.oldLock ? unlockAndRelock : found;
}

/** What promises operations of CSPP Plus: SupportsCoauth comes together with the properties of its page. */
const PLUS_FLAGS: readonly (string | undefined)[] = ['SupportsCoauth', 'SupportsResumableFileTransfer'];

/** The operations of CSPP Plus. */
export const PLUS_OPERATIONS: ReadonlySet<WopiOperationName> = new Set(
  WOPI_OPERATIONS.filter(({ supports }) => PLUS_FLAGS.includes(supports)).map(({ name }) => name),
);

/**
 * Every Supports… flag of the table: true when all operations that the flag promises are in `served` (page
 * "CheckFileInfo", WOPI host capabilities properties). SupportsExtendedLockLength is no operation: see
 * LOCK_ID_MAX_LENGTH.
 */
export function supportFlags(served: ReadonlySet<WopiOperationName>): Record<string, boolean> {
  const flags: Record<string, boolean> = {};
  for (const { name, supports } of WOPI_OPERATIONS) {
    if (supports) flags[supports] = (flags[supports] ?? true) && served.has(name);
  }
  return flags;
}
