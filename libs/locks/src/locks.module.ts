import { Module } from '@nestjs/common';
import { CoauthLocksService } from './coauth-locks.service.js';
import { LockRepository } from './lock.repository.js';
import { LocksService } from './locks.service.js';
import { PgLockRepository } from './persistence/pg-lock.repository.js';

@Module({
  providers: [LocksService, CoauthLocksService, { provide: LockRepository, useClass: PgLockRepository }],
  exports: [LocksService, CoauthLocksService],
})
export class LocksModule {}
