import type { Discovery } from '#wopi-protocol';

/** `urlsrc` of the first action of a discovery that is framed. */
export function firstAction({ zones }: Discovery): string | undefined {
  const actions = zones.flatMap(({ apps }) => apps.flatMap((app) => app.actions));
  return actions.find(({ name }) => name === 'edit' || name === 'view')?.urlsrc;
}
