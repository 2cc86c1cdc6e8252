/** `skipped`: the question does not arise for what runs there. A report passes without a `failed` one. */
export type FindingOutcome = 'passed' | 'warning' | 'failed' | 'skipped';

/** One thing that was looked at, in sentences for a person. */
export interface Finding {
  readonly check: string;
  readonly outcome: FindingOutcome;
  readonly tried: string;
  readonly seen: string;
  /** What to do about it. */
  readonly change?: string;
}

/** What a look at an instance from outside has shown. */
export interface InstanceReport {
  readonly reportId: string;
  readonly instanceId: string;
  readonly madeAt: Date;
  readonly passed: boolean;
  readonly findings: readonly Finding[];
}

/** A report beside the one before it. */
export interface ComparedReport extends InstanceReport {
  readonly before: Pick<InstanceReport, 'reportId' | 'madeAt'> | null;
  /** Checks whose outcome is another one now. */
  readonly changes: readonly {
    readonly check: string;
    readonly from: FindingOutcome;
    readonly to: FindingOutcome;
  }[];
}

export function compared(report: InstanceReport, before: InstanceReport | undefined): ComparedReport {
  const outcomes = new Map(before?.findings.map(({ check, outcome }) => [check, outcome]));
  return {
    ...report,
    before: before ? { reportId: before.reportId, madeAt: before.madeAt } : null,
    changes: report.findings.flatMap(({ check, outcome }) => {
      const from = outcomes.get(check);
      return from === undefined || from === outcome ? [] : [{ check, from, to: outcome }];
    }),
  };
}
