import { type DynamicModule, Module } from '@nestjs/common';
import { LocksModule } from '#locks';
import { VersionsModule } from '#versions';
import { ChangeUnderLock } from './change-under-lock.js';
import { CheckFileInfo } from './check-file-info.js';
import { CoauthLock } from './coauth-lock.js';
import { CreateFile } from './create-file.js';
import { DeleteFile } from './delete-file.js';
import { FileLock } from './file-lock.js';
import { FILES_OPTIONS, type FilesOptions } from './files-options.js';
import { FreeName } from './free-name.js';
import { GetFile } from './get-file.js';
import { OpenRequest } from './open-request.js';
import { OpenSession } from './open-session.js';
import { OrphanSweeper, SWEEP_OPTIONS, type SweepOptions } from './orphan-sweeper.js';
import { FileRepository } from './persistence/file.repository.js';
import { PortalFiles } from './portal-files.js';
import { PortalLinks } from './portal-links.js';
import { PutFile } from './put-file.js';
import { PutRelativeFile } from './put-relative-file.js';
import { PutUserInfo } from './put-user-info.js';
import { RenameFile } from './rename-file.js';
import { WopiSource } from './wopi-source.js';

const USE_CASES = [
  CheckFileInfo,
  CoauthLock,
  CreateFile,
  DeleteFile,
  FileLock,
  GetFile,
  OpenRequest,
  OpenSession,
  OrphanSweeper,
  PortalFiles,
  PutFile,
  PutRelativeFile,
  PutUserInfo,
  RenameFile,
];

const SWEEP: SweepOptions = { graceSeconds: 24 * 3600, everySeconds: 3600 };

/** Expects a BlobStore, the audit log, tokens and discovery to be global. */
@Module({})
export class FilesModule {
  static forRoot(options: FilesOptions): DynamicModule {
    return {
      module: FilesModule,
      global: true,
      imports: [LocksModule, VersionsModule],
      providers: [
        { provide: FILES_OPTIONS, useValue: options },
        { provide: SWEEP_OPTIONS, useValue: SWEEP },
        ChangeUnderLock,
        FileRepository,
        FreeName,
        PortalLinks,
        WopiSource,
        ...USE_CASES,
      ],
      exports: USE_CASES,
    };
  }
}
