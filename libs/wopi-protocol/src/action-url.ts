/**
 * What a host page can tell the client in the address of an action; what is left out is not mentioned in the
 * address.
 */
export interface ActionUrlValues {
  /** Absolute address of the file's WOPI endpoint, without access token. */
  readonly wopiSrc: string;
  /** Language of the interface, RFC 1766: 'de-DE'. */
  readonly ui?: string;
  /** Language for calculations, RFC 1766. */
  readonly rs?: string;
  readonly disableChat?: boolean;
  readonly disableAsync?: boolean;
  readonly disableBroadcast?: boolean;
  readonly embedded?: boolean;
  readonly fullscreen?: boolean;
  readonly recording?: boolean;
  /** '1' light, '2' dark. */
  readonly themeId?: string;
  /** Host's name for this session, for support; clients log it beside their own session id. */
  readonly hostSessionId?: string;
  /** Sent back by the client in X-WOPI-SessionContext. */
  readonly sessionContext?: string;
  /** The user has a Microsoft 365 business licence to be checked. */
  readonly businessUser?: boolean;
  readonly activityNavigationId?: string;
  readonly perfStats?: boolean;
  /** 'All', 'OfficeOnline' or 'OfficeNativeClient', for the validator's action. */
  readonly validatorTestCategory?: string;
}

/** `<name=PLACEHOLDER&>`, the `&` sometimes missing. */
const PLACEHOLDER = /<([^<>=&]+)=([^<>=&]+)&?>/g;

/**
 * The address to which the host page posts the access token (page "WOPI discovery", Action URLs and Placeholder values).
 * Known placeholders are filled, the others go out whole, and `WOPISrc` is added where no placeholder took it.
 * Every value is percent-encoded; what the client fixed in its address stays as it is.
 */
export function fillActionUrl(urlsrc: string, values: ActionUrlValues): string {
  const known = placeholderValues(values);
  const filled = urlsrc
    .replace(PLACEHOLDER, (_, name: string, placeholder: string) => {
      const value = known.get(placeholder);
      return value ? `${name}=${encodeURIComponent(value)}&` : '';
    })
    .replace(/<[^>]*>?/g, '');
  const hash = filled.indexOf('#');
  const address = (hash < 0 ? filled : filled.slice(0, hash)).replace(/[?&]+$/, '');
  const fragment = hash < 0 ? '' : filled.slice(hash);
  if (/<[^<>=&]+=WOPI_SOURCE&?>/.test(urlsrc)) return address + fragment;
  const separator = address.includes('?') ? '&' : '?';
  return `${address}${separator}WOPISrc=${encodeURIComponent(values.wopiSrc)}${fragment}`;
}

function placeholderValues(values: ActionUrlValues): ReadonlyMap<string, string | undefined> {
  const on = (flag: boolean | undefined, text: string): string | undefined => (flag ? text : undefined);
  return new Map(
    Object.entries({
      ACTIVITY_NAVIGATION_ID: values.activityNavigationId,
      BUSINESS_USER: on(values.businessUser, '1'),
      DC_LLCC: values.rs,
      DISABLE_ASYNC: on(values.disableAsync, 'true'),
      DISABLE_BROADCAST: on(values.disableBroadcast, 'true'),
      DISABLE_CHAT: on(values.disableChat, '1'),
      EMBEDDED: on(values.embedded, 'true'),
      FULLSCREEN: on(values.fullscreen, 'true'),
      HOST_SESSION_ID: values.hostSessionId,
      PERFSTATS: on(values.perfStats, 'true'),
      RECORDING: on(values.recording, 'true'),
      SESSION_CONTEXT: values.sessionContext,
      THEME_ID: values.themeId,
      UI_LLCC: values.ui,
      VALIDATOR_TEST_CATEGORY: values.validatorTestCategory,
      WOPI_SOURCE: values.wopiSrc,
    }),
  );
}
