export { IdentityModule, type IdentityOptions } from './identity.module.js';
export { Directory } from './directory/directory.js';
export type { DirectoryEntry } from './directory/directory-entry.js';
export {
  type Group,
  type GroupChange,
  type GroupFilter,
  GROUP_ROLES,
  type GroupRole,
  type MembersChange,
  type NewGroup,
} from './groups/group.js';
export { GroupsService } from './groups/groups.service.js';
export { IdentityError, type IdentityErrorCode } from './identity-error.js';
export type { OpenIdOptions } from './openid/openid-options.js';
export { CALLBACK_PATH } from './openid/openid-provider.js';
export {
  type BegunSignIn,
  type FinishedSignIn,
  OpenIdSignIn,
  type SignInAudit,
} from './openid/openid-sign-in.js';
export type { RequireRoles } from './account-hold.js';
export {
  AccountPasswords,
  type FirstPassword,
  type FirstPasswordWish,
} from './passwords/account-passwords.js';
export { PasswordGuard } from './passwords/password-guard.js';
export { PortalCookie } from './portal-cookie.js';
export type {
  Found,
  ProvisionedUser,
  Slice,
  UserFilter,
  UserState,
} from './provisioning/provisioned-user.js';
export { ProvisioningService } from './provisioning/provisioning.service.js';
export { PortalSessions, type PortalSession, type SignedIn } from './portal-sessions.js';
export type { SecondFactorOptions } from './second-factor/second-factor-options.js';
export { SecondFactorReset } from './second-factor/second-factor-reset.js';
export { type Enrolment, SecondFactors, type SecondFactorState } from './second-factor/second-factors.js';
export type { SignInStep } from './sign-in-step.js';
export type { SignInMethod } from './sign-in-method.js';
export { type NewUser, type User, type UserChange, type UserRole } from './user.js';
export { UsersService } from './users.service.js';
