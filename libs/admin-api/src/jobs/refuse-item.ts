import { ItemRefused } from '#jobs';
import { toProblem } from '../problems.js';

/** What the API would refuse is the item's refusal, in the same words. @throws whatever it is */
export function refuseItem(error: unknown): never {
  const problem = toProblem(error);
  throw problem ? new ItemRefused(problem.detail) : error;
}
