import { Module } from '@nestjs/common';
import { RetentionRepository } from './persistence/retention.repository.js';
import { VersionRepository } from './persistence/version.repository.js';
import { RetentionService } from './retention.service.js';
import { VersionsService } from './versions.service.js';

@Module({
  providers: [RetentionRepository, RetentionService, VersionRepository, VersionsService],
  exports: [RetentionService, VersionsService],
})
export class VersionsModule {}
