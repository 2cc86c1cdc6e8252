/** Whether those who may only look at files are kept from taking them away, and what stands across what they see. */
export interface SecureViewPolicy {
  /** Of a file null: as the tenant has it. */
  readonly enabled: boolean | null;
  /** Null: the name of who looks; of a file, as the tenant has it. `{name}` stands for that name. */
  readonly watermark: string | null;
}

/** The policy of a file as who manages it sees it. */
export interface SecureViewSwitch {
  readonly on: boolean;
  /** Whether it is on for all files: then it cannot be turned off for one here. */
  readonly byTenant: boolean;
}

/** What somebody must be content with who may look at a file and not take it away. */
export interface SecuredView {
  readonly watermark: string;
}

/** The text across what a person sees. */
export const watermarkFor = (text: string | null, displayName: string): string =>
  (text ?? '{name}').replaceAll('{name}', displayName);
