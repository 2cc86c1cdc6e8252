import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { Sealer } from '#database';
import { AuditLog } from './audit-log.js';
import {
  type AuditOptions,
  CHAIN_OPTIONS,
  type ChainOptions,
  PUSH_OPTIONS,
  type PushOptions,
} from './audit-options.js';
import { AuditQueryRepository } from './audit-query.repository.js';
import { AuditQuestions } from './audit-questions.js';
import { AuditRepository } from './audit.repository.js';
import { AUDIT_PROCESS, AuditService } from './audit.service.js';
import { ChainKeeper } from './chain/chain-keeper.js';
import { ChainRepository } from './chain/chain.repository.js';
import { CheckpointKeyRepository } from './chain/checkpoint-key.repository.js';
import { Checkpoints } from './chain/checkpoints.js';
import { SealRows } from './chain/seal-rows.js';
import { AuditPush } from './push/audit-push.js';
import { PushRepository } from './push/push.repository.js';
import { PushWorker } from './push/push-worker.js';
import { VerifyChain } from './chain/verify-chain.js';
import { AuditQuestionRepository } from './persistence/audit-question.repository.js';
import { PgAuditQueryRepository } from './persistence/pg-audit-query.repository.js';
import { PgAuditRepository } from './persistence/pg-audit.repository.js';
import { PgChainRepository } from './persistence/pg-chain.repository.js';
import { PgPushRepository } from './persistence/pg-push.repository.js';
import { PgCheckpointKeyRepository } from './persistence/pg-checkpoint-key.repository.js';

const pushProviders = (options: PushOptions): Provider[] => [
  { provide: PUSH_OPTIONS, useValue: Object.freeze(options) },
  { provide: PushRepository, useClass: PgPushRepository },
  AuditPush,
  PushWorker,
];

const FOR_READERS = [AuditLog, AuditQuestions, Checkpoints, SealRows, VerifyChain];

const chainProviders = (options: ChainOptions): Provider[] => [
  { provide: CHAIN_OPTIONS, useValue: Object.freeze(options) },
  { provide: Sealer, useFactory: () => new Sealer(options.encryptionKey) },
  { provide: AuditQueryRepository, useClass: PgAuditQueryRepository },
  { provide: ChainRepository, useClass: PgChainRepository },
  { provide: CheckpointKeyRepository, useClass: PgCheckpointKeyRepository },
  AuditQuestionRepository,
  ChainKeeper,
  ...FOR_READERS,
];

/** The audit log: its writer everywhere, its chain, its readers and its push where the options say so. Pushing needs `OutgoingModule` beside it. */
@Global()
@Module({
  providers: [AuditService, { provide: AuditRepository, useClass: PgAuditRepository }],
  exports: [AuditService],
})
export class AuditModule {
  static forRoot({ process, chain, push }: AuditOptions): DynamicModule {
    return {
      module: AuditModule,
      providers: [
        { provide: AUDIT_PROCESS, useValue: process },
        ...(chain ? chainProviders(chain) : []),
        ...(push ? pushProviders(push) : []),
      ],
      exports: [...(chain ? FOR_READERS : []), ...(push ? [AuditPush] : [])],
    };
  }
}
