import { Module } from '@nestjs/common';
import { VersionRepository } from './persistence/version.repository.js';
import { VersionsService } from './versions.service.js';

@Module({ providers: [VersionsService, VersionRepository], exports: [VersionsService] })
export class VersionsModule {}
