import { Injectable } from '@nestjs/common';
import { DeleteFile, RenameFile } from '#files';
import { decodeUtf7, WopiError, WopiHeader } from '#wopi-protocol';
import { presentedLockOf } from '../presented-lock-of.js';
import { headerOf, WopiOperations, type WopiRequest } from '../wopi-request.js';

@Injectable()
export class NameOperations extends WopiOperations {
  readonly handlers = {
    RenameFile: async ({ http, context, trail }: WopiRequest) => {
      const wish = headerOf(http, WopiHeader.RequestedName);
      if (wish === undefined) throw new WopiError('invalid_name', { reason: 'The name is empty' });
      const presented = presentedLockOf(http);
      return { json: { Name: await this.renameFile.run(context, decodeUtf7(wish), presented, trail) } };
    },
    DeleteFile: async ({ context, trail }: WopiRequest) => {
      await this.deleteFile.run(context, trail);
      return {};
    },
  };

  constructor(
    private readonly renameFile: RenameFile,
    private readonly deleteFile: DeleteFile,
  ) {
    super();
  }
}
