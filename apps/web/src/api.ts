/** The portal's API as the pages see it. */
export interface Account {
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly displayName: string;
    readonly role: string;
  };
  readonly csrfToken: string;
  readonly signedInBy: 'password' | 'openid';
  readonly route: 'proxy' | 'direct';
  readonly clients: readonly string[];
  readonly maxFileBytes: number;
}

/** Somebody whose password was right, and who has a step to take before he is signed in. */
export interface Unfinished {
  readonly step: 'second-factor' | 'new-password' | 'enrolment';
  readonly csrfToken: string;
  readonly user: { readonly login: string; readonly displayName: string };
}

/** What an answer to a step of the sign-in may be. */
export type Arrived = Account | Unfinished;

/** What the person may do; each right includes those before it. */
export const RIGHTS = ['view', 'comment', 'edit', 'manage'] as const;
export type Right = (typeof RIGHTS)[number];

export interface FileSummary {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly version: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly modifiedAt: string;
  readonly modifiedByName: string;
  readonly lockedBy?: string;
  readonly rights: Right;
  /** Whether it may be looked at and not downloaded. */
  readonly secured?: boolean;
}

export interface VersionSummary {
  readonly version: string;
  readonly size: number;
  readonly authorName: string;
  readonly createdAt: string;
  /** Its author among them; with those of the saves that it stands for. */
  readonly editorNames: readonly string[];
  readonly origin: 'created' | 'saved' | 'restored' | 'recovered';
  readonly restoredFrom?: string;
  readonly saveKind?: 'explicit' | 'autosave' | 'exit';
  readonly label?: string;
  readonly pinned: boolean;
  readonly held: boolean;
  /** The later save of its session that stands for it. */
  readonly foldedInto?: string;
  readonly current: boolean;
}

/** A person or a group. */
export interface DirectoryEntry {
  readonly id: string;
  readonly kind: 'person' | 'group';
  readonly name: string;
  readonly login?: string;
}

/** A right that a person or a group has. */
export interface Share extends DirectoryEntry {
  readonly rights: Right;
}

export interface Shares {
  readonly shares: readonly Share[];
  /** From folders above; one that the person may not see has no name. */
  readonly inherited: readonly (Share & { readonly fromName: string | null })[];
}

/** A folder of somebody else. */
export interface SharedFolder extends FolderSummary {
  readonly ownerName: string;
  readonly rights: Right;
}

/** A folder with what lies in it. */
export interface OpenedFolder {
  readonly id: string;
  readonly name: string;
  readonly rights: Right;
  /** From the root down to this folder; of somebody else's tree only what is shared. */
  readonly path: readonly FolderSummary[];
  readonly folders: readonly FolderSummary[];
  readonly files: readonly FileSummary[];
}

export interface FolderSummary {
  readonly id: string;
  readonly name: string;
}

/** What can be shared, with somebody or by a link. */
export interface ShareTarget {
  readonly kind: 'file' | 'folder';
  readonly id: string;
  readonly name: string;
}

/** A link that shares a file or a folder; its address is known only when it is made. */
export interface ShareLink {
  readonly id: string;
  readonly rights: 'view' | 'edit';
  readonly createdByName: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Whether it asks for a password. */
  readonly guarded: boolean;
}

export interface RecoveredSave {
  readonly id: string;
  readonly fileName: string;
  readonly fileDeleted: boolean;
  readonly authorName: string;
  readonly reason:
    'lock_lost' | 'locked_by_other' | 'document_changed' | 'file_deleted' | 'session_ended' | 'quota';
  readonly size: number;
  readonly createdAt: string;
}

export interface DeletedFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly deletedAt: string;
  readonly deletedByName?: string;
}

/** A refusal; the message is a sentence for the person. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const UNREACHABLE = 'The server cannot be reached. Check the connection and try again.';
const UNEXPLAINED = 'Something went wrong on the server. Try again.';

let csrfToken = '';
let onSignedOut: () => void = () => undefined;

/** Called when the server no longer knows who is asking. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export const contentUrl = (id: string) => `/api/portal/files/${id}/content`;
export const versionUrl = (id: string, version: string) =>
  `/api/portal/files/${id}/versions/${version}/content`;

/** The address of the host page. */
export function openUrl(
  id: string,
  wish: { action: 'edit' | 'view'; direct?: boolean; client?: string | undefined },
): string {
  const query = new URLSearchParams({ action: wish.action });
  if (wish.direct) query.set('direct', '1');
  if (wish.client) query.set('client', wish.client);
  return `/open/${id}?${query}`;
}

/** Ways to sign in beside a password. */
export interface SignInMethods {
  readonly openId?: { readonly name: string };
}

export const signInMethods = () => call<SignInMethods>('GET', '/sign-in');

/** Where somebody signs in with an account of his organisation. */
export const openIdUrl = (next: string) => `/sign-in/openid?next=${encodeURIComponent(next)}`;
export const OPENID_SIGN_OUT_URL = '/sign-in/openid/sign-out';

export async function me(): Promise<Account> {
  return remember(await call<Account>('GET', '/me'));
}

export async function signIn(login: string, password: string): Promise<Arrived> {
  return remember(await call<Arrived>('POST', '/sign-in', { login, password }));
}

export async function chooseFirstPassword(password: string): Promise<Arrived> {
  return remember(await call<Arrived>('POST', '/sign-in/new-password', { password }));
}

export async function proveSecondFactor(code: string): Promise<Arrived> {
  return remember(await call<Arrived>('POST', '/sign-in/second-factor', { code }));
}

/** What an authenticator app is told; `uri` as a QR code. */
export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

