import { type DynamicModule, Module } from '@nestjs/common';
import { AssertionKeys } from './assertion-keys.js';
import { BootstrapperController } from './bootstrapper.controller.js';
import { ContainersController } from './containers.controller.js';
import { EcosystemController } from './ecosystem.controller.js';
import { FileUrlController } from './file-url.controller.js';
import { FilesController } from './files.controller.js';
import { ChunkOperations } from './operations/chunk.operations.js';
import { CoauthOperations } from './operations/coauth.operations.js';
import { ContainerOperations } from './operations/container.operations.js';
import { ContentOperations } from './operations/content.operations.js';
import { EcosystemOperations } from './operations/ecosystem.operations.js';
import { InfoOperations } from './operations/info.operations.js';
import { LockOperations } from './operations/lock.operations.js';
import { NameOperations } from './operations/name.operations.js';
import { SharingOperations } from './operations/sharing.operations.js';
import { GuessedTokens } from './guessed-tokens.js';
import { ProofCheck } from './proof-check.js';
import { ServedOperations } from './served-operations.js';
import { UnsavedContent } from './unsaved-content.js';
import { WOPI_API_OPTIONS, type WopiApiOptions } from './wopi-api-options.js';
import { WopiExchange } from './wopi-exchange.js';
import { WopiGate } from './wopi-gate.js';

/** The host's WOPI endpoints. Expects `#oauth` for the bootstrapper, and files, tokens, discovery, outgoing, audit and observability to be global. */
@Module({})
export class WopiApiModule {
  static forRoot(options: WopiApiOptions): DynamicModule {
    return {
      module: WopiApiModule,
      controllers: [
        ContainersController,
        EcosystemController,
        FileUrlController,
        FilesController,
        ...(options.bootstrapper ? [BootstrapperController] : []),
      ],
      providers: [
        { provide: WOPI_API_OPTIONS, useValue: options },
        AssertionKeys,
        GuessedTokens,
        ChunkOperations,
        CoauthOperations,
        ContainerOperations,
        ContentOperations,
        EcosystemOperations,
        InfoOperations,
        LockOperations,
        NameOperations,
        SharingOperations,
        ProofCheck,
        ServedOperations,
        UnsavedContent,
        WopiExchange,
        WopiGate,
      ],
    };
  }
}
