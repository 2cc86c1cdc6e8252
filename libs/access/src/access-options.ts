export interface AccessOptions {
  /** The tenant of this installation's own files: keys that are good everywhere belong to it. */
  readonly tenantId: string;
  /** The installation's own key, of the configuration; undefined where it is not accepted. */
  readonly installationKey?: string | undefined;
}

export const ACCESS_OPTIONS = Symbol('ACCESS_OPTIONS');
