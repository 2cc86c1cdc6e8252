import { All } from '@nestjs/common';
import { ScimController } from './scim-controller.js';
import { ScimError } from './scim-error.js';

/** Every other address, so that what is not served is refused in SCIM's form as well: bulk requests, searches by POST. */
@ScimController('*path')
export class NowhereController {
  @All()
  refuse(): never {
    throw new ScimError(404, undefined, 'There is nothing at this address.');
  }
}
