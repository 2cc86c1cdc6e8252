import { Module } from '@nestjs/common';
import { LockRepository } from './lock.repository.js';
import { LocksService } from './locks.service.js';
import { PgLockRepository } from './persistence/pg-lock.repository.js';

@Module({
  providers: [LocksService, { provide: LockRepository, useClass: PgLockRepository }],
  exports: [LocksService],
})
export class LocksModule {}
