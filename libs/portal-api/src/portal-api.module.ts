import { type DynamicModule, Module } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { AdminKeysController } from './admin-keys.controller.js';
import { ConnectionsController } from './connections.controller.js';
import { ConsentController } from './consent.controller.js';
import { ActivitiesController } from './activities.controller.js';
import { DeletedController } from './deleted.controller.js';
import { FilesController } from './files.controller.js';
import { FoldersController } from './folders.controller.js';
import { LinkPasswords } from './link-passwords.js';
import { OAuthController } from './oauth.controller.js';
import { OpenController } from './open.controller.js';
import { OpenIdController } from './openid.controller.js';
import { PasswordsController } from './passwords.controller.js';
import { PortalAccess } from './portal-access.js';
import { PORTAL_OPTIONS, type PortalOptions } from './portal-options.js';
import { RecoveredController } from './recovered.controller.js';
import { ShareLinksController } from './share-links.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactorStepController } from './second-factor-step.controller.js';
import { SecureViewController } from './secure-view.controller.js';
import { SharesController } from './shares.controller.js';
import { SharedController } from './shared.controller.js';
import { SignInAnswers } from './sign-in-answers.js';
import { VersionsController } from './versions.controller.js';
import { WebController } from './web.controller.js';
import { WebFiles } from './web-files.js';

/** What a browser meets: the portal's API, its pages and the host page. Needs the modules of `#files`, `#identity` and `#audit`, of `#oauth` for native apps, and of `#access` for keys to the admin API. */
@Module({
  controllers: [
    AccountController,
    ActivitiesController,
    FilesController,
    FoldersController,
    ShareLinksController,
    SharedController,
    SecureViewController,
    SharesController,
    VersionsController,
    RecoveredController,
    DeletedController,
    OpenController,
    PasswordsController,
    WebController,
  ],
  providers: [LinkPasswords, PortalAccess, SignInAnswers, WebFiles],
})
export class PortalApiModule {
  static forRoot(options: PortalOptions): DynamicModule {
    return {
      module: PortalApiModule,
      controllers: [
        ...(options.nativeApps ? [ConnectionsController, ConsentController, OAuthController] : []),
        ...(options.secondFactors ? [SecondFactorController, SecondFactorStepController] : []),
        ...(options.adminKeys ? [AdminKeysController] : []),
        ...(options.openIdName === undefined ? [] : [OpenIdController]),
      ],
      providers: [{ provide: PORTAL_OPTIONS, useValue: Object.freeze({ ...options }) }],
    };
  }
}
