import { Injectable } from '@nestjs/common';
import {
  CheckContainerInfo,
  type ChildNames,
  type ContainerContext,
  CreateChildContainer,
  CreateChildFile,
  DeleteContainer,
  EnumerateAncestors,
  EnumerateChildren,
  RenameContainer,
} from '#files';
import { decodeUtf7, WopiError, WopiHeader } from '#wopi-protocol';
import { headerOf, WopiOperations, type WopiRequest } from '../wopi-request.js';

type ContainerRequest = WopiRequest<ContainerContext>;

@Injectable()
export class ContainerOperations extends WopiOperations {
  readonly handlers = {
    CheckContainerInfo: ({ context, served }: ContainerRequest) => ({
      json: this.checkContainerInfo.run(context, served),
    }),
    EnumerateChildren: async ({ http, context }: ContainerRequest) => ({
      jsonText: await this.enumerateChildren.run(context, headerOf(http, WopiHeader.FileExtensionFilterList)),
    }),
    EnumerateContainerAncestors: async ({ context }: ContainerRequest) => ({
      json: await this.enumerateAncestors.ofContainer(context),
    }),
    EnumerateAncestors: async ({ context }: WopiRequest) => ({
      json: await this.enumerateAncestors.ofFile(context),
    }),
    CreateChildContainer: async ({ http, context, trail }: ContainerRequest) => ({
      json: await this.createChildContainer.run(context, childNames(http), trail),
    }),
    CreateChildFile: async ({ http, context, trail }: ContainerRequest) => {
      const overwrite = headerOf(http, WopiHeader.OverwriteRelativeTarget)?.toLowerCase() === 'true';
      return { json: await this.createChildFile.run(context, childNames(http), overwrite, trail) };
    },
    RenameContainer: async ({ http, context, trail }: ContainerRequest) => {
      const wish = headerOf(http, WopiHeader.RequestedName);
      if (wish === undefined) throw new WopiError('invalid_container_name', { reason: 'The name is empty' });
      return { json: { Name: await this.renameContainer.run(context, decodeUtf7(wish), trail) } };
    },
    DeleteContainer: async ({ context, trail }: ContainerRequest) => {
      await this.deleteContainer.run(context, trail);
      return {};
    },
  };

  constructor(
    private readonly checkContainerInfo: CheckContainerInfo,
    private readonly enumerateChildren: EnumerateChildren,
    private readonly enumerateAncestors: EnumerateAncestors,
    private readonly createChildContainer: CreateChildContainer,
    private readonly createChildFile: CreateChildFile,
    private readonly renameContainer: RenameContainer,
    private readonly deleteContainer: DeleteContainer,
  ) {
    super();
  }
}

function childNames(http: WopiRequest['http']): ChildNames {
  const suggested = headerOf(http, WopiHeader.SuggestedTarget);
  const relative = headerOf(http, WopiHeader.RelativeTarget);
  return {
    suggestedTarget: suggested && decodeUtf7(suggested),
    relativeTarget: relative && decodeUtf7(relative),
  };
}
