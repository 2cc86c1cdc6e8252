import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '#access';
import { type Break, type ChainPart, Checkpoints, VerifyChain } from '#audit';
import { Db } from '#database';
import { ItemRefused, type Job, Jobs } from '#jobs';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { StartJob } from './jobs/start-job.js';
import { VERIFICATION } from './persistence/jobs.sql.js';

const KIND = 'audit.verify';

/** A part of the chain takes a second or so; no longer, since the keeper of the chain waits for its transaction. Counting the rows takes longer. */
const ROWS = 10_000;
const MOST_PARTS = 9_999;

/** A part of a tenant's log; without blocks, what is not looked at with them: strangers and checkpoints. */
interface LogPart {
  /** Of the tenant. */
  readonly id: string;
  /** For people. */
  readonly part: string;
  readonly blocks?: ChainPart;
}

/** A job that verifies a tenant's log, and what it has found so far. */
export interface AuditVerificationJob extends Job {
  /** Absent until the whole log has been looked at, or something was found. */
  readonly ok?: boolean;
  readonly firstBreak?: string;
}

/** Verifies logs as jobs: an item for each part of the chain, refused where it is broken. */
@Injectable()
export class AuditVerification implements OnModuleInit {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly jobs: Jobs,
    private readonly startJob: StartJob,
    private readonly chain: VerifyChain,
    private readonly checkpoints: Checkpoints,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<LogPart>(KIND, async (part) => {
      const found = await this.breakOf(part);
      if (found) throw new ItemRefused(sentenceOf(found));
    });
  }

  /** As far as the log has been sealed by now. */
  async start(tenantId: string, caller: Principal): Promise<Job> {
    const parts = (await this.chain.parts(tenantId, ROWS, MOST_PARTS)).map((blocks): LogPart => {
      return { id: tenantId, part: `blocks ${BigInt(blocks.afterNo) + 1n}-${blocks.toNo}`, blocks };
    });
    const rest: LogPart = { id: tenantId, part: 'strangers and checkpoints' };
    return this.startJob.run(KIND, [...parts, rest], caller, tenantId);
  }

  /** Undefined where there is none, or it is about the log of a tenant that the caller does not reach. */
  async find(jobId: string, { tenantId }: Principal): Promise<AuditVerificationJob | undefined> {
    const job = await this.jobs.find(jobId);
    if (job?.kind !== KIND) return undefined;
    const values = [this.options.tenantId, jobId];
    const [about] = await this.db.query<{ tenantId: string; firstBreak: string | null }>(
      VERIFICATION,
      values,
    );
    if (tenantId !== undefined && about?.tenantId !== tenantId) return undefined;
    if (about?.firstBreak) return { ...job, ok: false, firstBreak: about.firstBreak };
    return job.state === 'done' && job.failed === 0 ? { ...job, ok: true } : job;
  }

  private async breakOf({ id, blocks }: LogPart): Promise<Break | undefined> {
    if (blocks) return (await this.chain.runPart(id, blocks)).firstBreak;
    return (await this.chain.strangerOf(id)) ?? this.checkpoints.breakOf(id);
  }
}

const sentenceOf = ({ kind, auditId, blockNo }: Break) =>
  [kind, auditId && `row ${auditId}`, blockNo && `block ${blockNo}`].filter(Boolean).join(', ');
