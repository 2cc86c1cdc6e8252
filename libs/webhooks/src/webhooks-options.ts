/** What a process says about its webhooks. */
export interface WebhooksOptions {
  /** Seals the secrets that events are signed with; the same in every process. */
  readonly encryptionKey: string;
}
