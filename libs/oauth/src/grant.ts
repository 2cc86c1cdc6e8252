/** Who an app acts for. */
export interface Bearer {
  readonly userId: string;
  readonly login: string;
  readonly displayName: string;
  readonly clientId: string;
  /** What the person agreed to: sessions that are opened by it end with it. */
  readonly grantId: string;
}

/** An app that a person has let in. */
export interface Connection {
  readonly clientId: string;
  readonly since: Date;
}

/** Which grants; several conditions must all hold. */
export interface GrantFilter {
  readonly tenantId: string;
  readonly grantId?: string | undefined;
  readonly userId?: string | undefined;
  readonly clientId?: string | undefined;
}
