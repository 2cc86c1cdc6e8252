/** One WOPI call as an integrator sees it. Neither token nor content is in it. */
export interface CallEntry {
  readonly number: number;
  readonly at: string;
  readonly operation: string;
  readonly method: string;
  readonly override?: string;
  /** Address without query. */
  readonly target: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly ms: number;
  readonly sent: number;
  readonly received: number;
  readonly correlationId: string;
  readonly lock?: string;
  /** X-WOPI-Lock of the answer; '' says "not locked". */
  readonly answeredLock?: string;
  readonly itemVersion?: string;
  /** X-WOPI-LockFailureReason or X-WOPI-ServerError of the answer, or why there is none. */
  readonly reason?: string;
}

const KEPT = 500;

/** Asked again and again: only the last answer is kept. */
const POLLS: readonly string[] = ['GetSequenceNumber', 'GetCoauthTable'];

const isPoll = ({ operation, status }: CallEntry): boolean => POLLS.includes(operation) && status === 200;

/** The calls of one session, newest last; the oldest go when there are many. */
export class CallLog {
  private readonly kept: CallEntry[] = [];
  private count = 0;

  add(entry: Omit<CallEntry, 'number'>): void {
    this.count += 1;
    const added = { number: this.count, ...entry };
    if (isPoll(added)) this.dropFormer(added);
    this.kept.push(added);
    if (this.kept.length > KEPT) this.kept.shift();
  }

  entries(after = 0): CallEntry[] {
    return this.kept.filter((entry) => entry.number > after);
  }

  /** Takes away the same poll where nothing but polls came after it. */
  private dropFormer({ operation }: CallEntry): void {
    const last = this.kept.findLastIndex((entry) => !isPoll(entry));
    const former = this.kept.findLastIndex((entry) => entry.operation === operation);
    if (former > last) this.kept.splice(former, 1);
  }
}
