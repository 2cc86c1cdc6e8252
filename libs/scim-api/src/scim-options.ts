export interface ScimOptions {
  /** The tenant whose people are provisioned. */
  readonly tenantId: string;
  /** Where this process is reached, for the addresses of resources. */
  readonly baseUrl: string;
}

export const SCIM_OPTIONS = Symbol('SCIM_OPTIONS');
