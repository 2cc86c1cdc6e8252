import { Injectable } from '@nestjs/common';
import { type Resource, Sessions } from '#tokens';
import type { CallerContext } from './file.js';
import { WopiSource } from './wopi-source.js';

/** URLs of further resources for the session of a request, each with a token that is good for that resource alone. */
@Injectable()
export class ResourceUrls {
  constructor(
    private readonly sessions: Sessions,
    private readonly source: WopiSource,
  ) {}

  async within({ session, readAt }: CallerContext): Promise<(resource: Resource) => string> {
    const tokenFor = await this.sessions.deriver(session, readAt);
    // A token holds no character that a URL would escape.
    return (resource) =>
      `${this.source.ofResource(resource, session.route)}?access_token=${tokenFor(resource)}`;
  }
}
