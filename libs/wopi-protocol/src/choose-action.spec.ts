import { describe, expect, it } from 'vitest';
import { chooseAction, type ActionWish } from './choose-action.js';
import type { Discovery, DiscoveryAction } from './discovery.js';

const zone = (name: string, ...actions: Omit<DiscoveryAction, 'urlsrc'>[]) => ({
  name,
  apps: [
    {
      name: `${name} app`,
      actions: actions.map((action, i) => ({ ...action, urlsrc: `https://o.test/${name}/${i}` })),
    },
  ],
});
const choose = (zones: Discovery['zones'], wish: Partial<ActionWish> = {}) =>
  chooseAction({ zones }, { ext: 'docx', action: 'edit', ...wish });
const edit = { name: 'edit', ext: 'docx' };

describe('chooseAction', () => {
  it('prefers external-https, internal-https, external-http, internal-http, then any', () => {
    const order = ['external-https', 'internal-https', 'external-http', 'internal-http', 'other'];
    for (let from = 0; from < order.length; from += 1) {
      const zones = order.slice(from).toReversed();
      expect(choose(zones.map((name) => zone(name, edit)))?.app.name).toBe(`${order[from]} app`);
    }
  });

  it('looks in the wanted zone first, and elsewhere when it has nothing', () => {
    const zones = [zone('external-https', edit), zone('internal-http', edit), zone('internal-https')];
    expect(choose(zones, { zone: 'internal-http' })?.app.name).toBe('internal-http app');
    expect(choose(zones, { zone: 'internal-https' })?.app.name).toBe('external-https app');
    expect(choose(zones, { zone: 'nowhere' })?.app.name).toBe('external-https app');
  });

  it('takes the extension in any case, with or without a dot, and the action only as it is', () => {
    const zones = [zone('external-https', { name: 'edit', ext: 'DocX' })];
    for (const ext of ['docx', '.docx', 'DOCX']) expect(choose(zones, { ext })).toBeDefined();
    expect(choose(zones, { ext: 'doc' })).toBeUndefined();
    expect(choose(zones, { action: 'view' })).toBeUndefined();
    expect(choose(zones, { action: 'Edit' })).toBeUndefined();
  });

  it('finds nothing for a file without extension', () => {
    expect(
      choose([zone('external-https', { name: 'edit' }, { name: 'edit', ext: '' })], { ext: '' }),
    ).toBeUndefined();
  });

  it('passes over what requires more than the host supports', () => {
    const zones = [
      zone(
        'external-https',
        { ...edit, requires: 'locks, COBALT,update' },
        { ...edit, requires: 'locks,update' },
      ),
    ];
    const requires = new Set(['locks', 'update']);
    expect(choose(zones, { requires })?.action.urlsrc).toBe('https://o.test/external-https/1');
    expect(choose(zones, { requires: new Set(['locks', 'update', 'cobalt']) })?.action.urlsrc).toMatch(/0$/);
    expect(choose(zones, { requires: new Set(['locks']) })).toBeUndefined();
    expect(choose(zones)?.action.urlsrc).toMatch(/0$/);
  });

  it('prefers the default action of a zone', () => {
    const zones = [
      zone('internal-https', { ...edit, default: true }),
      zone('external-https', edit, { ...edit, default: true }),
    ];
    expect(choose(zones)?.action.urlsrc).toBe('https://o.test/external-https/1');
  });

  it('leaves the discovery as it was', () => {
    const zones = [zone('internal-http', edit), zone('external-https', edit)];
    choose(zones);
    expect(zones.map(({ name }) => name)).toEqual(['internal-http', 'external-https']);
  });
});
