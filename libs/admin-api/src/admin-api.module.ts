import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Sealer } from '#database';
import { LocksModule } from '#locks';
import { GrantsModule } from '#oauth';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ConvertFile } from './applications/convert-file.js';
import { FileContentController } from './applications/file-content.controller.js';
import { FileImportsController } from './applications/file-imports.controller.js';
import { ImportFile } from './applications/import-file.js';
import { AuditController } from './audit.controller.js';
import { AuditQuestionsController } from './audit-questions.controller.js';
import { AuditPushLag } from './audit-push-lag.js';
import { AuditTenant } from './audit-tenant.js';
import { AuditVerification } from './audit-verification.js';
import { AuditVerificationsController } from './audit-verifications.controller.js';
import { AuditedTenant } from './audited-tenant.js';
import { ClientsController } from './clients.controller.js';
import { ContainersController } from './containers.controller.js';
import { CredentialsController } from './credentials.controller.js';
import { Doctor } from './doctor/doctor.js';
import { DoctorController } from './doctor.controller.js';
import { EndpointTable } from './endpoint/endpoint-table.js';
import { IfUnchanged } from './endpoint/if-unchanged.js';
import { ReachableTenant } from './endpoint/reachable-tenant.js';
import { EndSessions } from './end-sessions.js';
import { DeletedFilesController } from './deleted-files.controller.js';
import { FilesController } from './files.controller.js';
import { GrantsController } from './grants.controller.js';
import { GroupMembersController } from './groups/group-members.controller.js';
import { GroupsController } from './groups/groups.controller.js';
import { HoldsController } from './holds.controller.js';
import { BulkController } from './jobs/bulk.controller.js';
import { BulkWork } from './jobs/bulk-work.js';
import { JobsController } from './jobs/jobs.controller.js';
import { StartJob } from './jobs/start-job.js';
import { UserImport } from './jobs/user-import.js';
import { UserImportController } from './jobs/user-import.controller.js';
import { LocksController } from './locks.controller.js';
import { MetricsController } from './metrics.controller.js';
import { People } from './people.js';
import { DatabaseFacts } from './persistence/database-facts.js';
import { IdempotentRequestsRepository } from './persistence/idempotent-requests.repository.js';
import { PagesRepository } from './persistence/pages.repository.js';
import { ProofFindingsRepository } from './persistence/proof-findings.repository.js';
import { StatisticsRepository } from './persistence/statistics.repository.js';
import { ProofFindingsController } from './proof-findings.controller.js';
import { RecoveredController } from './recovered.controller.js';
import { ReleaseLock } from './release-lock.js';
import { RetentionController } from './retention.controller.js';
import { Retention } from './retention.js';
import { RolesController } from './roles.controller.js';
import { SessionsController } from './sessions.controller.js';
import { ContainerSharesController } from './shares/container-shares.controller.js';
import { FileSharesController } from './shares/file-shares.controller.js';
import { SettingsController } from './settings/settings.controller.js';
import { SharedResource } from './shares/shared-resource.js';
import { FileSecureViewController } from './secure-view/file-secure-view.controller.js';
import { SecureViewController } from './secure-view/secure-view.controller.js';
import { StatisticsController } from './statistics.controller.js';
import { StorageController } from './storage.controller.js';
import { EntitlementsController } from './tenants/entitlements.controller.js';
import { InstancesController } from './tenants/instances.controller.js';
import { OnboardingController } from './tenants/onboarding.controller.js';
import { TenantAttention } from './tenants/tenant-attention.js';
import { TenantChanges } from './tenants/tenant-changes.js';
import { TenantKeysController } from './tenants/tenant-keys.controller.js';
import { TenantsController } from './tenants/tenants.controller.js';
import { UsersController } from './users.controller.js';
import { VersionRemovalController } from './version-removal.controller.js';
import { VersionsController } from './versions.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { WebhookDeliveriesController } from './webhooks/webhook-deliveries.controller.js';

/**
 * The REST APIs for whoever runs the installation, below /admin/v1, and for applications, below /api/v1, and Prometheus's /metrics.
 * Takes the module of `#tenants` from `imports`; everything else it needs is global.
 */
@Module({
  controllers: [
    ApiKeysController,
    AuditController,
    AuditQuestionsController,
    AuditVerificationsController,
    ClientsController,
    CredentialsController,
    ContainerSharesController,
    ContainersController,
    DoctorController,
    EntitlementsController,
    DeletedFilesController,
    FileContentController,
    FileImportsController,
    FileSharesController,
    FilesController,
    GrantsController,
    GroupMembersController,
    GroupsController,
    HoldsController,
    BulkController,
    InstancesController,
    JobsController,
    LocksController,
    MetricsController,
    OnboardingController,
    ProofFindingsController,
    RecoveredController,
    RetentionController,
    RolesController,
    FileSecureViewController,
    SecureViewController,
    StorageController,
    SessionsController,
    SettingsController,
    StatisticsController,
    TenantKeysController,
    TenantsController,
    UserImportController,
    UsersController,
    VersionRemovalController,
    VersionsController,
    WebhookDeliveriesController,
    WebhooksController,
  ],
  providers: [
    AuditPushLag,
    AuditTenant,
    AuditVerification,
    AuditedTenant,
    BulkWork,
    ConvertFile,
    DatabaseFacts,
    Doctor,
    EndpointTable,
    EndSessions,
    IdempotentRequestsRepository,
    IfUnchanged,
    ImportFile,
    PagesRepository,
    People,
    ProofFindingsRepository,
    ReachableTenant,
    ReleaseLock,
    Retention,
    SharedResource,
    StartJob,
    StatisticsRepository,
    TenantAttention,
    TenantChanges,
    UserImport,
  ],
})
export class AdminApiModule {
  static forRoot({
    imports,
    ...options
  }: AdminOptions & { readonly imports: DynamicModule['imports'] }): DynamicModule {
    return {
      module: AdminApiModule,
      imports: [DiscoveryModule, GrantsModule, LocksModule, ...(imports ?? [])],
      providers: [
        { provide: ADMIN_OPTIONS, useValue: Object.freeze(options) },
        { provide: Sealer, useValue: new Sealer(options.encryptionKey) },
      ],
    };
  }
}
