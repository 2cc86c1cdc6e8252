import type { Discovery, DiscoveryAction, DiscoveryApp } from './discovery.js';

const ZONE_ORDER = ['external-https', 'internal-https', 'external-http', 'internal-http'];

/** What the host page wants to do with a file. */
export interface ActionWish {
  /** Extension, with or without its dot, in any case. */
  readonly ext: string;
  /** Exact name of the action; there is no fall-back from one action to another. */
  readonly action: 'view' | 'edit' | 'editnew' | 'embedview' | (string & {});
  /** Zone to look in first; else external-https, internal-https, external-http, internal-http, then any. */
  readonly zone?: string;
  /**
   * What the host supports ('locks', 'update', …). Actions that require more are passed over. Absent: not checked.
   */
  readonly requires?: ReadonlySet<string>;
}

/**
 * The action for a file, and the app it belongs to (for its favicon and licence check), or undefined when the client
 * has none. In a zone the action marked as default wins, then the first (page "WOPI discovery", Action element).
 */
export function chooseAction(
  discovery: Discovery,
  wish: ActionWish,
): { action: DiscoveryAction; app: DiscoveryApp } | undefined {
  const ext = wish.ext.replace(/^\./, '').toLowerCase();
  if (ext === '') return undefined;
  const rank = (zone: string): number => {
    if (zone === wish.zone) return -1;
    const at = ZONE_ORDER.indexOf(zone);
    return at < 0 ? ZONE_ORDER.length : at;
  };
  for (const zone of discovery.zones.toSorted((a, b) => rank(a.name) - rank(b.name))) {
    let first: { action: DiscoveryAction; app: DiscoveryApp } | undefined;
    for (const app of zone.apps) {
      for (const action of app.actions) {
        if (action.name !== wish.action || action.ext?.toLowerCase() !== ext) continue;
        if (wish.requires && !requirementsMet(action, wish.requires)) continue;
        if (action.default) return { action, app };
        first ??= { action, app };
      }
    }
    if (first) return first;
  }
  return undefined;
}

function requirementsMet(action: DiscoveryAction, supported: ReadonlySet<string>): boolean {
  return (action.requires ?? '')
    .split(',')
    .map((requirement) => requirement.trim().toLowerCase())
    .every((requirement) => requirement === '' || supported.has(requirement));
}
