import type { NewestChange } from './children-state.js';
import type { CallerContext } from '../file.js';

/** Everything a WOPI request on a container needs to know, read together in one statement. */
export interface ContainerContext extends CallerContext {
  readonly container: {
    readonly id: string;
    readonly name: string;
    readonly ownerId: string;
    readonly isRoot: boolean;
    readonly newestChange: NewestChange;
  };
}

/** How the name of a new child is given: exactly one of the two. */
export interface ChildNames {
  /** X-WOPI-SuggestedTarget, decoded: the host may choose another name. */
  readonly suggestedTarget: string | undefined;
  /** X-WOPI-RelativeTarget, decoded: this name or none. */
  readonly relativeTarget: string | undefined;
}
