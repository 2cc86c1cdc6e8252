/** What is known of a WOPI call when it begins. */
export interface TracedCall {
  /** X-WOPI-CorrelationId: one that is a GUID becomes the id of the trace. */
  readonly correlationId: string | undefined;
  /** By the clock of `performance`. */
  readonly startedAt: number;
  /** The caller's, at a process that a proxy may stand in front of. */
  readonly traceparent?: string | undefined;
}

/** What is told of a call that is over. No token, name, content, lock or address belongs here. */
export interface CallFacts {
  readonly operation: string;
  readonly status: number;
  readonly tenantId: string;
  readonly client?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly proof?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly wopiSessionId?: string | undefined;
  readonly bytesIn?: number | undefined;
  readonly bytesOut?: number | undefined;
}

/** One WOPI call in a trace. Nobody hears of it before it has ended. */
export interface CallSpan {
  /** A part of the call that has just ended. */
  part(name: string, milliseconds: number): void;
  /** Begins the part that another process serves; answers the `traceparent` to send there. */
  carriedOn(): string;
  /** Ends that part; `status` is undefined where no answer came. */
  carriedBack(status: number | undefined): void;
  end(facts: CallFacts): void;
}
