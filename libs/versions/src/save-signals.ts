/** Why a client saved: a person asked for it, time had passed, or the editing session ended. */
export type SaveKind = 'explicit' | 'autosave' | 'exit';

/** What a client says of a save. Columns `save_kind`, `modified_by_user` and `editors` of the version that it makes. */
export interface SaveSignals {
  /** Undefined where the client does not say; Office never does. */
  readonly kind: SaveKind | undefined;
  /** False for a save of a document that nobody has changed. */
  readonly modifiedByUser: boolean | undefined;
  /** Ids of the users who contributed to the save (X-WOPI-Editors), beside the one whose token made it. */
  readonly editors: readonly string[];
}
