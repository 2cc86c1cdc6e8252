import type { MigrationClass } from '#database';
import { Foundation1764000000000 } from './1764000000000-foundation.js';
import { Audit1764000001000 } from './1764000001000-audit.js';
import { Gateway1764000002000 } from './1764000002000-gateway.js';
import { ResourceTokens1764100000000 } from './1764100000000-resource-tokens.js';
import { Containers1764100001000 } from './1764100001000-containers.js';
import { CoauthLocks1764110000000 } from './1764110000000-coauth-locks.js';
import { SaveSignals1764201000000 } from './1764201000000-save-signals.js';
import { ShareLinks1764201001000 } from './1764201001000-share-links.js';
import { Activities1764201002000 } from './1764201002000-activities.js';
import { RecoveredSaves1764203000000 } from './1764203000000-recovered-saves.js';
import { VersionPolicies1764203001000 } from './1764203001000-version-policies.js';
import { Oauth1764204000000 } from './1764204000000-oauth.js';
import { Subscriptions1764206000000 } from './1764206000000-subscriptions.js';
import { TenantUsage1764206001000 } from './1764206001000-tenant-usage.js';
import { RemovableTenants1764206002000 } from './1764206002000-removable-tenants.js';
import { ProxyProofKeys1764207000000 } from './1764207000000-proxy-proof-keys.js';
import { KeptUserInfo1764207001000 } from './1764207001000-kept-user-info.js';
import { ApiKeys1764209000000 } from './1764209000000-api-keys.js';
import { SharedChunks1764290000000 } from './1764290000000-shared-chunks.js';
import { UploadSessions1764290001000 } from './1764290001000-upload-sessions.js';
import { AuditChain1764209100000 } from './1764209100000-audit-chain.js';
import { Webhooks1764211000000 } from './1764211000000-webhooks.js';
import { IdempotentRequests1764330001000 } from './1764330001000-idempotent-requests.js';
import { PositionsAfterRestore1764330002000 } from './1764330002000-positions-after-restore.js';
import { ExternalIdentities1764340001000 } from './1764340001000-external-identities.js';
import { RecoveryOfGuests1764310001000 } from './1764310001000-recovery-of-guests.js';
import { StorageQuotas1764310002000 } from './1764310002000-storage-quotas.js';
import { VerificationTurns1764320001000 } from './1764320001000-verification-turns.js';
import { Groups1764340002000 } from './1764340002000-groups.js';
import { ContainerChanges1764300001000 } from './1764300001000-container-changes.js';
import { ProvisionedUsers1764340003000 } from './1764340003000-provisioned-users.js';
import { FirstPasswords1764360001000 } from './1764360001000-first-passwords.js';
import { AuditPush1764380002000 } from './1764380002000-audit-push.js';
import { AuditLookups1764380001000 } from './1764380001000-audit-lookups.js';
import { ApplicationRole1764370001000 } from './1764370001000-application-role.js';
import { OldWebhookSecrets1764370002000 } from './1764370002000-old-webhook-secrets.js';
import { Jobs1764370003000 } from './1764370003000-jobs.js';
import { SecureViews1764350003000 } from './1764350003000-secure-views.js';
import { LinkPasswords1764350002000 } from './1764350002000-link-passwords.js';
import { Shares1764350001000 } from './1764350001000-shares.js';
import { AuditDigests1764421001000 } from './1764421001000-audit-digests.js';
import { AuditFirstPlaces1764410003000 } from './1764410003000-audit-first-places.js';
import { SecondFactors1764360002000 } from './1764360002000-second-factors.js';
import { KeptIdTokens1764410005000 } from './1764410005000-kept-id-tokens.js';
import { FormerKeys1764410002000 } from './1764410002000-former-keys.js';
import { ProcessSettings1764422000000 } from './1764422000000-process-settings.js';
import { GrantPages1764425000000 } from './1764425000000-grant-pages.js';
import { AuditCorrelation1764430001000 } from './1764430001000-audit-correlation.js';
import { AuditLinks1764440001000 } from './1764440001000-audit-links.js';
import { AuditLinkBytes1764450001000 } from './1764450001000-audit-link-bytes.js';
import { AuditPeopleVacuum1764450002000 } from './1764450002000-audit-people-vacuum.js';

/** Every migration, oldest first. */
export const MIGRATIONS: readonly MigrationClass[] = [
  Foundation1764000000000,
  Audit1764000001000,
  Gateway1764000002000,
  ResourceTokens1764100000000,
  Containers1764100001000,
  CoauthLocks1764110000000,
  SaveSignals1764201000000,
  ShareLinks1764201001000,
  Activities1764201002000,
  RecoveredSaves1764203000000,
  VersionPolicies1764203001000,
  Oauth1764204000000,
  Subscriptions1764206000000,
  TenantUsage1764206001000,
  RemovableTenants1764206002000,
  ProxyProofKeys1764207000000,
  KeptUserInfo1764207001000,
  ApiKeys1764209000000,
  SharedChunks1764290000000,
  UploadSessions1764290001000,
  AuditChain1764209100000,
  Webhooks1764211000000,
  IdempotentRequests1764330001000,
  PositionsAfterRestore1764330002000,
  ExternalIdentities1764340001000,
  RecoveryOfGuests1764310001000,
  StorageQuotas1764310002000,
  VerificationTurns1764320001000,
  Groups1764340002000,
  ContainerChanges1764300001000,
  ProvisionedUsers1764340003000,
  FirstPasswords1764360001000,
  AuditLookups1764380001000,
  ApplicationRole1764370001000,
  OldWebhookSecrets1764370002000,
  Jobs1764370003000,
  Shares1764350001000,
  AuditPush1764380002000,
  SecondFactors1764360002000,
  LinkPasswords1764350002000,
  SecureViews1764350003000,
  KeptIdTokens1764410005000,
  FormerKeys1764410002000,
  AuditFirstPlaces1764410003000,
  ProcessSettings1764422000000,
  AuditDigests1764421001000,
  GrantPages1764425000000,
  AuditCorrelation1764430001000,
  AuditLinks1764440001000,
  AuditLinkBytes1764450001000,
  AuditPeopleVacuum1764450002000,
];
