export const FILES_OPTIONS = Symbol('FILES_OPTIONS');

/** How the files of this installation are reached and limited. */
export interface FilesOptions {
  /** The tenant whose files are kept here. */
  readonly tenantId: string;
  /** Origin that WOPI clients call directly. */
  readonly hostUrl: string;
  /** Origin of the portal: editor links, downloads. */
  readonly portalUrl: string;
  /** The proxy in front of this host and the secret it gave; undefined where there is none. */
  readonly behindProxy?: { readonly url: string; readonly secret: string } | undefined;
  /** The way new sessions take unless told otherwise. */
  readonly route: 'direct' | 'proxy';
  readonly maxFileBytes: number;
  /** Which clients are told a FileUrl: those that call this host directly, all, or nobody; nobody unless told. */
  readonly fileUrl?: 'direct' | 'all' | 'off' | undefined;
  /** What members of CSPP Plus are told. */
  readonly plus?: PlusOptions | undefined;
}

/** Unset addresses are taken from the client's discovery. */
export interface PlusOptions {
  readonly collaborationUrl?: string | undefined;
  readonly realTimeChannelUrl?: string | undefined;
  /** FileGeoLocationCode: where the files are; Microsoft tells its partners which codes there are. */
  readonly geoLocationCode?: string | undefined;
}
