import * as z from 'zod';
import type { GroupChange, MembersChange } from '#identity';
import { membersForm } from './group-resource.js';
import type { Assignment } from './patch-request.js';
import { ScimError } from './scim-error.js';

const MEMBER_PATH = /^members\[\s*value\s+eq\s+"([^"]{1,100})"\s*\]$/;

/** What a PATCH makes of a group. */
export interface GroupPatch {
  readonly group: GroupChange;
  readonly members: MembersChange;
}

/** Reads operations in their order: the last word on a member counts. @throws ScimError */
export class GroupPatchReader {
  #group: GroupChange = {};
  #only: Set<string> | undefined;
  readonly #add = new Set<string>();
  readonly #remove = new Set<string>();

  static read(assignments: readonly Assignment[]): GroupPatch {
    const reader = new GroupPatchReader();
    for (const assignment of assignments) {
      try {
        reader.take(assignment);
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        throw new ScimError(
          400,
          'invalidValue',
          `The value of ${assignment.path.slice(0, 100)} cannot be used.`,
        );
      }
    }
    return reader.patch();
  }

  private take({ op, path, value }: Assignment): void {
    const member = MEMBER_PATH.exec(path)?.[1];
    if (member !== undefined && op === 'remove') this.remove([member]);
    else if (path === 'members') this.takeMembers(op, value);
    else if (path.startsWith('members'))
      throw new ScimError(400, 'invalidPath', 'Members are named by value eq.');
    else if (path === 'displayname') this.#group = { ...this.#group, name: z.string().min(1).parse(value) };
    else if (path === 'externalid')
      this.#group = {
        ...this.#group,
        externalId: op === 'remove' ? null : z.string().nullable().parse(value),
      };
  }

  private takeMembers(op: Assignment['op'], value: unknown): void {
    // Okta and Entra ID name whom to remove by a value; without one it is everybody.
    if (op === 'remove' && value !== undefined && value !== null)
      return this.remove(membersForm.parse(value));
    const named = op === 'remove' ? [] : membersForm.parse(Array.isArray(value) ? value : [value]);
    if (op === 'add') return this.add(named);
    this.#only = new Set(named);
    this.#add.clear();
    this.#remove.clear();
  }

  private add(ids: readonly string[]): void {
    for (const id of ids) {
      this.#remove.delete(id);
      if (this.#only) this.#only.add(id);
      else this.#add.add(id);
    }
  }

  private remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#add.delete(id);
      if (this.#only) this.#only.delete(id);
      else this.#remove.add(id);
    }
  }

  private patch(): GroupPatch {
    const members = this.#only
      ? { only: [...this.#only] }
      : { add: [...this.#add], remove: [...this.#remove] };
    return { group: this.#group, members };
  }
}
