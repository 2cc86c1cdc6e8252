import { Injectable } from '@nestjs/common';
import { ACTIVITIES_MAX_BYTES, AddActivities, type CallerContext, GetShareUrl } from '#files';
import { WopiHeader } from '#wopi-protocol';
import { readSmallBody } from '../small-body.js';
import { headerOf, WopiOperations, type WopiRequest } from '../wopi-request.js';

/** What reaches people beyond the session: links to the resource, and what others are told of doings in it. */
@Injectable()
export class SharingOperations extends WopiOperations {
  readonly handlers = {
    AddActivities: async ({ http, context, trail }: WopiRequest) => ({
      json: await this.addActivities.run(context, await readSmallBody(http, ACTIVITIES_MAX_BYTES), trail),
    }),
    GetShareUrl: (request: WopiRequest<CallerContext>) => this.share(request),
    GetContainerShareUrl: (request: WopiRequest<CallerContext>) => this.share(request),
  };

  constructor(
    private readonly addActivities: AddActivities,
    private readonly getShareUrl: GetShareUrl,
  ) {
    super();
  }

  private async share({ http, context, trail }: WopiRequest<CallerContext>) {
    return { json: await this.getShareUrl.run(context, headerOf(http, WopiHeader.UrlType), trail) };
  }
}
