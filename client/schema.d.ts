export interface paths {
    "/admin/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * API keys, newest first, revoked ones too
         * @description Needs the permission `api-keys.read`.
         */
        get: operations["ApiKeysController_list"];
        put?: never;
        /**
         * Make an API key; its text is shown in this answer and never again
         * @description Needs the permission `api-keys.manage`.
         */
        post: operations["ApiKeysController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key: it is refused from the next request on
         * @description Needs the permission `api-keys.manage`.
         */
        delete: operations["ApiKeysController_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows, newest first: everything on a file, by a person, of a session, with a status, …
         * @description Needs the permission `audit.read`.
         */
        get: operations["AuditController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All rows of a filter, oldest first, as a stream of NDJSON, CSV, syslog (RFC 5424) or CEF
         * @description Needs the permission `audit.export`.
         */
        get: operations["AuditController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the whole log of a tenant and name the first row that is not what was written
         * @description Needs the permission `audit.export`.
         */
        post: operations["AuditController_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signed ends of the log by day, newest first, with the keys that verify them: to be kept elsewhere
         * @description Needs the permission `audit.export`.
         */
        get: operations["AuditController_signedEnds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/questions/open-at": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who had a file open at a time
         * @description Needs the permission `audit.read`.
         */
        get: operations["AuditQuestionsController_openAt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/questions/failed-proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Failed proofs by reason and client
         * @description Needs the permission `audit.read`.
         */
        get: operations["AuditQuestionsController_failedProofs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/questions/opens-per-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Successful openings by day and client
         * @description Needs the permission `audit.read`.
         */
        get: operations["AuditQuestionsController_opensPerDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/questions/slowest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The fifty slowest operations that took 100 ms or longer
         * @description Needs the permission `audit.read`.
         */
        get: operations["AuditQuestionsController_slowest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/questions/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Distinct people in the thirty days that end with a day
         * @description Needs the permission `audit.read`.
         */
        get: operations["AuditQuestionsController_seats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the whole log of a tenant read again in the background, however long it is
         * @description Needs the permission `audit.export`.
         */
        post: operations["AuditVerificationsController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/audit/verifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a verification is, and what it has found
         * @description Needs the permission `audit.export`.
         */
        get: operations["AuditVerificationsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Clients, and how their discoveries are doing
         * @description Needs the permission `clients.read`.
         */
        get: operations["ClientsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/clients/openers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which clients open an extension, in the order of preference
         * @description Needs the permission `clients.read`.
         */
        get: operations["ClientsController_openers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/clients/{name}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch the discovery of a client now; once a minute at most, whoever asks
         * @description Needs the permission `clients.manage`.
         */
        post: operations["ClientsController_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/users/{id}/first-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a password that its person must change at the next sign-in, and sign him out; it is shown in this answer and never again. Of a person with a role it needs `roles.manage` too, and a key that can do as much
         * @description Needs the permission `credentials.manage`.
         */
        post: operations["CredentialsController_setFirstPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/users/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a person's second factor away, who has lost it, and sign him out. Of a person with a role it needs `roles.manage` too, and a key that can do as much
         * @description Needs the permission `credentials.manage`.
         */
        delete: operations["CredentialsController_resetSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/containers/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom a folder is shared with, by name: by itself, and by the folders above it, which is `inherited`
         * @description Needs the permission `files.read`.
         */
        get: operations["ContainerSharesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/containers/{id}/shares/{grantee}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a person or a group a right on a folder, or another one than before
         * @description Needs the permission `shares.manage`.
         */
        put: operations["ContainerSharesController_set"];
        post?: never;
        /**
         * Take the right back: sessions that had theirs by it are refused from the next request on
         * @description Needs the permission `shares.manage`.
         */
        delete: operations["ContainerSharesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/containers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Folders by name; deleted ones are left out
         * @description Needs the permission `files.read`.
         */
        get: operations["ContainersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/containers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A folder
         * @description Needs the permission `files.read`.
         */
        get: operations["ContainersController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Examine the installation; `ok` says whether all is well
         * @description Needs the permission `health.read`.
         */
        get: operations["DoctorController_examine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statements of a tenant, newest first
         * @description Needs the permission `tenants.read`.
         */
        get: operations["EntitlementsController_list"];
        put?: never;
        /**
         * Hand in a statement; `?validUntil=` names the last day it speaks of
         * @description Needs the permission `tenants.manage`.
         */
        post: operations["EntitlementsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/entitlements/{statement}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The document as it was handed in; no browser shows it
         * @description Needs the permission `tenants.manage`.
         */
        get: operations["EntitlementsController_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/deleted-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deleted files, the last deleted first
         * @description Needs the permission `files.read`.
         */
        get: operations["DeletedFilesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/deleted-files/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a deleted file back, under another name where its own is taken
         * @description Needs the permission `files.write`.
         */
        post: operations["DeletedFilesController_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The content of a file
         * @description Needs the permission `content.read`.
         */
        get: operations["FileContentController_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/{id}/conversion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The content of a file in another format; 409 where no client converts
         * @description Needs the permission `content.read`.
         */
        get: operations["FileContentController_conversion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/from-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a file in place with the content of a URL; a name that is taken becomes the next free one
         * @description Needs the permission `files.write`.
         */
        post: operations["FileImportsController_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom a file is shared with, by name: by itself, and by the folders above it, which is `inherited`
         * @description Needs the permission `files.read`.
         */
        get: operations["FileSharesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/{id}/shares/{grantee}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a person or a group a right on a file, or another one than before
         * @description Needs the permission `shares.manage`.
         */
        put: operations["FileSharesController_set"];
        post?: never;
        /**
         * Take the right back: sessions that had theirs by it are refused from the next request on
         * @description Needs the permission `shares.manage`.
         */
        delete: operations["FileSharesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files, the last changed first; deleted ones are left out
         * @description Needs the permission `files.read`.
         */
        get: operations["FilesController_list"];
        put?: never;
        /**
         * Put a file in place; a name that is taken becomes the next free one
         * @description Needs the permission `files.write`.
         */
        post: operations["FilesController_put"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file
         * @description Needs the permission `files.read`.
         */
        get: operations["FilesController_show"];
        put?: never;
        post?: never;
        /**
         * Delete a file: it can be brought back until the policy purges it; 409 while it is locked
         * @description Needs the permission `files.write`.
         */
        delete: operations["FilesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Grants of native apps, the last given first
         * @description Needs the permission `grants.read`.
         */
        get: operations["GrantsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a grant, with its tokens and sessions
         * @description Needs the permission `grants.revoke`.
         */
        delete: operations["GrantsController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/grants/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the grants of a person, of an app, or of both, with their tokens and sessions
         * @description Needs the permission `grants.revoke`.
         */
        post: operations["GrantsController_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/groups/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of a group by login
         * @description Needs the permission `users.read`.
         */
        get: operations["GroupMembersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/groups/{id}/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a person a member, with the roles of the group; one with roles needs `roles.manage` too
         * @description Needs the permission `users.manage`.
         */
        put: operations["GroupMembersController_add"];
        post?: never;
        /**
         * Take a person out of a group: whoever loses a role is signed out
         * @description Needs the permission `users.manage`.
         */
        delete: operations["GroupMembersController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/groups/{id}/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give all members of a group a role; not one that can do more than the key
         * @description Needs the permission `roles.manage`.
         */
        put: operations["GroupMembersController_addRole"];
        post?: never;
        /**
         * Take a role from a group: whoever loses it is signed out
         * @description Needs the permission `roles.manage`.
         */
        delete: operations["GroupMembersController_removeRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Groups by name
         * @description Needs the permission `users.read`.
         */
        get: operations["GroupsController_list"];
        put?: never;
        /**
         * Add a group, without members
         * @description Needs the permission `users.manage`.
         */
        post: operations["GroupsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A group
         * @description Needs the permission `users.read`.
         */
        get: operations["GroupsController_show"];
        put?: never;
        post?: never;
        /**
         * Remove a group: its members lose what they have by it, at once
         * @description Needs the permission `users.manage`.
         */
        delete: operations["GroupsController_remove"];
        options?: never;
        head?: never;
        /**
         * Rename a group or say what the OpenID provider calls it; one with roles needs `roles.manage` too
         * @description Needs the permission `users.manage`.
         */
        patch: operations["GroupsController_change"];
        trace?: never;
    };
    "/admin/v1/retention/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Legal holds, the last placed first; with `inForce` those in force, or those released
         * @description Needs the permission `retention.read`.
         */
        get: operations["HoldsController_list"];
        put?: never;
        /**
         * Place a legal hold
         * @description Needs the permission `holds.manage`.
         */
        post: operations["HoldsController_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/retention/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Release a legal hold
         * @description Needs the permission `holds.manage`.
         */
        delete: operations["HoldsController_release"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/bulk/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End many sessions
         * @description Needs the permission `sessions.revoke`.
         */
        post: operations["BulkController_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/bulk/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pin many versions, let go of them, or delete them, which needs `retention.manage` too
         * @description Needs the permission `versions.manage`.
         */
        post: operations["BulkController_versions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/bulk/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable many people, or enable them
         * @description Needs the permission `users.manage`.
         */
        post: operations["BulkController_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/bulk/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete many files, or put them back
         * @description Needs the permission `files.write`.
         */
        post: operations["BulkController_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Instances of a tenant, by files URL
         * @description Needs the permission `tenants.read`.
         */
        get: operations["InstancesController_list"];
        put?: never;
        /**
         * Register an instance
         * @description Needs the permission `instances.manage`.
         */
        post: operations["InstancesController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/instances/{instance}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An instance
         * @description Needs the permission `tenants.read`.
         */
        get: operations["InstancesController_show"];
        put?: never;
        post?: never;
        /**
         * Remove an instance; refused while sessions run, unless they are cut off
         * @description Needs the permission `instances.manage`.
         */
        delete: operations["InstancesController_remove"];
        options?: never;
        head?: never;
        /**
         * Change an instance; its files URL stays, since every document would become another one
         * @description Needs the permission `instances.manage`.
         */
        patch: operations["InstancesController_change"];
        trace?: never;
    };
    "/admin/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs, the newest first
         * @description Needs the permission `jobs.read`.
         */
        get: operations["JobsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A job and how far it is
         * @description Needs the permission `jobs.read`.
         */
        get: operations["JobsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/jobs/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The items of a job, each with its outcome
         * @description Needs the permission `jobs.read`.
         */
        get: operations["JobsController_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a job end before its time: what it has done stays done; 409 when it is over
         * @description Needs the permission `jobs.manage`.
         */
        post: operations["JobsController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/locks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Locks in force, the oldest first; with `stale` those that nobody can use any more, or the others
         * @description Needs the permission `locks.read`.
         */
        get: operations["LocksController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/locks/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a lock, for a reason; 409 when this very lock does not hold the file now
         * @description Needs the permission `locks.release`.
         */
        post: operations["LocksController_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/locks/release-many": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release locks, each for itself, and say of each whether it was there
         * @description Needs the permission `locks.release`.
         */
        post: operations["LocksController_releaseMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/instances/{instance}/onboarding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Settings to paste on the customer’s side; a placeholder stands for the key
         * @description Needs the permission `tenants.read`.
         */
        get: operations["OnboardingController_settings"];
        put?: never;
        /**
         * The same with a key that is made for it; it is shown in this answer and never again
         * @description Needs the permission `proxy-keys.manage`.
         */
        post: operations["OnboardingController_settingsWithKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/instances/{instance}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports of the instance, newest first
         * @description Needs the permission `tenants.read`.
         */
        get: operations["OnboardingController_reports"];
        put?: never;
        /**
         * Look at the instance from outside, keep the report, and compare it with the one before
         * @description Needs the permission `instances.manage`.
         */
        post: operations["OnboardingController_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/proof-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why proofs did not fit in the last seven days, newest first, a hundred at most
         * @description Needs the permission `tenants.read`.
         */
        get: operations["ProofFindingsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/recovered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What could not be saved, newest first
         * @description Needs the permission `recovery.read`.
         */
        get: operations["RecoveredController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/recovered/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The content of a recovered save
         * @description Needs the permission `content.read`.
         */
        get: operations["RecoveredController_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/recovered/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make it the newest version of its file, or a file of its own
         * @description Needs the permission `recovery.manage`.
         */
        post: operations["RecoveredController_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/recovered/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a recovered save for good
         * @description Needs the permission `recovery.manage`.
         */
        delete: operations["RecoveredController_discard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The policy
         * @description Needs the permission `retention.read`.
         */
        get: operations["RetentionController_policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change limits of the policy
         * @description Needs the permission `retention.manage`.
         */
        patch: operations["RetentionController_change"];
        trace?: never;
    };
    "/admin/v1/retention/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove now what the policy keeps no longer, or tell how much of versions that is
         * @description Needs the permission `retention.manage`.
         */
        post: operations["RetentionController_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Roles, each with all that it may do
         * @description Needs the permission `users.read`.
         */
        get: operations["RolesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/{id}/secure-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The policy of a file
         * @description Needs the permission `files.read`.
         */
        get: operations["FileSecureViewController_show"];
        /**
         * Set the policy of a file
         * @description Needs the permission `shares.manage`.
         */
        put: operations["FileSecureViewController_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/secure-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The policy of all files
         * @description Needs the permission `settings.read`.
         */
        get: operations["SecureViewController_show"];
        /**
         * Set the policy of all files
         * @description Needs the permission `shares.manage`.
         */
        put: operations["SecureViewController_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The quota and its use
         * @description Needs the permission `settings.read`.
         */
        get: operations["StorageController_use"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set the quota, or lift it; below what is used, nothing may grow
         * @description Needs the permission `settings.manage`.
         */
        patch: operations["StorageController_set"];
        trace?: never;
    };
    "/admin/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live sessions, the last opened first
         * @description Needs the permission `sessions.read`.
         */
        get: operations["SessionsController_list"];
        put?: never;
        /**
         * Open a session of a person whom the caller vouches for
         * @description Needs the permission `sessions.open`.
         */
        post: operations["SessionsController_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description Needs the permission `sessions.revoke`.
         */
        delete: operations["SessionsController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sessions/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the sessions of a file, of a person, of both, or all
         * @description Needs the permission `sessions.revoke`.
         */
        post: operations["SessionsController_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the running processes booted with, without secrets, and what can be changed while they run
         * @description Needs the permission `settings.read`.
         */
        get: operations["SettingsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much there is, and how much is going on
         * @description Needs the permission `statistics.read`.
         */
        get: operations["StatisticsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys of a tenant, without their secrets, oldest first
         * @description Needs the permission `tenants.read`.
         */
        get: operations["TenantKeysController_list"];
        put?: never;
        /**
         * Add a key; without `secret` one is made. It is shown in this answer and never again
         * @description Needs the permission `proxy-keys.manage`.
         */
        post: operations["TenantKeysController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/keys/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a key and have the active ones retire; `warning` says what comes of it for people who edit
         * @description Needs the permission `proxy-keys.manage`.
         */
        post: operations["TenantKeysController_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A key, without its secret
         * @description Needs the permission `tenants.read`.
         */
        get: operations["TenantKeysController_show"];
        put?: never;
        post?: never;
        /**
         * Revoke a key for good; its running sessions may save for the days of grace, unless they are cut off
         * @description Needs the permission `proxy-keys.manage`.
         */
        delete: operations["TenantKeysController_revoke"];
        options?: never;
        head?: never;
        /**
         * Have a key retire, or be active again; both are accepted
         * @description Needs the permission `proxy-keys.manage`.
         */
        patch: operations["TenantKeysController_change"];
        trace?: never;
    };
    "/admin/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tenants by name, each with what needs attention
         * @description Needs the permission `tenants.read`.
         */
        get: operations["TenantsController_list"];
        put?: never;
        /**
         * Add a tenant
         * @description Needs the permission `tenants.manage`.
         */
        post: operations["TenantsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A tenant with its instances and keys, its use of the proxy, and what needs attention
         * @description Needs the permission `tenants.read`.
         */
        get: operations["TenantsController_show"];
        put?: never;
        post?: never;
        /**
         * Remove a tenant with all that is its; refused while sessions run, unless they are cut off
         * @description Needs the permission `tenants.manage`.
         */
        delete: operations["TenantsController_remove"];
        options?: never;
        head?: never;
        /**
         * Change name, plan, contacts, dates, seats, policy or limits
         * @description Needs the permission `tenants.manage`.
         */
        patch: operations["TenantsController_change"];
        trace?: never;
    };
    "/admin/v1/tenants/{tenant}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a tenant; running sessions may save for the days of grace
         * @description Needs the permission `tenants.manage`.
         */
        post: operations["TenantsController_suspend"];
        /**
         * End a suspension
         * @description Needs the permission `tenants.manage`.
         */
        delete: operations["TenantsController_resume"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/bulk/users/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add the people of a list, without passwords: text/csv whose first line names the columns `login`, `displayName`, `role`, or application/x-ndjson with an object of these on each line; a role needs `roles.manage` too
         * @description Needs the permission `users.manage`.
         */
        post: operations["UserImportController_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People by login
         * @description Needs the permission `users.read`.
         */
        get: operations["UsersController_list"];
        put?: never;
        /**
         * Add a person, without a password; a role needs `roles.manage` too
         * @description Needs the permission `users.manage`.
         */
        post: operations["UsersController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person
         * @description Needs the permission `users.read`.
         */
        get: operations["UsersController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename, disable or enable a person; a role needs `roles.manage` too
         * @description Needs the permission `users.manage`.
         */
        patch: operations["UsersController_change"];
        trace?: never;
    };
    "/admin/v1/files/{file}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A version
         * @description Needs the permission `versions.read`.
         */
        get: operations["VersionsController_show"];
        put?: never;
        post?: never;
        /**
         * Remove a version for good; 409 for the current one, one with a name or a pin, and what a legal hold covers
         * @description Needs the permission `retention.manage`.
         */
        delete: operations["VersionRemovalController_remove"];
        options?: never;
        head?: never;
        /**
         * Label or pin a version: either keeps it whatever the policy says
         * @description Needs the permission `versions.manage`.
         */
        patch: operations["VersionsController_mark"];
        trace?: never;
    };
    "/admin/v1/files/{file}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The versions of a file, newest first
         * @description Needs the permission `versions.read`.
         */
        get: operations["VersionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/{file}/versions/{version}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The content of a version
         * @description Needs the permission `content.read`.
         */
        get: operations["VersionsController_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files/{file}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the content of a version the newest
         * @description Needs the permission `versions.manage`.
         */
        post: operations["VersionsController_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries to a webhook, newest first
         * @description Needs the permission `webhooks.read`.
         */
        get: operations["WebhookDeliveriesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have events told once more, whether they arrived or were given up
         * @description Needs the permission `webhooks.manage`.
         */
        post: operations["WebhookDeliveriesController_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhooks, oldest first
         * @description Needs the permission `webhooks.read`.
         */
        get: operations["WebhooksController_list"];
        put?: never;
        /**
         * Add a webhook; the secret that its events are signed with is shown in this answer and never again
         * @description Needs the permission `webhooks.manage`.
         */
        post: operations["WebhooksController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A webhook
         * @description Needs the permission `webhooks.read`.
         */
        get: operations["WebhooksController_show"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook, with all that waits for it
         * @description Needs the permission `webhooks.manage`.
         */
        delete: operations["WebhooksController_remove"];
        options?: never;
        head?: never;
        /**
         * Change what a webhook hears, or have it pause
         * @description Needs the permission `webhooks.manage`.
         */
        patch: operations["WebhooksController_change"];
        trace?: never;
    };
    "/admin/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign with a new secret, shown in this answer and never again, and for some hours with the one before as well
         * @description Needs the permission `webhooks.manage`.
         */
        post: operations["WebhooksController_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457 */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ApiKeysController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-createdAt" | "createdAt" | "name" | "-name";
                /** @description Members to answer beside the key, with commas between: id,name,prefix,role,permissions,tenantId,userId,createdAt,expiresAt,lastUsedAt,revokedAt */
                fields?: string;
                /** @description Part of the name */
                name?: string;
                role?: "viewer" | "auditor" | "support" | "tenant-admin" | "application" | "operator" | "owner";
                /** @description Id of a person */
                user?: string;
                /** @description Neither revoked nor expired */
                inForce?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description API keys, newest first, revoked ones too */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: {
                            /** Format: uuid */
                            id: string;
                            name?: string;
                            prefix?: string;
                            /** @enum {string} */
                            role?: "viewer" | "auditor" | "support" | "tenant-admin" | "application" | "operator" | "owner";
                            permissions?: ("files.read" | "files.write" | "content.read" | "shares.manage" | "versions.read" | "versions.manage" | "holds.manage" | "recovery.read" | "recovery.manage" | "retention.read" | "retention.manage" | "locks.read" | "locks.release" | "sessions.read" | "sessions.open" | "sessions.revoke" | "grants.read" | "grants.revoke" | "users.read" | "users.manage" | "roles.manage" | "credentials.manage" | "scim.provision" | "api-keys.read" | "api-keys.manage" | "tenants.read" | "tenants.manage" | "instances.manage" | "proxy-keys.manage" | "clients.read" | "clients.manage" | "settings.read" | "settings.manage" | "webhooks.read" | "webhooks.manage" | "audit.read" | "audit.export" | "audit.manage" | "jobs.read" | "jobs.manage" | "statistics.read" | "health.read")[];
                            /** Format: uuid */
                            tenantId?: string;
                            /** Format: uuid */
                            userId?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            expiresAt?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            lastUsedAt?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            revokedAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApiKeysController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What people know it by */
                    name: string;
                    /** @enum {string} */
                    role: "viewer" | "auditor" | "support" | "tenant-admin" | "application" | "operator" | "owner";
                    /** @description Limits the key within its role */
                    permissions?: ("files.read" | "files.write" | "content.read" | "shares.manage" | "versions.read" | "versions.manage" | "holds.manage" | "recovery.read" | "recovery.manage" | "retention.read" | "retention.manage" | "locks.read" | "locks.release" | "sessions.read" | "sessions.open" | "sessions.revoke" | "grants.read" | "grants.revoke" | "users.read" | "users.manage" | "roles.manage" | "credentials.manage" | "scim.provision" | "api-keys.read" | "api-keys.manage" | "tenants.read" | "tenants.manage" | "instances.manage" | "proxy-keys.manage" | "clients.read" | "clients.manage" | "settings.read" | "settings.manage" | "webhooks.read" | "webhooks.manage" | "audit.read" | "audit.export" | "audit.manage" | "jobs.read" | "jobs.manage" | "statistics.read" | "health.read")[];
                    /** @description Name or id of the one tenant it is good for */
                    tenant?: string;
                    /**
                     * Format: uuid
                     * @description Id of the person whose key it is: it ends with the account
                     */
                    user?: string;
                    /** Format: date-time */
                    expiresAt?: string;
                };
            };
        };
        responses: {
            /** @description Make an API key; its text is shown in this answer and never again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        prefix: string;
                        /** @enum {string} */
                        role: "viewer" | "auditor" | "support" | "tenant-admin" | "application" | "operator" | "owner";
                        permissions?: ("files.read" | "files.write" | "content.read" | "shares.manage" | "versions.read" | "versions.manage" | "holds.manage" | "recovery.read" | "recovery.manage" | "retention.read" | "retention.manage" | "locks.read" | "locks.release" | "sessions.read" | "sessions.open" | "sessions.revoke" | "grants.read" | "grants.revoke" | "users.read" | "users.manage" | "roles.manage" | "credentials.manage" | "scim.provision" | "api-keys.read" | "api-keys.manage" | "tenants.read" | "tenants.manage" | "instances.manage" | "proxy-keys.manage" | "clients.read" | "clients.manage" | "settings.read" | "settings.manage" | "webhooks.read" | "webhooks.manage" | "audit.read" | "audit.export" | "audit.manage" | "jobs.read" | "jobs.manage" | "statistics.read" | "health.read")[];
                        /** Format: uuid */
                        tenantId?: string;
                        /** Format: uuid */
                        userId?: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expiresAt?: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        lastUsedAt?: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        revokedAt?: string;
                        key: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApiKeysController_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke an API key: it is refused from the next request on */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditController_list: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
                file?: string;
                user?: string;
                session?: string;
                principal?: string;
                operation?: string;
                status?: number;
                client?: string;
                correlation?: string;
                /** @description Only saves that were refused and went into the recovery bin */
                recovered?: "true" | "false";
                since?: string;
                until?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rows, newest first: everything on a file, by a person, of a session, with a status, … */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: ({
                            /** Format: uuid */
                            auditId: string;
                            cursor: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            occurredAt: string;
                            process: string;
                            operation: string;
                            status: number;
                        } & {
                            [key: string]: unknown;
                        })[];
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditController_export: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
                file?: string;
                user?: string;
                session?: string;
                principal?: string;
                operation?: string;
                status?: number;
                client?: string;
                correlation?: string;
                /** @description Only saves that were refused and went into the recovery bin */
                recovered?: "true" | "false";
                since?: string;
                until?: string;
                form?: "ndjson" | "csv" | "syslog" | "cef";
                /** @description Cursor of the last line of a reading that broke off */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rows of a filter, oldest first, as a stream of NDJSON, CSV, syslog (RFC 5424) or CEF */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": unknown;
                    "text/csv": unknown;
                    "text/plain": unknown;
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditController_verify: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
            };
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the whole log of a tenant and name the first row that is not what was written */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        rows: number;
                        blocks: number;
                        firstBreak?: {
                            /** @enum {string} */
                            kind: "changed" | "missing" | "reordered" | "block" | "stranger" | "checkpoint";
                            /** Format: uuid */
                            auditId?: string;
                            blockNo?: string;
                        };
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditController_signedEnds: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-day" | "day";
                /** @description Members to answer beside the key, with commas between: day,blockNo,signed,madeAt */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed ends of the log by day, newest first, with the keys that verify them: to be kept elsewhere */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checkpoints: {
                            day: string;
                            blockNo?: string;
                            signed?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            madeAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                        keys: {
                            keyId: string;
                            publicKey: string;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditQuestionsController_openAt: {
        parameters: {
            query: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
                file: string;
                at: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who had a file open at a time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessions: {
                            sessionId: string;
                            userId: string | null;
                            client: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            firstCallAt: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            lastCallAt: string;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditQuestionsController_failedProofs: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Failed proofs by reason and client */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reasons: {
                            reason: string;
                            client: string | null;
                            count: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            lastAt: string;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditQuestionsController_opensPerDay: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful openings by day and client */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: {
                            day: string;
                            client: string;
                            opens: number;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditQuestionsController_slowest: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fifty slowest operations that took 100 ms or longer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operations: {
                            /** Format: uuid */
                            auditId: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            occurredAt: string;
                            operation: string;
                            status: number;
                            client: string | null;
                            fileId: string | null;
                            milliseconds: number;
                            upstreamMilliseconds: number | null;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditQuestionsController_seats: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Distinct people in the thirty days that end with a day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        seats: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditVerificationsController_start: {
        parameters: {
            query?: {
                /** @description Name or id; the caller's own, or the one whose files this installation keeps */
                tenant?: string;
            };
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Have the whole log of a tenant read again in the background, however long it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuditVerificationsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a verification is, and what it has found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                        /** @description Whether the log is what was written; absent while that is not known */
                        ok?: boolean;
                        /** @description Kind, row and block of what was found first */
                        firstBreak?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ClientsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Clients, and how their discoveries are doing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clients: {
                            name: string;
                            profile: string;
                            /** @description Of its discovery */
                            url: string;
                            /**
                             * Format: date-time
                             * @description Of the document in use
                             */
                            fetchedAt?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            triedAt?: string;
                            /** @description Why the last attempt failed */
                            failure?: string;
                            zones: string[];
                            apps: number;
                            proofKeys: boolean;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ClientsController_openers: {
        parameters: {
            query: {
                extension: string;
                action?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which clients open an extension, in the order of preference */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openers: {
                            client: string;
                            appName: string;
                            favIconUrl?: string;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ClientsController_refresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fetch the discovery of a client now; once a minute at most, whoever asks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        profile: string;
                        /** @description Of its discovery */
                        url: string;
                        /**
                         * Format: date-time
                         * @description Of the document in use
                         */
                        fetchedAt?: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        triedAt?: string;
                        /** @description Why the last attempt failed */
                        failure?: string;
                        zones: string[];
                        apps: number;
                        proofKeys: boolean;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CredentialsController_setFirstPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One is made unless told */
                    password?: string;
                    /**
                     * @description How long it may be used
                     * @default 72
                     */
                    hours?: number;
                };
            };
        };
        responses: {
            /** @description Set a password that its person must change at the next sign-in, and sign him out; it is shown in this answer and never again. Of a person with a role it needs `roles.manage` too, and a key that can do as much */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        password: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expiresAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CredentialsController_resetSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a person's second factor away, who has lost it, and sign him out. Of a person with a role it needs `roles.manage` too, and a key that can do as much */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ContainerSharesController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: key,id,kind,name,login,rights,createdAt,sharedByName,inherited,fromId,fromName */
                fields?: string;
                inherited?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whom a folder is shared with, by name: by itself, and by the folders above it, which is `inherited` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        shares: {
                            /** @description Tells rows apart: a grantee has one for each place that gives him a right */
                            key: string;
                            /**
                             * Format: uuid
                             * @description Of the person or group
                             */
                            id?: string;
                            /** @enum {string} */
                            kind?: "person" | "group";
                            name?: string;
                            login?: string;
                            /**
                             * @description Each includes those before it; of several that somebody has the strongest counts
                             * @enum {string}
                             */
                            rights?: "view" | "comment" | "edit" | "manage";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                            /** @description Absent where an application shared it */
                            sharedByName?: string;
                            /** @description By a folder above */
                            inherited?: boolean;
                            /**
                             * Format: uuid
                             * @description The folder that it is inherited from
                             */
                            fromId?: string;
                            fromName?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ContainerSharesController_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A person or a group */
                grantee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Each includes those before it; of several that somebody has the strongest counts
                     * @enum {string}
                     */
                    rights: "view" | "comment" | "edit" | "manage";
                };
            };
        };
        responses: {
            /** @description Give a person or a group a right on a folder, or another one than before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ContainerSharesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A person or a group */
                grantee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take the right back: sessions that had theirs by it are refused from the next request on */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ContainersController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: id,parentId,ownerId,owner,name,createdAt */
                fields?: string;
                /** @description Part of the name */
                name?: string;
                /** @description Login */
                owner?: string;
                parent?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Folders by name; deleted ones are left out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        containers: {
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description Absent at the root, which has the id of its person
                             */
                            parentId?: string;
                            /** Format: uuid */
                            ownerId?: string;
                            /** @description Login */
                            owner?: string;
                            name?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ContainersController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A folder */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /**
                         * Format: uuid
                         * @description Absent at the root, which has the id of its person
                         */
                        parentId?: string;
                        /** Format: uuid */
                        ownerId: string;
                        /** @description Login */
                        owner: string;
                        name: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DoctorController_examine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Examine the installation; `ok` says whether all is well */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        checks: {
                            name: string;
                            ok: boolean;
                            seen: string;
                            /** @description What to do about it */
                            change?: string;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    EntitlementsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Statements of a tenant, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entitlements: {
                            /** Format: uuid */
                            statementId: string;
                            mediaType: string;
                            bytes: number;
                            sha256: string;
                            /** @description The last day it speaks of */
                            validUntil: string | null;
                            current: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            uploadedAt: string;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    EntitlementsController_add: {
        parameters: {
            query?: {
                validUntil?: string;
            };
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        /** @description The document, 5 MiB at most */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Hand in a statement; `?validUntil=` names the last day it speaks of */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        statementId: string;
                        mediaType: string;
                        bytes: number;
                        sha256: string;
                        /** @description The last day it speaks of */
                        validUntil: string | null;
                        current: boolean;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        uploadedAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    EntitlementsController_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
                statement: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document as it was handed in; no browser shows it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeletedFilesController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-deletedAt" | "deletedAt" | "name" | "-name" | "size" | "-size";
                /** @description Members to answer beside the key, with commas between: id,name,size,ownerId,ownerName,deletedAt,deletedByName */
                fields?: string;
                /** @description Part of the name */
                name?: string;
                /** @description Id of a person */
                owner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted files, the last deleted first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: {
                            /** Format: uuid */
                            id: string;
                            name?: string;
                            /** @description Bytes */
                            size?: number;
                            /** Format: uuid */
                            ownerId?: string;
                            ownerName?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            deletedAt?: string;
                            deletedByName?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeletedFilesController_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Put a deleted file back, under another name where its own is taken */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        version: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FileContentController_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content of a file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FileContentController_conversion: {
        parameters: {
            query: {
                /** @description Extension of the format, such as pdf */
                to: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content of a file in another format; 409 where no client converts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FileImportsController_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description Login; whoever is unknown becomes a member */
                    owner: string;
                    /** @description https, of a public address; redirects are not followed */
                    url: string;
                    /**
                     * @description Whether it lies in a private network; only for keys of the installation
                     * @default false
                     */
                    privateNetwork?: boolean;
                };
            };
        };
        responses: {
            /** @description Put a file in place with the content of a URL; a name that is taken becomes the next free one */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        size: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FileSharesController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: key,id,kind,name,login,rights,createdAt,sharedByName,inherited,fromId,fromName */
                fields?: string;
                inherited?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whom a file is shared with, by name: by itself, and by the folders above it, which is `inherited` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        shares: {
                            /** @description Tells rows apart: a grantee has one for each place that gives him a right */
                            key: string;
                            /**
                             * Format: uuid
                             * @description Of the person or group
                             */
                            id?: string;
                            /** @enum {string} */
                            kind?: "person" | "group";
                            name?: string;
                            login?: string;
                            /**
                             * @description Each includes those before it; of several that somebody has the strongest counts
                             * @enum {string}
                             */
                            rights?: "view" | "comment" | "edit" | "manage";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                            /** @description Absent where an application shared it */
                            sharedByName?: string;
                            /** @description By a folder above */
                            inherited?: boolean;
                            /**
                             * Format: uuid
                             * @description The folder that it is inherited from
                             */
                            fromId?: string;
                            fromName?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FileSharesController_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A person or a group */
                grantee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Each includes those before it; of several that somebody has the strongest counts
                     * @enum {string}
                     */
                    rights: "view" | "comment" | "edit" | "manage";
                };
            };
        };
        responses: {
            /** @description Give a person or a group a right on a file, or another one than before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FileSharesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description A person or a group */
                grantee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take the right back: sessions that had theirs by it are refused from the next request on */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FilesController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-modifiedAt" | "modifiedAt" | "name" | "-name" | "size" | "-size";
                /** @description Members to answer beside the key, with commas between: id,name,size,version,ownerId,containerId,ownerName,modifiedAt,modifiedByName */
                fields?: string;
                /** @description Part of the name */
                name?: string;
                /** @description Login */
                owner?: string;
                container?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files, the last changed first; deleted ones are left out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: {
                            /** Format: uuid */
                            id: string;
                            name?: string;
                            /** @description Bytes */
                            size?: number;
                            version?: string;
                            /** Format: uuid */
                            ownerId?: string;
                            /** Format: uuid */
                            containerId?: string;
                            ownerName?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            modifiedAt?: string;
                            modifiedByName?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FilesController_put: {
        parameters: {
            query: {
                name: string;
                /** @description Login; whoever is unknown becomes a member */
                owner: string;
            };
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The content, of any type */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Put a file in place; a name that is taken becomes the next free one */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        size: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FilesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        /** @description Bytes */
                        size: number;
                        version: string;
                        /** Format: uuid */
                        ownerId: string;
                        /** Format: uuid */
                        containerId: string;
                        ownerName: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        modifiedAt: string;
                        modifiedByName: string;
                        lockedBy?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FilesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a file: it can be brought back until the policy purges it; 409 while it is locked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GrantsController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-grantedAt" | "grantedAt" | "user" | "-user";
                /** @description Members to answer beside the key, with commas between: id,userId,user,clientId,grantedAt,renewableUntil,expiresAt,sessions */
                fields?: string;
                /** @description Login */
                user?: string;
                /** @description The app */
                client?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Grants of native apps, the last given first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        grants: {
                            id: string;
                            /** Format: uuid */
                            userId?: string;
                            /** @description Login */
                            user?: string;
                            /** @description The app, by its name in BOOTSTRAP_CLIENTS */
                            clientId?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            grantedAt?: string;
                            /**
                             * Format: date-time
                             * @description Until when the app gets new tokens without asking; absent where it has no refresh token
                             */
                            renewableUntil?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            expiresAt?: string;
                            /** @description Live WOPI sessions that it opened */
                            sessions?: number;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GrantsController_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a grant, with its tokens and sessions */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GrantsController_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    user?: string;
                    client?: string;
                };
            };
        };
        responses: {
            /** @description End the grants of a person, of an app, or of both, with their tokens and sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revoked: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupMembersController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "login" | "-login" | "addedAt" | "-addedAt";
                /** @description Members to answer beside the key, with commas between: id,login,displayName,source,addedAt */
                fields?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members of a group by login */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        members: {
                            /** Format: uuid */
                            id: string;
                            login?: string;
                            displayName?: string;
                            /**
                             * @description `claimed`: by the last sign-in at the OpenID provider
                             * @enum {string}
                             */
                            source?: "assigned" | "claimed";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            addedAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupMembersController_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make a person a member, with the roles of the group; one with roles needs `roles.manage` too */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        externalId?: string;
                        /** @description What its members may be by it */
                        roles: ("administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner")[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        changedAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupMembersController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a person out of a group: whoever loses a role is signed out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        externalId?: string;
                        /** @description What its members may be by it */
                        roles: ("administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner")[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        changedAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupMembersController_addRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                role: "administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give all members of a group a role; not one that can do more than the key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        externalId?: string;
                        /** @description What its members may be by it */
                        roles: ("administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner")[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        changedAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupMembersController_removeRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                role: "administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a role from a group: whoever loses it is signed out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        externalId?: string;
                        /** @description What its members may be by it */
                        roles: ("administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner")[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        changedAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: id,name,externalId,roles,createdAt,changedAt,members */
                fields?: string;
                /** @description Part of the name */
                name?: string;
                /** @description Id of a person */
                member?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Groups by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groups: {
                            /** Format: uuid */
                            id: string;
                            name?: string;
                            externalId?: string;
                            /** @description What its members may be by it */
                            roles?: ("administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner")[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            changedAt?: string;
                            members?: number;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description What the OpenID provider calls the group */
                    externalId?: string;
                };
            };
        };
        responses: {
            /** @description Add a group, without members */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        externalId?: string;
                        /** @description What its members may be by it */
                        roles: ("administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner")[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        changedAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A group */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        externalId?: string;
                        /** @description What its members may be by it */
                        roles: ("administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner")[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        changedAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a group: its members lose what they have by it, at once */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GroupsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    externalId?: string | null;
                };
            };
        };
        responses: {
            /** @description Rename a group or say what the OpenID provider calls it; one with roles needs `roles.manage` too */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        externalId?: string;
                        /** @description What its members may be by it */
                        roles: ("administrator" | "viewer" | "auditor" | "support" | "tenant-admin" | "operator" | "owner")[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        changedAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    HoldsController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-placedAt" | "placedAt";
                /** @description Members to answer beside the key, with commas between: holdId,fileId,version,reason,placedAt,releasedAt */
                fields?: string;
                file?: string;
                inForce?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Legal holds, the last placed first; with `inForce` those in force, or those released */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        holds: {
                            /** Format: uuid */
                            holdId: string;
                            fileId?: string | null;
                            version?: string | null;
                            reason?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            placedAt?: string;
                            releasedAt?: string | null;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    HoldsController_place: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    file?: string;
                    version?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Place a legal hold */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        holdId: string;
                        fileId: string | null;
                        version: string | null;
                        reason: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        placedAt: string;
                        releasedAt: string | null;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    HoldsController_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Release a legal hold */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BulkController_sessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "revoke";
                    ids?: string[];
                    /** @description Login: all live sessions of the person */
                    user?: string;
                    /**
                     * Format: uuid
                     * @description All live sessions of the file
                     */
                    file?: string;
                    /**
                     * @description All live sessions there are
                     * @enum {boolean}
                     */
                    all?: true;
                };
            };
        };
        responses: {
            /** @description End many sessions */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BulkController_versions: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "pin" | "unpin" | "delete";
                    versions: {
                        /** Format: uuid */
                        file: string;
                        version: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Pin many versions, let go of them, or delete them, which needs `retention.manage` too */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BulkController_users: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "deactivate" | "activate";
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Disable many people, or enable them */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BulkController_files: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "delete" | "restore";
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Delete many files, or put them back */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InstancesController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "filesUrl" | "-filesUrl" | "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: instanceId,tenantId,filesUrl,mode,privateNetwork,plainFileId,product,productVersion,browserOrigins,pinnedCa,redirector,proxiedFileUrl,dialect,createdAt */
                fields?: string;
                /** @description Part of the files URL */
                filesUrl?: string;
                product?: "owncloud10" | "ocis" | "wopiserver" | "gateway" | "other";
                mode?: "transparent" | "forwarded" | "resign" | "attested";
            };
            header?: never;
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Instances of a tenant, by files URL */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        instances: {
                            /** Format: uuid */
                            instanceId: string;
                            /** Format: uuid */
                            tenantId?: string;
                            filesUrl?: string;
                            /** @enum {string} */
                            mode?: "transparent" | "forwarded" | "resign" | "attested";
                            privateNetwork?: boolean;
                            plainFileId?: boolean;
                            product?: ("owncloud10" | "ocis" | "wopiserver" | "gateway" | "other") | null;
                            productVersion?: string | null;
                            browserOrigins?: string[];
                            /** @description PEM of the only authorities to trust */
                            pinnedCa?: string | null;
                            redirector?: boolean;
                            proxiedFileUrl?: boolean;
                            /** @description How the instance writes its file ids; learned from the first of them */
                            dialect?: {
                                /** @enum {string} */
                                headerOrder: "alg,typ" | "typ,alg";
                                escapedSlashes: boolean;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InstancesController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    mode?: "transparent" | "forwarded" | "resign" | "attested";
                    privateNetwork?: boolean;
                    plainFileId?: boolean;
                    product?: ("owncloud10" | "ocis" | "wopiserver" | "gateway" | "other") | null;
                    productVersion?: string | null;
                    browserOrigins?: string[];
                    /** @description PEM of the only authorities to trust */
                    pinnedCa?: string | null;
                    redirector?: boolean;
                    proxiedFileUrl?: boolean;
                    filesUrl: string;
                };
            };
        };
        responses: {
            /** @description Register an instance */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        instanceId: string;
                        /** Format: uuid */
                        tenantId: string;
                        filesUrl: string;
                        /** @enum {string} */
                        mode: "transparent" | "forwarded" | "resign" | "attested";
                        privateNetwork: boolean;
                        plainFileId: boolean;
                        product: ("owncloud10" | "ocis" | "wopiserver" | "gateway" | "other") | null;
                        productVersion: string | null;
                        browserOrigins: string[];
                        /** @description PEM of the only authorities to trust */
                        pinnedCa: string | null;
                        redirector: boolean;
                        proxiedFileUrl: boolean;
                        /** @description How the instance writes its file ids; learned from the first of them */
                        dialect?: {
                            /** @enum {string} */
                            headerOrder: "alg,typ" | "typ,alg";
                            escapedSlashes: boolean;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InstancesController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An instance */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        instanceId: string;
                        /** Format: uuid */
                        tenantId: string;
                        filesUrl: string;
                        /** @enum {string} */
                        mode: "transparent" | "forwarded" | "resign" | "attested";
                        privateNetwork: boolean;
                        plainFileId: boolean;
                        product: ("owncloud10" | "ocis" | "wopiserver" | "gateway" | "other") | null;
                        productVersion: string | null;
                        browserOrigins: string[];
                        /** @description PEM of the only authorities to trust */
                        pinnedCa: string | null;
                        redirector: boolean;
                        proxiedFileUrl: boolean;
                        /** @description How the instance writes its file ids; learned from the first of them */
                        dialect?: {
                            /** @enum {string} */
                            headerOrder: "alg,typ" | "typ,alg";
                            escapedSlashes: boolean;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InstancesController_remove: {
        parameters: {
            query?: {
                now?: "true" | "false";
            };
            header?: never;
            path: {
                tenant: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove an instance; refused while sessions run, unless they are cut off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    InstancesController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path: {
                tenant: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    mode?: "transparent" | "forwarded" | "resign" | "attested";
                    privateNetwork?: boolean;
                    plainFileId?: boolean;
                    product?: ("owncloud10" | "ocis" | "wopiserver" | "gateway" | "other") | null;
                    productVersion?: string | null;
                    browserOrigins?: string[];
                    /** @description PEM of the only authorities to trust */
                    pinnedCa?: string | null;
                    redirector?: boolean;
                    proxiedFileUrl?: boolean;
                };
            };
        };
        responses: {
            /** @description Change an instance; its files URL stays, since every document would become another one */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        instanceId: string;
                        /** Format: uuid */
                        tenantId: string;
                        filesUrl: string;
                        /** @enum {string} */
                        mode: "transparent" | "forwarded" | "resign" | "attested";
                        privateNetwork: boolean;
                        plainFileId: boolean;
                        product: ("owncloud10" | "ocis" | "wopiserver" | "gateway" | "other") | null;
                        productVersion: string | null;
                        browserOrigins: string[];
                        /** @description PEM of the only authorities to trust */
                        pinnedCa: string | null;
                        redirector: boolean;
                        proxiedFileUrl: boolean;
                        /** @description How the instance writes its file ids; learned from the first of them */
                        dialect?: {
                            /** @enum {string} */
                            headerOrder: "alg,typ" | "typ,alg";
                            escapedSlashes: boolean;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    JobsController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-createdAt" | "createdAt" | "kind" | "-kind";
                /** @description Members to answer beside the key, with commas between: id,kind,state,createdBy,createdAt,startedAt,finishedAt,total,done,refused,failed */
                fields?: string;
                state?: "waiting" | "running" | "done" | "cancelled";
                kind?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Jobs, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        jobs: {
                            /** Format: uuid */
                            id: string;
                            /** @description What is done, such as `users.deactivate` */
                            kind?: string;
                            /** @enum {string} */
                            state?: "waiting" | "running" | "done" | "cancelled";
                            /** @description Id of the API key, or `installation` */
                            createdBy?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                            startedAt?: string | null;
                            finishedAt?: string | null;
                            total?: number;
                            done?: number;
                            /** @description Items that could not be done; each says why */
                            refused?: number;
                            /** @description Items that failed for a reason that nobody foresaw */
                            failed?: number;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    JobsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A job and how far it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    JobsController_items: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "number" | "-number";
                /** @description Members to answer beside the key, with commas between: id,number,subject,outcome,detail */
                fields?: string;
                outcome?: "done" | "refused" | "failed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The items of a job, each with its outcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description In the job, from 1 */
                            number?: number;
                            /** @description What the item is about */
                            subject?: {
                                /** Format: uuid */
                                id?: string;
                                version?: string;
                                /** @description Of a list */
                                line?: number;
                                login?: string;
                                part?: string;
                            };
                            /**
                             * @description Absent while it is to be done
                             * @enum {string}
                             */
                            outcome?: "done" | "refused" | "failed";
                            detail?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    JobsController_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Have a job end before its time: what it has done stays done; 409 when it is over */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LocksController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "since" | "-since" | "expiresAt" | "-expiresAt" | "fileName" | "-fileName";
                /** @description Members to answer beside the key, with commas between: id,fileId,fileName,lock,kind,holderId,holder,since,expiresAt,stale */
                fields?: string;
                file?: string;
                /** @description Login */
                user?: string;
                stale?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Locks in force, the oldest first; with `stale` those that nobody can use any more, or the others */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        locks: {
                            id: string;
                            /** Format: uuid */
                            fileId?: string;
                            fileName?: string;
                            /** @description The client's own id of the lock */
                            lock?: string;
                            /** @enum {string} */
                            kind?: "WOPI" | "Coauth" | "CoauthExclusive";
                            /** Format: uuid */
                            holderId?: string;
                            /** @description A person's name; of coauth locks, as their client told it */
                            holder?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            since?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            expiresAt?: string;
                            /** @description Nobody has a live session any more in which it could be used */
                            stale?: boolean;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LocksController_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    file: string;
                    /** @description As the list of locks tells it */
                    lock: string;
                    /**
                     * @default WOPI
                     * @enum {string}
                     */
                    kind?: "WOPI" | "Coauth" | "CoauthExclusive";
                    /** @description For the audit log */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Release a lock, for a reason; 409 when this very lock does not hold the file now */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LocksController_releaseMany: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    locks: {
                        /** Format: uuid */
                        file: string;
                        /** @description As the list of locks tells it */
                        lock: string;
                        /**
                         * @default WOPI
                         * @enum {string}
                         */
                        kind?: "WOPI" | "Coauth" | "CoauthExclusive";
                    }[];
                    /** @description For the audit log */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Release locks, each for itself, and say of each whether it was there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        locks: {
                            /** Format: uuid */
                            file: string;
                            lock: string;
                            /** @enum {string} */
                            kind: "WOPI" | "Coauth" | "CoauthExclusive";
                            /** @description False where this very lock did not hold the file any more */
                            released: boolean;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OnboardingController_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Settings to paste on the customer’s side; a placeholder stands for the key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        product: "owncloud10" | "ocis" | "wopiserver" | "gateway" | "other";
                        files: {
                            where: string;
                            text: string;
                        }[];
                        notes: string[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OnboardingController_settingsWithKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                tenant: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    product?: "owncloud10" | "ocis" | "wopiserver" | "gateway" | "other";
                };
            };
        };
        responses: {
            /** @description The same with a key that is made for it; it is shown in this answer and never again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        product: "owncloud10" | "ocis" | "wopiserver" | "gateway" | "other";
                        files: {
                            where: string;
                            text: string;
                        }[];
                        notes: string[];
                        /** Format: uuid */
                        keyId: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OnboardingController_reports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reports of the instance, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reports: {
                            /** Format: uuid */
                            reportId: string;
                            /** Format: uuid */
                            instanceId: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            madeAt: string;
                            passed: boolean;
                            findings: {
                                check: string;
                                /** @enum {string} */
                                outcome: "passed" | "warning" | "failed" | "skipped";
                                tried: string;
                                seen: string;
                                /** @description What to do about it */
                                change?: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OnboardingController_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                tenant: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Look at the instance from outside, keep the report, and compare it with the one before */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        reportId: string;
                        /** Format: uuid */
                        instanceId: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        madeAt: string;
                        passed: boolean;
                        findings: {
                            check: string;
                            /** @enum {string} */
                            outcome: "passed" | "warning" | "failed" | "skipped";
                            tried: string;
                            seen: string;
                            /** @description What to do about it */
                            change?: string;
                        }[];
                        before: {
                            /** Format: uuid */
                            reportId: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            madeAt: string;
                        } | null;
                        changes: {
                            check: string;
                            /** @enum {string} */
                            from: "passed" | "warning" | "failed" | "skipped";
                            /** @enum {string} */
                            to: "passed" | "warning" | "failed" | "skipped";
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ProofFindingsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why proofs did not fit in the last seven days, newest first, a hundred at most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        findings: {
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            at: string;
                            /** Format: uuid */
                            instanceId: string;
                            operation: string;
                            proof: string;
                            status: number;
                            finding: {
                                verdict: string;
                                /** @description What differs between the two addresses, or which keys signed */
                                cause?: string;
                                client?: string;
                                checkedUrl: string;
                                signedUrl?: string;
                                keyIds: string[];
                                missing?: string[];
                                ageSeconds?: number;
                            };
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RecoveredController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-createdAt" | "createdAt" | "fileName" | "-fileName" | "size" | "-size";
                /** @description Members to answer beside the key, with commas between: id,fileId,fileName,fileDeleted,ownerName,authorName,client,reason,size,sha256,createdAt */
                fields?: string;
                file?: string;
                reason?: "lock_lost" | "locked_by_other" | "document_changed" | "file_deleted" | "session_ended" | "quota";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What could not be saved, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recovered: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            fileId?: string;
                            fileName?: string;
                            fileDeleted?: boolean;
                            ownerName?: string;
                            authorName?: string;
                            client?: string;
                            /** @enum {string} */
                            reason?: "lock_lost" | "locked_by_other" | "document_changed" | "file_deleted" | "session_ended" | "quota";
                            /** @description Bytes */
                            size?: number;
                            sha256?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RecoveredController_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content of a recovered save */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RecoveredController_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default version
                     * @enum {string}
                     */
                    as?: "version" | "file";
                };
            };
        };
        responses: {
            /** @description Make it the newest version of its file, or a file of its own */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        name: string;
                        version: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RecoveredController_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a recovered save for good */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RetentionController_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Saves of a session within so long are one */
                        foldMinutes: number;
                        /** @description Of saves that another stands for */
                        supersededDays: number | null;
                        /** @description Beside the current one */
                        maxVersions: number | null;
                        maxAgeDays: number | null;
                        /** @description Of all versions of a file */
                        maxBytes: number | null;
                        /** @description Of the versions of deleted files */
                        deletedDays: number | null;
                        recoveredDays: number;
                        /** @description Of one person */
                        recoveredPerFile: number;
                        /** @description Of one person */
                        recoveredBytes: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RetentionController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Saves of a session within so long are one */
                    foldMinutes?: number;
                    /** @description Of saves that another stands for */
                    supersededDays?: number | null;
                    /** @description Beside the current one */
                    maxVersions?: number | null;
                    maxAgeDays?: number | null;
                    /** @description Of all versions of a file */
                    maxBytes?: number | null;
                    /** @description Of the versions of deleted files */
                    deletedDays?: number | null;
                    recoveredDays?: number;
                    /** @description Of one person */
                    recoveredPerFile?: number;
                    /** @description Of one person */
                    recoveredBytes?: number;
                };
            };
        };
        responses: {
            /** @description Change limits of the policy */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Saves of a session within so long are one */
                        foldMinutes: number;
                        /** @description Of saves that another stands for */
                        supersededDays: number | null;
                        /** @description Beside the current one */
                        maxVersions: number | null;
                        maxAgeDays: number | null;
                        /** @description Of all versions of a file */
                        maxBytes: number | null;
                        /** @description Of the versions of deleted files */
                        deletedDays: number | null;
                        recoveredDays: number;
                        /** @description Of one person */
                        recoveredPerFile: number;
                        /** @description Of one person */
                        recoveredBytes: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RetentionController_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    preview?: boolean;
                };
            };
        };
        responses: {
            /** @description Remove now what the policy keeps no longer, or tell how much of versions that is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        versions: number;
                        bytes: number;
                        recovered?: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RolesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Roles, each with all that it may do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        roles: {
                            /** @enum {string} */
                            name: "viewer" | "auditor" | "support" | "tenant-admin" | "application" | "operator" | "owner";
                            permissions: ("files.read" | "files.write" | "content.read" | "shares.manage" | "versions.read" | "versions.manage" | "holds.manage" | "recovery.read" | "recovery.manage" | "retention.read" | "retention.manage" | "locks.read" | "locks.release" | "sessions.read" | "sessions.open" | "sessions.revoke" | "grants.read" | "grants.revoke" | "users.read" | "users.manage" | "roles.manage" | "credentials.manage" | "scim.provision" | "api-keys.read" | "api-keys.manage" | "tenants.read" | "tenants.manage" | "instances.manage" | "proxy-keys.manage" | "clients.read" | "clients.manage" | "settings.read" | "settings.manage" | "webhooks.read" | "webhooks.manage" | "audit.read" | "audit.export" | "audit.manage" | "jobs.read" | "jobs.manage" | "statistics.read" | "health.read")[];
                            /** @description Over the whole installation: no key of one tenant has it */
                            installation: boolean;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FileSecureViewController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy of a file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null: as for all files */
                        enabled: boolean | null;
                        /**
                         * @description Null: as for all files
                         * @default null
                         */
                        watermark: string | null;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    FileSecureViewController_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Null: as for all files */
                    enabled: boolean | null;
                    /**
                     * @description Null: as for all files
                     * @default null
                     */
                    watermark?: string | null;
                };
            };
        };
        responses: {
            /** @description Set the policy of a file */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SecureViewController_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy of all files */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description No download, print or copy for those who may not edit */
                        enabled: boolean;
                        /**
                         * @description `{name}` stands for who looks; null: the name alone
                         * @default null
                         */
                        watermark: string | null;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SecureViewController_set: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description No download, print or copy for those who may not edit */
                    enabled: boolean;
                    /**
                     * @description `{name}` stands for who looks; null: the name alone
                     * @default null
                     */
                    watermark?: string | null;
                };
            };
        };
        responses: {
            /** @description Set the policy of all files */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StorageController_use: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The quota and its use */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What usedBytes may be at most; null: no limit */
                        quotaBytes: number | null;
                        /** @description Of the files that are there, in their current version */
                        usedBytes: number;
                        /** @description Of all versions, those of deleted files too */
                        versionBytes: number;
                        /** @description Of the recovery bin */
                        recoveredBytes: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StorageController_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    quotaBytes: number | null;
                };
            };
        };
        responses: {
            /** @description Set the quota, or lift it; below what is used, nothing may grow */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What usedBytes may be at most; null: no limit */
                        quotaBytes: number | null;
                        /** @description Of the files that are there, in their current version */
                        usedBytes: number;
                        /** @description Of all versions, those of deleted files too */
                        versionBytes: number;
                        /** @description Of the recovery bin */
                        recoveredBytes: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-openedAt" | "openedAt" | "expiresAt" | "-expiresAt" | "user" | "-user";
                /** @description Members to answer beside the key, with commas between: id,fileId,fileName,containerId,userId,user,client,action,route,openedAt,expiresAt */
                fields?: string;
                /** @description Login */
                user?: string;
                file?: string;
                client?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Live sessions, the last opened first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessions: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            fileId?: string;
                            fileName?: string;
                            /** Format: uuid */
                            containerId?: string;
                            /** Format: uuid */
                            userId?: string;
                            /** @description Login */
                            user?: string;
                            client?: string;
                            /** @enum {string} */
                            action?: "edit" | "view";
                            /** @enum {string} */
                            route?: "direct" | "proxy";
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            openedAt?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            expiresAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    file: string;
                    user: string;
                    /**
                     * @default edit
                     * @enum {string}
                     */
                    action?: "edit" | "view";
                    /** @description Name of a WOPI client; the first that opens the type */
                    client?: string;
                    /** @description Without the proxy */
                    direct?: boolean;
                    deny?: ("write-relative" | "rename" | "delete" | "user-info" | "containers" | "share" | "all-but-comments")[];
                };
            };
        };
        responses: {
            /** @description Open a session of a person whom the caller vouches for */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        sessionId: string;
                        wopiSrc: string;
                        accessToken: string;
                        /** @description Moment of expiry in milliseconds since 1970 */
                        accessTokenTtl: number;
                        /** @description Opens the editor without a sign-in for 15 minutes */
                        hostPageUrl?: string;
                        actionUrl?: string;
                        favIconUrl?: string;
                        appName?: string;
                        clientOrigins: string[];
                        fileName: string;
                        /** @enum {string} */
                        action: "edit" | "view";
                        profile: string;
                        userId: string;
                        ownerId: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a session */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SessionsController_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    session?: string;
                    /** Format: uuid */
                    file?: string;
                    user?: string;
                    /**
                     * @description All live sessions of the tenant; nothing else is named then
                     * @enum {boolean}
                     */
                    all?: true;
                };
            };
        };
        responses: {
            /** @description End the sessions of a file, of a person, of both, or all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revoked: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SettingsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the running processes booted with, without secrets, and what can be changed while they run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        processes: {
                            id: string;
                            process: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            startedAt: string;
                        }[];
                        settings: {
                            name: string;
                            secret: boolean;
                            /** @description One, unless processes booted with different ones */
                            values: {
                                /**
                                 * @description Whether the environment says it
                                 * @enum {string}
                                 */
                                origin: "set" | "default";
                                /** @description Absent for a secret, and where nothing holds */
                                value?: string;
                                processes: string[];
                            }[];
                        }[];
                        /** @description What holds without a restart, each by the name of the resource that changes it */
                        changeable: {
                            storage: {
                                /** @description What usedBytes may be at most; null: no limit */
                                quotaBytes: number | null;
                            };
                            /** @description How long versions and recovered saves are kept; null: no limit */
                            retention: {
                                /** @description Saves of a session within so long are one */
                                foldMinutes: number;
                                /** @description Of saves that another stands for */
                                supersededDays: number | null;
                                /** @description Beside the current one */
                                maxVersions: number | null;
                                maxAgeDays: number | null;
                                /** @description Of all versions of a file */
                                maxBytes: number | null;
                                /** @description Of the versions of deleted files */
                                deletedDays: number | null;
                                recoveredDays: number;
                                /** @description Of one person */
                                recoveredPerFile: number;
                                /** @description Of one person */
                                recoveredBytes: number;
                            };
                            "secure-view": {
                                /** @description No download, print or copy for those who may not edit */
                                enabled: boolean;
                                /**
                                 * @description `{name}` stands for who looks; null: the name alone
                                 * @default null
                                 */
                                watermark: string | null;
                            };
                        };
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StatisticsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How much there is, and how much is going on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: number;
                        /** @description Of their present content */
                        bytes: number;
                        versions: number;
                        /** @description Without disabled ones */
                        users: number;
                        liveSessions: number;
                        locks: number;
                        /** @description Of the last thirty days; days without one are left out */
                        savesPerDay: {
                            day: string;
                            saves: number;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantKeysController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: keyId,tenantId,purpose,state,revokedAt,savesUntil,createdAt */
                fields?: string;
                purpose?: "file-id" | "file-url" | "redirect";
                state?: "active" | "retiring" | "revoked";
            };
            header?: never;
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys of a tenant, without their secrets, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: {
                            /** Format: uuid */
                            keyId: string;
                            /** Format: uuid */
                            tenantId?: string;
                            /** @enum {string} */
                            purpose?: "file-id" | "file-url" | "redirect";
                            /** @enum {string} */
                            state?: "active" | "retiring" | "revoked";
                            revokedAt?: string | null;
                            savesUntil?: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantKeysController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description At least 32 bytes; one is made where there is none */
                    secret?: string;
                    /** @enum {string} */
                    purpose?: "file-id" | "file-url" | "redirect";
                };
            };
        };
        responses: {
            /** @description Add a key; without `secret` one is made. It is shown in this answer and never again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        keyId: string;
                        secret: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantKeysController_rotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description At least 32 bytes; one is made where there is none */
                    secret?: string;
                    /** @enum {string} */
                    purpose?: "file-id" | "file-url" | "redirect";
                };
            };
        };
        responses: {
            /** @description Add a key and have the active ones retire; `warning` says what comes of it for people who edit */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        keyId: string;
                        secret: string;
                        /** @description Keys that were active until now */
                        retiring: string[];
                        runningSessions: number;
                        warning: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantKeysController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A key, without its secret */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        keyId: string;
                        /** Format: uuid */
                        tenantId: string;
                        /** @enum {string} */
                        purpose: "file-id" | "file-url" | "redirect";
                        /** @enum {string} */
                        state: "active" | "retiring" | "revoked";
                        revokedAt: string | null;
                        savesUntil: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantKeysController_revoke: {
        parameters: {
            query?: {
                now?: "true" | "false";
            };
            header?: never;
            path: {
                tenant: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke a key for good; its running sessions may save for the days of grace, unless they are cut off */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        keyId: string;
                        /** Format: uuid */
                        tenantId: string;
                        /** @enum {string} */
                        purpose: "file-id" | "file-url" | "redirect";
                        /** @enum {string} */
                        state: "active" | "retiring" | "revoked";
                        revokedAt: string | null;
                        savesUntil: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantKeysController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path: {
                tenant: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "active" | "retiring";
                };
            };
        };
        responses: {
            /** @description Have a key retire, or be active again; both are accepted */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        keyId: string;
                        /** Format: uuid */
                        tenantId: string;
                        /** @enum {string} */
                        purpose: "file-id" | "file-url" | "redirect";
                        /** @enum {string} */
                        state: "active" | "retiring" | "revoked";
                        revokedAt: string | null;
                        savesUntil: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: tenantId,name,plan,state,contacts,validFrom,validUntil,graceDays,savesUntil,daysLeft,seats,policy,limits,createdAt,warnings */
                fields?: string;
                /** @description Part of the name */
                name?: string;
                plan?: "business" | "personal";
                state?: "trial" | "active" | "grace" | "suspended" | "expired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tenants by name, each with what needs attention */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tenants: {
                            /** Format: uuid */
                            tenantId: string;
                            name?: string;
                            /** @enum {string} */
                            plan?: "business" | "personal";
                            /** @enum {string} */
                            state?: "trial" | "active" | "grace" | "suspended" | "expired";
                            contacts?: {
                                name: string;
                                /** Format: email */
                                email: string;
                                role?: string;
                            }[];
                            validFrom?: string | null;
                            validUntil?: string | null;
                            graceDays?: number;
                            /** @description Running sessions may save until then, once service has ended */
                            savesUntil?: string | null;
                            daysLeft?: number | null;
                            seats?: number | null;
                            policy?: {
                                /** @description Serves calls with a wrong proof: for a migration only */
                                softProof: boolean;
                                /** @description Forces LicenseCheckForEditIsEnabled */
                                businessFlow: boolean;
                                pseudonymUserIds: boolean;
                                /** @description Answers PutUserInfo for instances that cannot */
                                keepUserInfo: boolean;
                                discoveryApps: string[] | null;
                                discoveryActions: string[] | null;
                            };
                            limits?: {
                                requestsPerSecond: number | null;
                                concurrentCalls: number | null;
                                mibPerSecond: number | null;
                                maxFileMib: number | null;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                            /** @description What whoever runs the installation should know or do */
                            warnings?: string[];
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    plan: "business" | "personal";
                };
            };
        };
        responses: {
            /** @description Add a tenant */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        tenantId: string;
                        name: string;
                        /** @enum {string} */
                        plan: "business" | "personal";
                        /** @enum {string} */
                        state: "trial" | "active" | "grace" | "suspended" | "expired";
                        contacts: {
                            name: string;
                            /** Format: email */
                            email: string;
                            role?: string;
                        }[];
                        validFrom: string | null;
                        validUntil: string | null;
                        graceDays: number;
                        /** @description Running sessions may save until then, once service has ended */
                        savesUntil: string | null;
                        daysLeft: number | null;
                        seats: number | null;
                        policy: {
                            /** @description Serves calls with a wrong proof: for a migration only */
                            softProof: boolean;
                            /** @description Forces LicenseCheckForEditIsEnabled */
                            businessFlow: boolean;
                            pseudonymUserIds: boolean;
                            /** @description Answers PutUserInfo for instances that cannot */
                            keepUserInfo: boolean;
                            discoveryApps: string[] | null;
                            discoveryActions: string[] | null;
                        };
                        limits: {
                            requestsPerSecond: number | null;
                            concurrentCalls: number | null;
                            mibPerSecond: number | null;
                            maxFileMib: number | null;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tenant with its instances and keys, its use of the proxy, and what needs attention */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        tenantId: string;
                        name: string;
                        /** @enum {string} */
                        plan: "business" | "personal";
                        /** @enum {string} */
                        state: "trial" | "active" | "grace" | "suspended" | "expired";
                        contacts: {
                            name: string;
                            /** Format: email */
                            email: string;
                            role?: string;
                        }[];
                        validFrom: string | null;
                        validUntil: string | null;
                        graceDays: number;
                        /** @description Running sessions may save until then, once service has ended */
                        savesUntil: string | null;
                        daysLeft: number | null;
                        seats: number | null;
                        policy: {
                            /** @description Serves calls with a wrong proof: for a migration only */
                            softProof: boolean;
                            /** @description Forces LicenseCheckForEditIsEnabled */
                            businessFlow: boolean;
                            pseudonymUserIds: boolean;
                            /** @description Answers PutUserInfo for instances that cannot */
                            keepUserInfo: boolean;
                            discoveryApps: string[] | null;
                            discoveryActions: string[] | null;
                        };
                        limits: {
                            requestsPerSecond: number | null;
                            concurrentCalls: number | null;
                            mibPerSecond: number | null;
                            maxFileMib: number | null;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        usage: {
                            /** @description Distinct users in 30 days */
                            users: number;
                            /** @description Sessions seen within a day */
                            runningSessions: number;
                        };
                        /** @description What whoever runs the installation should know or do */
                        warnings: string[];
                        instances: {
                            /** Format: uuid */
                            instanceId: string;
                            /** Format: uuid */
                            tenantId: string;
                            filesUrl: string;
                            /** @enum {string} */
                            mode: "transparent" | "forwarded" | "resign" | "attested";
                            privateNetwork: boolean;
                            plainFileId: boolean;
                            product: ("owncloud10" | "ocis" | "wopiserver" | "gateway" | "other") | null;
                            productVersion: string | null;
                            browserOrigins: string[];
                            /** @description PEM of the only authorities to trust */
                            pinnedCa: string | null;
                            redirector: boolean;
                            proxiedFileUrl: boolean;
                            /** @description How the instance writes its file ids; learned from the first of them */
                            dialect?: {
                                /** @enum {string} */
                                headerOrder: "alg,typ" | "typ,alg";
                                escapedSlashes: boolean;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt: string;
                        }[];
                        keys: {
                            /** Format: uuid */
                            keyId: string;
                            /** Format: uuid */
                            tenantId: string;
                            /** @enum {string} */
                            purpose: "file-id" | "file-url" | "redirect";
                            /** @enum {string} */
                            state: "active" | "retiring" | "revoked";
                            revokedAt: string | null;
                            savesUntil: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt: string;
                        }[];
                        entitlements: {
                            /** Format: uuid */
                            statementId: string;
                            mediaType: string;
                            bytes: number;
                            sha256: string;
                            /** @description The last day it speaks of */
                            validUntil: string | null;
                            current: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            uploadedAt: string;
                        }[];
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_remove: {
        parameters: {
            query?: {
                now?: "true" | "false";
            };
            header?: never;
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a tenant with all that is its; refused while sessions run, unless they are cut off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @enum {string} */
                    plan?: "business" | "personal";
                    /** @enum {string} */
                    state?: "trial" | "active";
                    contacts?: {
                        name: string;
                        /** Format: email */
                        email: string;
                        role?: string;
                    }[];
                    validFrom?: string | null;
                    validUntil?: string | null;
                    graceDays?: number;
                    seats?: number | null;
                    policy?: {
                        /** @description Serves calls with a wrong proof: for a migration only */
                        softProof?: boolean;
                        /** @description Forces LicenseCheckForEditIsEnabled */
                        businessFlow?: boolean;
                        pseudonymUserIds?: boolean;
                        /** @description Answers PutUserInfo for instances that cannot */
                        keepUserInfo?: boolean;
                        discoveryApps?: string[] | null;
                        discoveryActions?: string[] | null;
                    };
                    limits?: {
                        requestsPerSecond?: number | null;
                        concurrentCalls?: number | null;
                        mibPerSecond?: number | null;
                        maxFileMib?: number | null;
                    };
                };
            };
        };
        responses: {
            /** @description Change name, plan, contacts, dates, seats, policy or limits */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        tenantId: string;
                        name: string;
                        /** @enum {string} */
                        plan: "business" | "personal";
                        /** @enum {string} */
                        state: "trial" | "active" | "grace" | "suspended" | "expired";
                        contacts: {
                            name: string;
                            /** Format: email */
                            email: string;
                            role?: string;
                        }[];
                        validFrom: string | null;
                        validUntil: string | null;
                        graceDays: number;
                        /** @description Running sessions may save until then, once service has ended */
                        savesUntil: string | null;
                        daysLeft: number | null;
                        seats: number | null;
                        policy: {
                            /** @description Serves calls with a wrong proof: for a migration only */
                            softProof: boolean;
                            /** @description Forces LicenseCheckForEditIsEnabled */
                            businessFlow: boolean;
                            pseudonymUserIds: boolean;
                            /** @description Answers PutUserInfo for instances that cannot */
                            keepUserInfo: boolean;
                            discoveryApps: string[] | null;
                            discoveryActions: string[] | null;
                        };
                        limits: {
                            requestsPerSecond: number | null;
                            concurrentCalls: number | null;
                            mibPerSecond: number | null;
                            maxFileMib: number | null;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_suspend: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Running sessions lose their days of grace */
                    now?: boolean;
                };
            };
        };
        responses: {
            /** @description Suspend a tenant; running sessions may save for the days of grace */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        tenantId: string;
                        name: string;
                        /** @enum {string} */
                        plan: "business" | "personal";
                        /** @enum {string} */
                        state: "trial" | "active" | "grace" | "suspended" | "expired";
                        contacts: {
                            name: string;
                            /** Format: email */
                            email: string;
                            role?: string;
                        }[];
                        validFrom: string | null;
                        validUntil: string | null;
                        graceDays: number;
                        /** @description Running sessions may save until then, once service has ended */
                        savesUntil: string | null;
                        daysLeft: number | null;
                        seats: number | null;
                        policy: {
                            /** @description Serves calls with a wrong proof: for a migration only */
                            softProof: boolean;
                            /** @description Forces LicenseCheckForEditIsEnabled */
                            businessFlow: boolean;
                            pseudonymUserIds: boolean;
                            /** @description Answers PutUserInfo for instances that cannot */
                            keepUserInfo: boolean;
                            discoveryApps: string[] | null;
                            discoveryActions: string[] | null;
                        };
                        limits: {
                            requestsPerSecond: number | null;
                            concurrentCalls: number | null;
                            mibPerSecond: number | null;
                            maxFileMib: number | null;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TenantsController_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a suspension */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        tenantId: string;
                        name: string;
                        /** @enum {string} */
                        plan: "business" | "personal";
                        /** @enum {string} */
                        state: "trial" | "active" | "grace" | "suspended" | "expired";
                        contacts: {
                            name: string;
                            /** Format: email */
                            email: string;
                            role?: string;
                        }[];
                        validFrom: string | null;
                        validUntil: string | null;
                        graceDays: number;
                        /** @description Running sessions may save until then, once service has ended */
                        savesUntil: string | null;
                        daysLeft: number | null;
                        seats: number | null;
                        policy: {
                            /** @description Serves calls with a wrong proof: for a migration only */
                            softProof: boolean;
                            /** @description Forces LicenseCheckForEditIsEnabled */
                            businessFlow: boolean;
                            pseudonymUserIds: boolean;
                            /** @description Answers PutUserInfo for instances that cannot */
                            keepUserInfo: boolean;
                            discoveryApps: string[] | null;
                            discoveryActions: string[] | null;
                        };
                        limits: {
                            requestsPerSecond: number | null;
                            concurrentCalls: number | null;
                            mibPerSecond: number | null;
                            maxFileMib: number | null;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UserImportController_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The list, 1 MiB and 5000 lines at most */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Add the people of a list, without passwords: text/csv whose first line names the columns `login`, `displayName`, `role`, or application/x-ndjson with an object of these on each line; a role needs `roles.manage` too */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @description What is done, such as `users.deactivate` */
                        kind: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled";
                        /** @description Id of the API key, or `installation` */
                        createdBy: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        startedAt?: string | null;
                        finishedAt?: string | null;
                        total: number;
                        done: number;
                        /** @description Items that could not be done; each says why */
                        refused: number;
                        /** @description Items that failed for a reason that nobody foresaw */
                        failed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UsersController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "login" | "-login" | "displayName" | "-displayName" | "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: id,login,displayName,role,disabled,secondFactor,createdAt */
                fields?: string;
                /** @description Part of the login or the name */
                name?: string;
                role?: "member" | "administrator";
                disabled?: "true" | "false";
                secondFactor?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People by login */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: {
                            /** Format: uuid */
                            id: string;
                            login?: string;
                            displayName?: string;
                            /**
                             * @description An administrator of the portal sees the files of everyone
                             * @enum {string}
                             */
                            role?: "member" | "administrator";
                            disabled?: boolean;
                            /** @description Whether one is set up */
                            secondFactor?: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UsersController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    displayName?: string;
                    /** @enum {string} */
                    role?: "member" | "administrator";
                };
            };
        };
        responses: {
            /** @description Add a person, without a password; a role needs `roles.manage` too */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        login: string;
                        displayName: string;
                        /**
                         * @description An administrator of the portal sees the files of everyone
                         * @enum {string}
                         */
                        role: "member" | "administrator";
                        disabled: boolean;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UsersController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A person */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        login: string;
                        displayName: string;
                        /**
                         * @description An administrator of the portal sees the files of everyone
                         * @enum {string}
                         */
                        role: "member" | "administrator";
                        disabled: boolean;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    UsersController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    displayName?: string;
                    /** @enum {string} */
                    role?: "member" | "administrator";
                    /** @description Signs the person out everywhere */
                    disabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Rename, disable or enable a person; a role needs `roles.manage` too */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        login: string;
                        displayName: string;
                        /**
                         * @description An administrator of the portal sees the files of everyone
                         * @enum {string}
                         */
                        role: "member" | "administrator";
                        disabled: boolean;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    VersionsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A version */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        /** @description Bytes */
                        size: number;
                        authorName: string;
                        editorNames: string[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /** @enum {string} */
                        origin: "created" | "saved" | "restored" | "recovered";
                        restoredFrom?: string;
                        /** @enum {string} */
                        saveKind?: "explicit" | "autosave" | "exit";
                        label?: string;
                        pinned: boolean;
                        /** @description Under a legal hold */
                        held: boolean;
                        /** @description The later save of its session that stands for it */
                        foldedInto?: string;
                        current: boolean;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    VersionRemovalController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a version for good; 409 for the current one, one with a name or a pin, and what a legal hold covers */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    VersionsController_mark: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path: {
                file: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    label?: string | null;
                    pinned?: boolean;
                };
            };
        };
        responses: {
            /** @description Label or pin a version: either keeps it whatever the policy says */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        /** @description Bytes */
                        size: number;
                        authorName: string;
                        editorNames: string[];
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /** @enum {string} */
                        origin: "created" | "saved" | "restored" | "recovered";
                        restoredFrom?: string;
                        /** @enum {string} */
                        saveKind?: "explicit" | "autosave" | "exit";
                        label?: string;
                        pinned: boolean;
                        /** @description Under a legal hold */
                        held: boolean;
                        /** @description The later save of its session that stands for it */
                        foldedInto?: string;
                        current: boolean;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    VersionsController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-version" | "version" | "size" | "-size";
                /** @description Members to answer beside the key, with commas between: version,size,authorName,editorNames,createdAt,origin,restoredFrom,saveKind,label,pinned,held,foldedInto,current */
                fields?: string;
                pinned?: "true" | "false";
                held?: "true" | "false";
                /** @description Whether a later save of its session stands for it */
                folded?: "true" | "false";
            };
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions of a file, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        versions: {
                            version: string;
                            /** @description Bytes */
                            size?: number;
                            authorName?: string;
                            editorNames?: string[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                            /** @enum {string} */
                            origin?: "created" | "saved" | "restored" | "recovered";
                            restoredFrom?: string;
                            /** @enum {string} */
                            saveKind?: "explicit" | "autosave" | "exit";
                            label?: string;
                            pinned?: boolean;
                            /** @description Under a legal hold */
                            held?: boolean;
                            /** @description The later save of its session that stands for it */
                            foldedInto?: string;
                            current?: boolean;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    VersionsController_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content of a version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    VersionsController_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                file: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make the content of a version the newest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        version: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; `detail` says why. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhookDeliveriesController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "-place" | "place";
                /** @description Members to answer beside the key, with commas between: id,eventId,type,fileId,state,attempts,nextAttemptAt,finishedAt,lastOutcome,place */
                fields?: string;
                state?: "waiting" | "delivered" | "given-up";
                type?: "opened" | "saved" | "closed" | "locked" | "renamed" | "recovered";
                file?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deliveries to a webhook, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            eventId?: string;
                            /** @enum {string} */
                            type?: "opened" | "saved" | "closed" | "locked" | "renamed" | "recovered";
                            /** Format: uuid */
                            fileId?: string;
                            /** @enum {string} */
                            state?: "waiting" | "delivered" | "given-up";
                            attempts?: number;
                            /**
                             * Format: date-time
                             * @description Of one that waits
                             */
                            nextAttemptAt?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            finishedAt?: string;
                            /** @description The status that the address answered last, or why none came */
                            lastOutcome?: string;
                            /** @description In the order of what happened */
                            place?: string;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhookDeliveriesController_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    deliveries: string[];
                };
            };
        };
        responses: {
            /** @description Have events told once more, whether they arrived or were given up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_list: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description With `-` in front: the greatest first */
                sort?: "createdAt" | "-createdAt";
                /** @description Members to answer beside the key, with commas between: id,url,events,privateNetwork,active,createdAt,oldSecretUntil */
                fields?: string;
                event?: "opened" | "saved" | "closed" | "locked" | "renamed" | "recovered";
                active?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Webhooks, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: {
                            /** Format: uuid */
                            id: string;
                            url?: string;
                            events?: ("opened" | "saved" | "closed" | "locked" | "renamed" | "recovered")[];
                            privateNetwork?: boolean;
                            active?: boolean;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt?: string;
                            /** @description Until when events are signed with the secret before, too */
                            oldSecretUntil?: string | null;
                        }[];
                        /** @description Cursor of the next page; absent on the last */
                        next?: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                    events: ("opened" | "saved" | "closed" | "locked" | "renamed" | "recovered")[];
                    /**
                     * @description Whether it lies in a private network
                     * @default false
                     */
                    privateNetwork?: boolean;
                };
            };
        };
        responses: {
            /** @description Add a webhook; the secret that its events are signed with is shown in this answer and never again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        url: string;
                        events: ("opened" | "saved" | "closed" | "locked" | "renamed" | "recovered")[];
                        privateNetwork: boolean;
                        active: boolean;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /** @description Until when events are signed with the secret before, too */
                        oldSecretUntil: string | null;
                        secret: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A webhook */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        url: string;
                        events: ("opened" | "saved" | "closed" | "locked" | "renamed" | "recovered")[];
                        privateNetwork: boolean;
                        active: boolean;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /** @description Until when events are signed with the secret before, too */
                        oldSecretUntil: string | null;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a webhook, with all that waits for it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read: 412 if it has changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events?: ("opened" | "saved" | "closed" | "locked" | "renamed" | "recovered")[];
                    active?: boolean;
                };
            };
        };
        responses: {
            /** @description Change what a webhook hears, or have it pause */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        url: string;
                        events: ("opened" | "saved" | "closed" | "locked" | "renamed" | "recovered")[];
                        privateNetwork: boolean;
                        active: boolean;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /** @description Until when events are signed with the secret before, too */
                        oldSecretUntil: string | null;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WebhooksController_rotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description For a day, a request with the key of one that was carried out gets the answer of that one. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 24 */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            /** @description Sign with a new secret, shown in this answer and never again, and for some hours with the one before as well */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        url: string;
                        events: ("opened" | "saved" | "closed" | "locked" | "renamed" | "recovered")[];
                        privateNetwork: boolean;
                        active: boolean;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /** @description Until when events are signed with the secret before, too */
                        oldSecretUntil: string | null;
                        secret: string;
                    };
                };
            };
            /** @description What was sent cannot be taken as it is. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that is unknown, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the key may know of. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something is in the way; `detail` says what. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is in a coding that is not understood. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
