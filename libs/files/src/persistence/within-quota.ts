import { violatedConstraint } from '#database';
import { WopiError } from '#wopi-protocol';

/** Says that the tenant's quota stands against a change that was tried. @throws WopiError `quota_exceeded` */
export async function withinQuota<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (violatedConstraint(error) !== 'storage_quota') throw error;
    throw new WopiError('quota_exceeded', {}, { cause: error });
  }
}