export const beginRequiredEnrolment = () => call<Enrolment>('POST', '/sign-in/enrolment');
export const confirmRequiredEnrolment = (code: string) =>
  call<{ recoveryCodes: string[]; arrived: Arrived }>('POST', '/sign-in/enrolment/confirm', { code });

export interface SecondFactorState {
  readonly enrolled: boolean;
  readonly recoveryCodesLeft: number;
  readonly required: boolean;
}

export const secondFactor = () => call<SecondFactorState>('GET', '/second-factor');
export const beginEnrolment = (presentPassword: string) =>
  call<Enrolment>('POST', '/second-factor', { presentPassword });
export const confirmEnrolment = async (code: string) =>
  (await call<{ recoveryCodes: string[] }>('POST', '/second-factor/confirm', { code })).recoveryCodes;
export const renewRecoveryCodes = async (code: string) =>
  (await call<{ recoveryCodes: string[] }>('POST', '/second-factor/recovery-codes', { code })).recoveryCodes;
export const removeSecondFactor = (code: string) => call<void>('POST', '/second-factor/removal', { code });

/** The answer is of the session that goes on; the others have ended. */
export async function changePassword(presentPassword: string, password: string): Promise<void> {
  remember(await call<Arrived>('POST', '/password', { presentPassword, password }));
}

export const signOut = () => call<void>('POST', '/sign-out');
export const listFiles = async () => (await call<{ files: FileSummary[] }>('GET', '/files')).files;
export const renameFile = (id: string, name: string) => call<FileSummary>('PATCH', `/files/${id}`, { name });
export const deleteFile = (id: string) => call<void>('DELETE', `/files/${id}`);
export const listVersions = async (id: string) =>
  (await call<{ versions: VersionSummary[] }>('GET', `/files/${id}/versions`)).versions;
export const restoreVersion = (id: string, version: string) =>
  call<void>('POST', `/files/${id}/versions/${version}/restore`);
const linksPath = ({ kind, id }: ShareTarget) => `/${kind}s/${id}/links`;
export const listLinks = async (target: ShareTarget) =>
  (await call<{ links: ShareLink[] }>('GET', linksPath(target))).links;
export const createLink = (target: ShareTarget, rights: ShareLink['rights'], password?: string) =>
  call<{ url: string }>('POST', linksPath(target), { rights, ...(password && { password }) });
export const revokeLink = (linkId: string) => call<void>('DELETE', `/links/${linkId}`);

/** The root of the person's tree unless a folder is named. */
export const openFolder = (id?: string) =>
  call<OpenedFolder>('GET', id === undefined ? '/folders' : `/folders/${id}`);

const sharesPath = ({ kind, id }: ShareTarget) => `/${kind}s/${id}/shares`;
export const listShares = (target: ShareTarget) => call<Shares>('GET', sharesPath(target));
export const setShare = (target: ShareTarget, granteeId: string, rights: Right) =>
  call<void>('PUT', `${sharesPath(target)}/${granteeId}`, { rights });
export const removeShare = (target: ShareTarget, granteeId: string) =>
  call<void>('DELETE', `${sharesPath(target)}/${granteeId}`);
export const findInDirectory = async (search: string) =>
  (await call<{ found: DirectoryEntry[] }>('GET', `/directory?search=${encodeURIComponent(search)}`)).found;
export const sharedWithMe = () =>
  call<{ files: FileSummary[]; folders: SharedFolder[] }>('GET', '/shared-with-me');

export const adminRoles = async () => (await call<{ roles: string[] }>('GET', '/admin-keys/roles')).roles;
export const createAdminKey = (role: string) => call<{ key: string }>('POST', '/admin-keys', { role });

export const markVersion = (
  id: string,
  version: string,
  marks: { label?: string | null; pinned?: boolean },
) => call<void>('PATCH', `/files/${id}/versions/${version}`, marks);
export const listRecovered = async () =>
  (await call<{ recovered: RecoveredSave[] }>('GET', '/recovered')).recovered;
export const recoveredUrl = (id: string) => `/api/portal/recovered/${id}/content`;
export const restoreRecovered = (id: string, as: 'version' | 'file') =>
  call<FileSummary>('POST', `/recovered/${id}/restore`, { as });
export const discardRecovered = (id: string) => call<void>('DELETE', `/recovered/${id}`);

export const listDeleted = async () => (await call<{ deleted: DeletedFile[] }>('GET', '/deleted')).deleted;
export const restoreDeleted = (id: string) => call<FileSummary>('POST', `/deleted/${id}/restore`);

/** Sends one file; by XMLHttpRequest, because fetch does not tell how much has been sent. */
export function upload(
  file: File,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<FileSummary> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/portal/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-CSRF-Token', csrfToken);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1);
    request.onerror = () => reject(new ApiError(0, `The upload of “${file.name}” was interrupted.`));
    request.onabort = () => reject(new ApiError(0, `The upload of “${file.name}” was cancelled.`));
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as FileSummary);
      else reject(refusal(request.status, request.responseText));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const headers: Record<string, string> = {};
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  if (body) headers['Content-Type'] = 'application/json';
  const response = await fetch(`/api/portal${path}`, {
    method,
    headers,
    body: body ? JSON.stringify(body) : null,
  }).catch(() => {
    throw new ApiError(0, UNREACHABLE);
  });
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text, path);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function refusal(status: number, text: string, path = ''): ApiError {
  if (status === 401 && path !== '/sign-in') onSignedOut();
  return new ApiError(status, detailOf(text) ?? UNEXPLAINED);
}

function detailOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { detail?: string }).detail;
  } catch {
    return undefined;
  }
}

function remember<T extends { readonly csrfToken: string }>(arrived: T): T {
  csrfToken = arrived.csrfToken;
  return arrived;
}
