import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SCIM_PREFIX } from './scim-controller.js';
import { ScimError } from './scim-error.js';
import { SCIM_OPTIONS, type ScimOptions } from './scim-options.js';

/** A resource as it is answered, without what `meta` says of it. */
export interface ResourceBody {
  readonly schemas: readonly string[];
  readonly id: string;
}

/** `meta` of resources: where they are, and a tag that changes with whatever is said of them. */
@Injectable()
export class Locations {
  constructor(@Inject(SCIM_OPTIONS) private readonly options: ScimOptions) {}

  of(resourceType: 'User' | 'Group', id: string): string {
    return `${this.options.baseUrl}/${SCIM_PREFIX}/${resourceType}s/${id}`;
  }

  withMeta<Body extends ResourceBody>(
    body: Body,
    resourceType: 'User' | 'Group',
    moments: { readonly created: Date; readonly lastModified?: Date },
  ) {
    const location = this.of(resourceType, body.id);
    return { ...body, meta: { resourceType, ...moments, location, version: tagOf(body) } };
  }
}

const tagOf = (body: object): string =>
  `W/"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;

/** Holds for a change that names no tag, for `*`, and for the tag of what is there. @throws ScimError 412 */
export function requireTag(ifMatch: string | undefined, body: object): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (ifMatch.split(',').some((one) => one.trim() === tagOf(body))) return;
  throw new ScimError(412, undefined, 'It has changed since you read it: read it again.');
}
