import type { TenantPolicy } from '#tenants';
import type { Discovery } from '#wopi-protocol';

/** What a tenant's policy leaves of a discovery. Apps and actions by name, in any case; an app without actions is left out. */
export function filterDiscovery(
  discovery: Discovery,
  { discoveryApps, discoveryActions }: Pick<TenantPolicy, 'discoveryApps' | 'discoveryActions'>,
): Discovery {
  if (!discoveryApps && !discoveryActions) return discovery;
  const apps = allows(discoveryApps);
  const actions = allows(discoveryActions);
  const zones = discovery.zones.map((zone) => ({
    ...zone,
    apps: zone.apps
      .filter(({ name }) => apps(name))
      .map((app) => ({ ...app, actions: app.actions.filter(({ name }) => actions(name)) }))
      .filter((app) => app.actions.length > 0),
  }));
  return { ...discovery, zones };
}

function allows(names: readonly string[] | null): (name: string) => boolean {
  if (!names) return () => true;
  const allowed = new Set(names.map((name) => name.toLowerCase()));
  return (name) => allowed.has(name.toLowerCase());
}
