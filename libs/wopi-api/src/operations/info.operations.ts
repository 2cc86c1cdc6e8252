import { Inject, Injectable } from '@nestjs/common';
import { CheckFileInfo, PutUserInfo, USER_INFO_MAX_LENGTH } from '#files';
import { readSmallBody } from '../small-body.js';
import { WOPI_API_OPTIONS, type WopiApiOptions } from '../wopi-api-options.js';
import { WopiOperations, type WopiRequest } from '../wopi-request.js';

@Injectable()
export class InfoOperations extends WopiOperations {
  readonly handlers = {
    CheckFileInfo: ({ context, served }: WopiRequest) => ({
      json: this.checkFileInfo.run(context, this.options.profileOf(context.session.client), served),
    }),
    PutUserInfo: async ({ http, context, trail }: WopiRequest) => {
      await this.putUserInfo.run(context, await readSmallBody(http, USER_INFO_MAX_LENGTH), trail);
      return {};
    },
  };

  constructor(
    private readonly checkFileInfo: CheckFileInfo,
    private readonly putUserInfo: PutUserInfo,
    @Inject(WOPI_API_OPTIONS) private readonly options: WopiApiOptions,
  ) {
    super();
  }
}
