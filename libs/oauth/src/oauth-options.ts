/** An app that may ask people for access to their files. */
export interface OAuthClient {
  readonly id: string;
  /** Compared whole, character by character. */
  readonly redirectUris: readonly string[];
  /** Of an app that can keep one; an app without has to use PKCE. */
  readonly secret?: string | undefined;
}

export interface OAuthOptions {
  /** The tenant whose people sign in. */
  readonly tenantId: string;
  /** Origin of the portal, where people sign in and agree. */
  readonly portalUrl: string;
  readonly clients: readonly OAuthClient[];
  /** What a person sees where a request cannot be answered to the app. */
  readonly errorPage: (
    status: number,
    sentence: string,
  ) => { readonly headers: Readonly<Record<string, string>>; readonly body: string };
  /** The name that Microsoft gave this service. */
  readonly providerId?: string | undefined;
  /** By platform, the apps that can sign people in for Office, in the order to be tried. */
  readonly urlSchemes?: Readonly<Record<string, readonly string[]>> | undefined;
}

export const OAUTH_OPTIONS = Symbol('OAUTH_OPTIONS');

/** Everything of the authorisation server lies below it, on the portal's host name. */
export const OAUTH_PATH = '/oauth';

/** Where people are asked whether they agree, followed by the id of the request. */
export const CONSENT_PATH = '/connect';

/** The one scope: what the person may do himself. */
export const SCOPE = 'wopi';
