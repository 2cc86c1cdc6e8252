import { Inject, Injectable } from '@nestjs/common';
import {
  CheckFileInfo,
  isPlus,
  NewAccessToken,
  PlusProperties,
  PutUserInfo,
  USER_INFO_MAX_LENGTH,
} from '#files';
import { WopiHeader } from '#wopi-protocol';
import { readSmallBody } from '../small-body.js';
import { WOPI_API_OPTIONS, type WopiApiOptions } from '../wopi-api-options.js';
import { headerOf, WopiOperations, type WopiRequest } from '../wopi-request.js';

@Injectable()
export class InfoOperations extends WopiOperations {
  readonly handlers = {
    CheckFileInfo: async ({ context, served }: WopiRequest) => {
      const profile = this.options.profileOf(context.session.client);
      const info = await this.checkFileInfo.run(context, profile, served);
      return { json: isPlus(profile) ? { ...info, ...(await this.plusProperties.run(context)) } : info };
    },
    PutUserInfo: async ({ http, context, trail }: WopiRequest) => {
      await this.putUserInfo.run(context, await readSmallBody(http, USER_INFO_MAX_LENGTH), trail);
      return {};
    },
    GetNewAccessToken: async ({ http, context }: WopiRequest) => {
      const json = await this.newAccessToken.run(context, headerOf(http, WopiHeader.WopiSrc));
      if (!isPlus(this.options.profileOf(context.session.client))) return { json };
      return { json: { ...json, EndPoints: await this.plusProperties.endpoints(context) } };
    },
  };

  constructor(
    private readonly checkFileInfo: CheckFileInfo,
    private readonly plusProperties: PlusProperties,
    private readonly putUserInfo: PutUserInfo,
    private readonly newAccessToken: NewAccessToken,
    @Inject(WOPI_API_OPTIONS) private readonly options: WopiApiOptions,
  ) {
    super();
  }
}
