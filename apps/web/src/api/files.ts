import { ApiError, call, presentCsrfToken, refusal } from './call.js';

/** What the person may do; each right includes those before it. */
export const RIGHTS = ['view', 'comment', 'edit', 'manage'] as const;
export type Right = (typeof RIGHTS)[number];
export const includesRight = (right: Right, needed: Right) => RIGHTS.indexOf(right) >= RIGHTS.indexOf(needed);

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

export const getFile = (id: string) => call<FileSummary>('GET', `/files/${id}`);
export const listFiles = async () => (await call<{ files: FileSummary[] }>('GET', '/files')).files;
export const renameFile = (id: string, name: string) => call<FileSummary>('PATCH', `/files/${id}`, { name });
export const deleteFile = (id: string) => call<void>('DELETE', `/files/${id}`);
export const listVersions = async (id: string) =>
  (await call<{ versions: VersionSummary[] }>('GET', `/files/${id}/versions`)).versions;
export const restoreVersion = (id: string, version: string) =>
  call<void>('POST', `/files/${id}/versions/${version}/restore`);
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

/** Sends one file, into the person's root unless a folder is named; by XMLHttpRequest, because fetch does not tell how much has been sent. */
export function upload(
  file: File,
  folder: string | undefined,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<FileSummary> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name, ...(folder !== undefined && { folder }) });
    request.open('POST', `/api/portal/files?${query}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-CSRF-Token', presentCsrfToken());
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
