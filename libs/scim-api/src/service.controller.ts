import { Get, Param } from '@nestjs/common';
import { GROUP_SCHEMA } from './group-resource.js';
import { listAnswer, MOST_RESULTS } from './list-query.js';
import { RESOURCE_TYPES, SCHEMAS } from './schemas.js';
import { ScimAnswer, ScimController } from './scim-controller.js';
import { ScimError } from './scim-error.js';
import { USER_SCHEMA } from './user-resource.js';

const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';

/** What this server can, as RFC 7643, section 5, describes it. */
@ScimController('')
export class ServiceController {
  @Get('ServiceProviderConfig')
  @ScimAnswer()
  configuration() {
    return {
      schemas: [CONFIG],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: MOST_RESULTS },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [
        {
          type: 'oauthbearertoken',
          name: 'API key',
          description: 'A key with the permission scim.provision',
          primary: true,
        },
      ],
    };
  }

  @Get('ResourceTypes')
  @ScimAnswer()
  types() {
    const all = Object.values(RESOURCE_TYPES);
    return listAnswer(all, { total: all.length }, { offset: 0, limit: all.length });
  }

  @Get('ResourceTypes/:name')
  @ScimAnswer()
  type(@Param('name') name: string) {
    return one(name === 'User' || name === 'Group' ? RESOURCE_TYPES[name] : undefined);
  }

  @Get('Schemas')
  @ScimAnswer()
  schemas() {
    const all = Object.values(SCHEMAS);
    return listAnswer(all, { total: all.length }, { offset: 0, limit: all.length });
  }

  @Get('Schemas/:id')
  @ScimAnswer()
  schema(@Param('id') id: string) {
    return one(id === USER_SCHEMA || id === GROUP_SCHEMA ? SCHEMAS[id] : undefined);
  }
}

/** @throws ScimError 404 */
function one(found: object | undefined): object {
  if (found) return found;
  throw new ScimError(404, undefined, 'There is nothing at this address.');
}
