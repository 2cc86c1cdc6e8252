export { ACTIVITIES_MAX_BYTES, AddActivities } from './activities/add-activities.js';
export type { StoredActivity } from './activities/activity.js';
export { FileActivities } from './activities/file-activities.js';
export { AuditTrail } from './audit-trail.js';
export { Bootstrap, type NativeCaller } from './bootstrap.js';
export { alphanumeric, CheckFileInfo } from './check-file-info.js';
export { type ClientProfileName, isPlus, savedAnswer } from './client-profile.js';
export { ChangeUnderLock } from './change-under-lock.js';
export { CoauthLock } from './coauth-lock.js';
export { GetChunkedFile } from './chunks/get-chunked-file.js';
export type { ChunkAnswer } from './chunks/chunk-answer.js';
export { GetChunks } from './chunks/get-chunks.js';
export { type UploadFragment, UploadSessions } from './chunks/upload-sessions.js';
export { RefusedChunks } from './chunks/refused-chunks.js';
export { PutChunkedFile, type PutChunkedFileRequest } from './chunks/put-chunked-file.js';
export { CheckContainerInfo } from './containers/check-container-info.js';
export type { ChildNames, ContainerContext } from './containers/container-context.js';
export type { ContainerPointer } from './containers/container-pointer.js';
export { CreateChildContainer } from './containers/create-child-container.js';
export { CreateChildFile } from './containers/create-child-file.js';
export { DeleteContainer } from './containers/delete-container.js';
export { Ecosystem } from './containers/ecosystem.js';
export { type Ancestors, EnumerateAncestors } from './containers/enumerate-ancestors.js';
export { EnumerateChildren } from './containers/enumerate-children.js';
export { GetFileWopiSrc } from './containers/get-file-wopi-src.js';
export { type FolderSummary, type OpenedFolder, PortalFolders } from './containers/portal-folders.js';
export { RenameContainer } from './containers/rename-container.js';
export { CreateFile, type CreateFileRequest } from './create-file.js';
export type { DeletedFile } from './deletion/deleted-file.js';
export { DeletedFiles } from './deletion/deleted-files.js';
export { DeleteFile } from './delete-file.js';
export type {
  Actor,
  CallerContext,
  FileSummary,
  RequestContext,
  Requester,
  StoredFile,
  VersionSummary,
} from './file.js';
export { FileError } from './file-error.js';
export { FILE_ERROR_STATUS } from './file-error-status.js';
export { FileLock, type LockTerms } from './file-lock.js';
export { FileUrl } from './file-url.js';
export { FileVersions } from './file-versions.js';
export { FilesModule } from './files.module.js';
export type { FilesOptions } from './files-options.js';
export { GetFile } from './get-file.js';
export { type AccessTokenInfo, NewAccessToken } from './new-access-token.js';
export { OpenRequest } from './open-request.js';
export { type OpenedSession, OpenSession, type OpenSessionRequest } from './open-session.js';
export { OrphanSweeper } from './orphan-sweeper.js';
export type { OpenedContent } from './opened-content.js';
export { PortalFiles } from './portal-files.js';
export { PlusProperties } from './plus-properties.js';
export { type KnownTime, PutFile } from './put-file.js';
export { PutRelativeFile, type PutRelativeResult } from './put-relative-file.js';
export { PutUserInfo, USER_INFO_MAX_LENGTH } from './put-user-info.js';
export { ResourceUrls } from './resource-urls.js';
export type { RecoveredSave, RecoveryReason } from './recovery/recovered-save.js';
export { RecoveredSaves } from './recovery/recovered-saves.js';
export { RecoveryBin } from './recovery/recovery-bin.js';
export { Purge, type PurgeReport } from './retention/purge.js';
export { RemoveVersion } from './retention/remove-version.js';
export { DELETED_FILES } from './persistence/deleted-file.sql.js';
export { RECOVERED_SAVES } from './persistence/recovered-save.sql.js';
export { StorageQuota, type StorageUse } from './quota/storage-quota.js';
export { RenameFile } from './rename-file.js';
export type { SaveSignals } from '#versions';
export { FollowShareLink, type SharedFolder, type Visitor } from './sharing/follow-share-link.js';
export { type GuardedLink, UNLOCKED_SECONDS, unlockLink } from './sharing/link-unlock.js';
export { GetShareUrl } from './sharing/get-share-url.js';
export type { ShareLink } from './sharing/share-link.js';
export type { SecureViewPolicy } from './secure-view/secure-view.js';
export { SecureViews } from './secure-view/secure-views.js';
export { type Right, RIGHTS } from './sharing/right.js';
export type {
  FolderSharedWithMe,
  InheritedShare,
  Share,
  SharedWithMe,
  SharesOf,
  ShareWish,
} from './sharing/share.js';
export { Shares } from './sharing/shares.js';
export { type MadeShareLink, ShareLinks } from './sharing/share-links.js';
export { storageTimes } from './storage-to-wopi.js';
