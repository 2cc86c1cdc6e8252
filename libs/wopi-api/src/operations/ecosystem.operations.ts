import { Injectable } from '@nestjs/common';
import { type CallerContext, Ecosystem, GetFileWopiSrc } from '#files';
import { WopiHeader } from '#wopi-protocol';
import { headerOf, WopiOperations, type WopiRequest } from '../wopi-request.js';

type AnyRequest = WopiRequest<CallerContext>;

@Injectable()
export class EcosystemOperations extends WopiOperations {
  readonly handlers = {
    GetEcosystem: async ({ context }: AnyRequest) => ({ json: await this.ecosystem.pointer(context) }),
    GetContainerEcosystem: async ({ context }: AnyRequest) => ({
      json: await this.ecosystem.pointer(context),
    }),
    CheckEcosystem: () => ({ json: this.ecosystem.check() }),
    GetRootContainer: async ({ context }: AnyRequest) => ({
      json: await this.ecosystem.rootContainer(context),
    }),
    GetFileWopiSrc: async ({ http, context }: AnyRequest) => ({
      json: await this.getFileWopiSrc.run(context, headerOf(http, WopiHeader.HostNativeFileName)),
    }),
  };

  constructor(
    private readonly ecosystem: Ecosystem,
    private readonly getFileWopiSrc: GetFileWopiSrc,
  ) {
    super();
  }
}
