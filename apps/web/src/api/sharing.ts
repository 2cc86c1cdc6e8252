import { call } from './call.js';
import type { FileSummary, Right } from './files.js';

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
/** Whether those who may only look at a file are kept from taking it away. */
export interface SecureView {
  readonly on: boolean;
  /** On for all files, so that it cannot be turned off. */
  readonly byTenant: boolean;
}

export const secureView = (fileId: string) => call<SecureView>('GET', `/files/${fileId}/secure-view`);
export const turnSecureView = (fileId: string, on: boolean) =>
  call<SecureView>('PUT', `/files/${fileId}/secure-view`, { on });
export const sharedWithMe = () =>
  call<{ files: FileSummary[]; folders: SharedFolder[] }>('GET', '/shared-with-me');
