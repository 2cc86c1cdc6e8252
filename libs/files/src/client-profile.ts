import type { Denial, SessionAction } from '#tokens';
import { collaboraProperties, microsoftProperties, onlyOfficeProperties } from './profile-properties.js';
import type { RequestContext } from './file.js';

/** The family of a WOPI client: they disagree about properties and forms. */
export type ClientProfileName =
  'microsoft365' | 'microsoft365-plus' | 'office-online-server' | 'collabora' | 'onlyoffice';

/** Whether a client takes part in CSPP Plus: without it no operation of the co-authoring extensions is offered. */
export const isPlus = (profile: ClientProfileName): boolean => profile === 'microsoft365-plus';

interface ClientProfile {
  /** `LastModifiedTime` in the one form the family reads rightly. */
  readonly lastModifiedTime: (at: Date) => string;
  /** Properties that only this family knows. */
  readonly properties: (context: RequestContext) => Readonly<Record<string, unknown>>;
  /** Whether the family can keep people to comments (UserCanOnlyComment); others would let them edit. */
  readonly knowsComments?: boolean;
  /** The body of the answer to PutFile, where the family reads one. */
  readonly saved?: (modifiedAt: Date) => object;
}

const iso = (at: Date) => at.toISOString();
/** ISO 8601 round-trip form of .NET: exactly seven fraction digits. */
const sevenDigits = (at: Date) => iso(at).replace('Z', '0000Z');
/** LibreOffice misreads seven digits; six it understands. */
const sixDigits = (at: Date) => iso(at).replace('Z', '000Z');

/** Microsoft shows business users its sign-in unless told that a licence was checked: `online/scenarios/business`. */
const licensed = (context: RequestContext) => ({
  LicenseCheckForEditIsEnabled: context.plan === 'business',
  IsEduUser: false,
  ...microsoftProperties(context),
});

export const CLIENT_PROFILES: Readonly<Record<ClientProfileName, ClientProfile>> = {
  microsoft365: { lastModifiedTime: sevenDigits, properties: licensed },
  'microsoft365-plus': { lastModifiedTime: sevenDigits, properties: licensed },
  // Checks licences by itself.
  'office-online-server': { lastModifiedTime: sevenDigits, properties: microsoftProperties },
  collabora: {
    lastModifiedTime: sixDigits,
    properties: collaboraProperties,
    knowsComments: true,
    // Comes back as X-COOL-WOPI-Timestamp of the next save.
    saved: (modifiedAt) => ({ LastModifiedTime: sixDigits(modifiedAt) }),
  },
  onlyoffice: { lastModifiedTime: iso, properties: onlyOfficeProperties, knowsComments: true },
};

/** What a session can be opened for in a client of the family: one that knows no comments shows what may only be commented. */
export const actionIn = (
  profile: ClientProfileName,
  action: SessionAction,
  denied: readonly Denial[],
): SessionAction =>
  denied.includes('all-but-comments') && !CLIENT_PROFILES[profile].knowsComments ? 'view' : action;

/** The body of the answer to PutFile; undefined for the families that expect none. */
export const savedAnswer = (profile: ClientProfileName, modifiedAt: Date): object | undefined =>
  CLIENT_PROFILES[profile].saved?.(modifiedAt);
