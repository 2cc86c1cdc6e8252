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

  /** Tokens of the request's session for further resources. */
  tokens({ session, readAt }: CallerContext): Promise<(resource: Resource) => string> {
    return this.sessions.deriver(session, readAt);
  }

  async within(context: CallerContext): Promise<(resource: Resource) => string> {
    const { session } = context;
    const tokenFor = await this.tokens(context);
    // A token holds no character that a URL would escape.
    return (resource) =>
      `${this.source.ofResource(resource, session.route)}?access_token=${tokenFor(resource)}`;
  }
}
