import type { Resource, SessionAction } from '#tokens';

/** X-WOPI-UrlType: the types of share URLs that this host makes, each with the right that it carries. */
const RIGHTS = { ReadOnly: 'view', ReadWrite: 'edit' } as const satisfies Record<string, SessionAction>;

export type ShareUrlType = keyof typeof RIGHTS;

/** `SupportedShareUrlTypes`: nobody hands on a right that he does not have. */
export const shareUrlTypes = (action: SessionAction): ShareUrlType[] =>
  action === 'edit' ? ['ReadOnly', 'ReadWrite'] : ['ReadOnly'];

/** The right that a link of the type carries; undefined for a type that is not offered. */
export function rightsOfUrlType(type: string | undefined, action: SessionAction): SessionAction | undefined {
  const offered = shareUrlTypes(action).find((name) => name === type);
  return offered && RIGHTS[offered];
}

/** Days that a link lives unless told. */
export const SHARE_LINK_DAYS = 30;

/** A link to a file or a folder, as those see it who may revoke it. Its secret is nowhere but in the address that was handed out. */
export interface ShareLink {
  readonly id: string;
  readonly rights: SessionAction;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Whether it asks for a password. */
  readonly guarded: boolean;
}

/** A link that somebody has followed. */
export interface FollowedLink {
  readonly tenantId: string;
  readonly id: string;
  readonly rights: SessionAction;
  readonly resource: Resource;
  /** Undefined where none is asked for. */
  readonly passwordHash?: string | undefined;
}

/** What a link is made for. */
export interface NewShareLink {
  readonly tenantId: string;
  readonly resource: Resource;
  readonly rights: SessionAction;
  readonly createdBy: string;
  readonly days: number;
  /** Of the password that it asks for, if any. */
  readonly passwordHash?: string | undefined;
}
