import { isContended, isUnavailable } from '#database';
import { ItemRefused } from '#jobs';
import { toProblem } from '../problems.js';

/** What the API would refuse is the item's refusal, in the same words; what is about the moment comes to a second try. @throws whatever it is */
export function refuseItem(error: unknown): never {
  if (isUnavailable(error) || isContended(error)) throw error;
  const problem = toProblem(error);
  throw problem ? new ItemRefused(problem.detail) : error;
}
