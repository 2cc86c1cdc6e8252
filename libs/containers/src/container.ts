/** A folder. The root of a person has the person's id, no parent, and is there as long as the person is. */
export interface Container {
  readonly id: string;
  /** Undefined for a root. */
  readonly parentId: string | undefined;
  /** Who owns the whole tree. */
  readonly ownerId: string;
  readonly name: string;
  readonly createdAt: Date;
}

export interface ContainerKey {
  readonly tenantId: string;
  readonly containerId: string;
}

export interface NewContainer extends ContainerKey {
  readonly parentId: string;
  readonly name: string;
  readonly createdBy: string;
}

/** How deep folders may be nested: a longer way up helps nobody, and each step of it costs. */
export const MOST_LEVELS = 64;

/** `gone`: there is no such folder, or no such parent any more. `taken`: a sibling has the name, in any case. */
export type Creation = 'done' | 'taken' | 'gone' | 'too_deep';
export type Renaming = 'done' | 'taken' | 'gone';
/** `within_itself`: the target is the folder itself or lies in it. `elsewhere`: the target is another person's. */
export type Move = Creation | 'within_itself' | 'elsewhere';
export type Removal = 'done' | 'gone' | 'not_empty' | 'root';
