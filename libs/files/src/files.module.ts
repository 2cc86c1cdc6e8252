import { type DynamicModule, Module } from '@nestjs/common';
import { ContainersModule } from '#containers';
import { LocksModule } from '#locks';
import { VersionsModule } from '#versions';
import { Bootstrap } from './bootstrap.js';
import { AddActivities } from './activities/add-activities.js';
import { FileActivities } from './activities/file-activities.js';
import { ChangeUnderLock } from './change-under-lock.js';
import { CheckFileInfo } from './check-file-info.js';
import { ChunkAnswers } from './chunks/chunk-answer.js';
import { ChunkLists } from './chunks/chunk-lists.js';
import { ChunkPacks } from './chunks/chunk-packs.js';
import { ContentReader } from './chunks/content-reader.js';
import { FileStreams } from './chunks/file-streams.js';
import { GetChunkedFile } from './chunks/get-chunked-file.js';
import { GatheredChunks } from './chunks/gathered-chunks.js';
import { IncomingSaves } from './chunks/incoming-save.js';
import { PutChunkedFile } from './chunks/put-chunked-file.js';
import { RefusedChunks } from './chunks/refused-chunks.js';
import { GetChunks } from './chunks/get-chunks.js';
import { SaveAssembly } from './chunks/save-assembly.js';
import { UploadSessions } from './chunks/upload-sessions.js';
import { CoauthLock } from './coauth-lock.js';
import { CheckContainerInfo } from './containers/check-container-info.js';
import { CreateChildContainer } from './containers/create-child-container.js';
import { CreateChildFile } from './containers/create-child-file.js';
import { DeleteContainer } from './containers/delete-container.js';
import { Ecosystem } from './containers/ecosystem.js';
import { EnumerateAncestors } from './containers/enumerate-ancestors.js';
import { EnumerateChildren } from './containers/enumerate-children.js';
import { FreeFolderName } from './containers/free-folder-name.js';
import { GetFileWopiSrc } from './containers/get-file-wopi-src.js';
import { KeptLists } from './containers/kept-lists.js';
import { PortalFolders } from './containers/portal-folders.js';
import { RenameContainer } from './containers/rename-container.js';
import { CreateFile } from './create-file.js';
import { DeletedFiles } from './deletion/deleted-files.js';
import { DeleteFile } from './delete-file.js';
import { DiscardBlobs } from './discard-blobs.js';
import { FileLock } from './file-lock.js';
import { FileUrl } from './file-url.js';
import { FileVersions } from './file-versions.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FreeName } from './free-name.js';
import { GetFile } from './get-file.js';
import { NewAccessToken } from './new-access-token.js';
import { OpenRequest } from './open-request.js';
import { OpenSession } from './open-session.js';
import { OrphanSweeper, SWEEP_OPTIONS, type SweepOptions } from './orphan-sweeper.js';
import { ActivityRepository } from './persistence/activity.repository.js';
import { ChunkListRepository } from './persistence/chunk-list.repository.js';
import { ChildrenRepository } from './persistence/children.repository.js';
import { ContainerViewRepository } from './persistence/container-view.repository.js';
import { BlobFateRepository } from './persistence/blob-fate.repository.js';
import { DeletedFileRepository } from './persistence/deleted-file.repository.js';
import { FileContentRepository } from './persistence/file-content.repository.js';
import { FileRepository } from './persistence/file.repository.js';
import { FolderRepository } from './persistence/folder.repository.js';
import { PurgeRepository } from './persistence/purge.repository.js';
import { RecoveredSaveRepository } from './persistence/recovered-save.repository.js';
import { ShareRepository } from './persistence/share.repository.js';
import { ShareLinkRepository } from './persistence/share-link.repository.js';
import { UploadSessionRepository } from './persistence/upload-session.repository.js';
import { PlaceFile } from './place-file.js';
import { PlusProperties } from './plus-properties.js';
import { PortalFiles } from './portal-files.js';
import { PortalLinks } from './portal-links.js';
import { PutFile } from './put-file.js';
import { PutRelativeFile } from './put-relative-file.js';
import { PutUserInfo } from './put-user-info.js';
import { RecoveredSaves } from './recovery/recovered-saves.js';
import { RecoveryBin } from './recovery/recovery-bin.js';
import { StorageQuota } from './quota/storage-quota.js';
import { RenameFile } from './rename-file.js';
import { ResourceUrls } from './resource-urls.js';
import { PurgeJob } from './retention/purge-job.js';
import { Purge } from './retention/purge.js';
import { RemoveVersion } from './retention/remove-version.js';
import { FollowShareLink } from './sharing/follow-share-link.js';
import { GetShareUrl } from './sharing/get-share-url.js';
import { SecureViews } from './secure-view/secure-views.js';
import { ShareLinks } from './sharing/share-links.js';
import { Shares } from './sharing/shares.js';
import { WopiSource } from './wopi-source.js';

const USE_CASES = [
  Bootstrap,
  CheckContainerInfo,
  CreateChildContainer,
  CreateChildFile,
  DeleteContainer,
  Ecosystem,
  EnumerateAncestors,
  EnumerateChildren,
  GetFileWopiSrc,
  RenameContainer,
  AddActivities,
  CheckFileInfo,
  CoauthLock,
  CreateFile,
  DeletedFiles,
  DeleteFile,
  FileActivities,
  FileLock,
  FileUrl,
  FileVersions,
  FollowShareLink,
  GetChunkedFile,
  GetChunks,
  GetFile,
  GetShareUrl,
  NewAccessToken,
  OpenRequest,
  OpenSession,
  OrphanSweeper,
  PortalFiles,
  PortalFolders,
  PlusProperties,
  Purge,
  RemoveVersion,
  PurgeJob,
  PutChunkedFile,
  PutFile,
  PutRelativeFile,
  PutUserInfo,
  RecoveredSaves,
  RecoveryBin,
  RefusedChunks,
  RenameFile,
  SecureViews,
  ShareLinks,
  Shares,
  StorageQuota,
  UploadSessions,
];

const SWEEP: SweepOptions = { graceSeconds: 24 * 3600, everySeconds: 3600 };

/** Expects a BlobStore, the audit log, tokens and discovery to be global. */
@Module({})
export class FilesModule {
  static forRoot(options: FilesOptions): DynamicModule {
    return {
      module: FilesModule,
      global: true,
      imports: [ContainersModule, LocksModule, VersionsModule],
      providers: [
        { provide: FILES_OPTIONS, useValue: options },
        { provide: SWEEP_OPTIONS, useValue: SWEEP },
        BlobFateRepository,
        ActivityRepository,
        ChangeUnderLock,
        ChunkAnswers,
        ChildrenRepository,
        ChunkListRepository,
        ChunkLists,
        ChunkPacks,
        ContentReader,
        FileContentRepository,
        FileStreams,
        GatheredChunks,
        IncomingSaves,
        KeptLists,
        SaveAssembly,
        UploadSessionRepository,
        ContainerViewRepository,
        DeletedFileRepository,
        DiscardBlobs,
        FileRepository,
        FolderRepository,
        FreeFolderName,
        FreeName,
        PlaceFile,
        PortalLinks,
        PurgeRepository,
        RecoveredSaveRepository,
        ResourceUrls,
        ShareLinkRepository,
        ShareRepository,
        WopiSource,
        ...USE_CASES,
      ],
      exports: [...USE_CASES, VersionsModule],
    };
  }
}
