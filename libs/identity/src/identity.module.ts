import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Directory } from './directory/directory.js';
import { DirectoryRepository } from './directory/directory.repository.js';
import { ExternalAccountRepository } from './external-account.repository.js';
import { ForgetSessions } from './forget-sessions.js';
import { GroupRepository } from './groups/group.repository.js';
import { GroupsService } from './groups/groups.service.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from './identity.options.js';
import { KeptIdToken } from './openid/kept-id-token.js';
import { OpenIdProvider } from './openid/openid-provider.js';
import { OpenIdSignIn } from './openid/openid-sign-in.js';
import { SignInAttempts } from './openid/sign-in-attempt.js';
import { AccountHold } from './account-hold.js';
import { AccountPasswords } from './passwords/account-passwords.js';
import { PasswordGuard } from './passwords/password-guard.js';
import { PasswordRepository } from './passwords/password.repository.js';
import { Passwords } from './passwords.js';
import { PgDirectoryRepository } from './persistence/pg-directory.repository.js';
import { PgExternalAccountRepository } from './persistence/pg-external-account.repository.js';
import { PgGroupRepository } from './persistence/pg-group.repository.js';
import { PgPasswordRepository } from './persistence/pg-password.repository.js';
import { PgPortalSessionRepository } from './persistence/pg-portal-session.repository.js';
import { PgProvisionedUserRepository } from './persistence/pg-provisioned-user.repository.js';
import { PgSignInThrottle } from './persistence/pg-sign-in-throttle.js';
import { PgUserRepository } from './persistence/pg-user.repository.js';
import { PortalCookie } from './portal-cookie.js';
import { PortalSessionRepository } from './portal-session.repository.js';
import { PortalSessions } from './portal-sessions.js';
import { ProvisionedUserRepository } from './provisioning/provisioned-user.repository.js';
import { ProvisioningService } from './provisioning/provisioning.service.js';
import { PgSecondFactorThrottle } from './persistence/pg-second-factor-throttle.js';
import { PgSecondFactorRepository } from './persistence/pg-second-factor.repository.js';
import { SecondFactorReset } from './second-factor/second-factor-reset.js';
import { SecondFactorThrottle } from './second-factor/second-factor-throttle.js';
import { SecondFactorRepository } from './second-factor/second-factor.repository.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { UserRepository } from './user.repository.js';
import { UsersService } from './users.service.js';

export type { IdentityOptions } from './identity.options.js';

const SECOND_FACTORS = [{ provide: SecondFactorThrottle, useClass: PgSecondFactorThrottle }, SecondFactors];

const OPEN_ID = [
  { provide: ExternalAccountRepository, useClass: PgExternalAccountRepository },
  KeptIdToken,
  OpenIdProvider,
  OpenIdSignIn,
  SignInAttempts,
];

/** Accounts of one tenant, and their sessions at the portal. Needs `DatabaseModule`, and `OutgoingModule` for an OpenID provider. */
@Global()
@Module({})
export class IdentityModule {
  static forRoot(options: IdentityOptions): DynamicModule {
    return {
      module: IdentityModule,
      providers: [
        { provide: IDENTITY_OPTIONS, useValue: Object.freeze({ ...options }) },
        { provide: UserRepository, useClass: PgUserRepository },
        { provide: PortalSessionRepository, useClass: PgPortalSessionRepository },
        ForgetSessions,
        { provide: PasswordRepository, useClass: PgPasswordRepository },
        { provide: SecondFactorRepository, useClass: PgSecondFactorRepository },
        { provide: SignInThrottle, useClass: PgSignInThrottle },
        { provide: ProvisionedUserRepository, useClass: PgProvisionedUserRepository },
        { provide: GroupRepository, useClass: PgGroupRepository },
        AccountHold,
        AccountPasswords,
        PasswordGuard,
        { provide: DirectoryRepository, useClass: PgDirectoryRepository },
        Directory,
        GroupsService,
        ProvisioningService,
        Passwords,
        PortalCookie,
        PortalSessions,
        SecondFactorReset,
        UsersService,
        ...(options.secondFactor ? SECOND_FACTORS : []),
        ...(options.openId ? OPEN_ID : []),
      ],
      exports: [
        AccountPasswords,
        PasswordGuard,
        Directory,
        GroupsService,
        ProvisioningService,
        PortalCookie,
        PortalSessions,
        SecondFactorReset,
        UsersService,
        ...(options.secondFactor ? [SecondFactors] : []),
        ...(options.openId ? [OpenIdSignIn] : []),
      ],
    };
  }
}
