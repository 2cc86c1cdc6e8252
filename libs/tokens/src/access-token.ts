import { WOPI_OPERATIONS, type WopiOperationName } from '#wopi-protocol';

export type SessionAction = 'view' | 'edit';
export type SessionRoute = 'direct' | 'proxy';

/** What a person may be kept from within a session, each with the operations it takes away. */
export const DENIALS = {
  'write-relative': ['PutRelativeFile', 'CreateChildFile', 'CreateChildContainer'],
  rename: ['RenameFile', 'RenameContainer'],
  delete: ['DeleteFile', 'DeleteContainer'],
  'user-info': ['PutUserInfo'],
  /** Leaves nothing but the one file: no way up, down or aside. */
  containers: WOPI_OPERATIONS.filter(
    ({ name, resource }) =>
      resource === 'containers' ||
      resource === 'ecosystem' ||
      name === 'EnumerateAncestors' ||
      name === 'GetEcosystem',
  ).map(({ name }) => name),
  share: ['GetShareUrl', 'GetContainerShareUrl'],
  /** For clients that can be told so: the content is saved like any other, and only comments may differ. */
  'all-but-comments': [
    'PutRelativeFile',
    'RenameFile',
    'DeleteFile',
    'CreateChildFile',
    'CreateChildContainer',
  ],
} as const satisfies Record<string, readonly WopiOperationName[]>;

export type Denial = keyof typeof DENIALS;

export const isDenial = (text: string): text is Denial => Object.hasOwn(DENIALS, text);

export const RESOURCE_KINDS = ['file', 'container', 'ecosystem'] as const;

export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** What the sessions of an app are called by, in the place of a WOPI client's name; no configured client can be called so. */
export const nativeClient = (clientId: string): string => `native:${clientId}`;

/** Apps on people's own devices have no proof keys: their calls are not signed. */
export const isNativeClient = (client: string): boolean => client.startsWith('native:');

/** The one thing that an access token is good for. */
export interface Resource {
  readonly kind: ResourceKind;
  readonly id: string;
}

/** A tenant has one ecosystem, so its id says nothing. */
export const ECOSYSTEM: Resource = { kind: 'ecosystem', id: 'ecosystem' };

/** What an access token says. The session row has the last word: without it, alive, the token is worth nothing. */
export interface AccessTokenClaims {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly resource: Resource;
  readonly userId: string;
  readonly action: SessionAction;
  /** Name of the WOPI client the token was made for: its proof keys sign the calls. */
  readonly client: string;
  /** By the database's clock. Of a derived token: when the right to derive it was checked. */
  readonly issuedAt: Date;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** A session as it was opened, or seen from the resource of a token derived from it. */
export interface Session extends Omit<AccessTokenClaims, 'expiresAt' | 'issuedAt'> {
  readonly route: SessionRoute;
  readonly denied: readonly Denial[];
  readonly expiresAt: Date;
}

/** A session with its token. */
export interface IssuedToken {
  readonly session: Session;
  readonly accessToken: string;
  /** `access_token_ttl` as Office wants it: the moment of expiry in milliseconds since 1970. */
  readonly accessTokenTtl: number;
}
