/** A person or a group, as others find them. */
export interface DirectoryEntry {
  readonly id: string;
  readonly kind: 'person' | 'group';
  readonly name: string;
  /** Of a person: tells apart who has the same name. */
  readonly login?: string | undefined;
}
