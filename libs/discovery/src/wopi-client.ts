/** The family of a WOPI client. */
export type WopiProfile =
  'microsoft365' | 'microsoft365-plus' | 'office-online-server' | 'collabora' | 'onlyoffice';

/** An office server that may open files here. */
export interface WopiClient {
  readonly name: string;
  readonly profile: WopiProfile;
  readonly discoveryUrl: string;
}

/** Why a document is asked for before its time: its proof keys look outdated, or an administrator wants it. */
export type RefreshReason = 'proof-failure' | 'old-key' | 'request';

/** What a client does with a kind of file. */
export interface FoundAction {
  readonly client: WopiClient;
  /** With its placeholders: see `fillActionUrl`. */
  readonly urlsrc: string;
  readonly favIconUrl?: string;
  readonly appName: string;
}

/** How a client's discovery is doing, over all replicas. */
export interface ClientStatus {
  readonly name: string;
  readonly profile: WopiProfile;
  readonly url: string;
  /** Of the document in use; undefined where there never was one. */
  readonly fetchedAt?: Date;
  /** When it was last asked for, with or without success. */
  readonly triedAt?: Date;
  /** Why the last attempt failed; undefined after a success. */
  readonly failure?: string;
  readonly zones: readonly string[];
  readonly apps: number;
  readonly proofKeys: boolean;
}
