export const TRACING_OPTIONS = Symbol('TRACING_OPTIONS');

/** Where the spans of a process go. */
export interface TracingOptions {
  /** Takes OTLP by POST. */
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: { reveal(): string } }[];
  /** OTLP as JSON; as protocol buffers otherwise. */
  readonly json: boolean;
  /** Share of the traces that are kept, above 0 and up to 1; the same in all processes, so that they keep the same ones. */
  readonly ratio: number;
  /** `wopi-gateway-` and the process unless told. */
  readonly serviceName?: string | undefined;
}
