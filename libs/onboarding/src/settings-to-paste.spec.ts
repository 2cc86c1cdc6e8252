import { describe, expect, it } from 'vitest';
import { INSTANCE_PRODUCTS } from '#tenants';
import { settingsToPaste } from './settings-to-paste.js';

const proxyUrl = 'https://office.proxy.example';
const secret = 'a-secret-that-was-made-just-now-0123456789';
const instance = { filesUrl: 'https://cloud.acme.example/wopi/files/', mode: 'transparent' } as const;

/** The names that each product reads. */
const NAMES: Record<(typeof INSTANCE_PRODUCTS)[number], readonly string[]> = {
  owncloud10: ['wopi.proxy.url', 'wopi.proxy.key', 'wopi.office-online.server', 'wopi.business-flow.enabled'],
  ocis: [
    'COLLABORATION_WOPI_PROXY_URL=https://office.proxy.example\n',
    'COLLABORATION_WOPI_PROXY_SECRET',
    'COLLABORATION_WOPI_SRC=https://cloud.acme.example\n',
    'COLLABORATION_APP_PRODUCT=Microsoft365',
    'COLLABORATION_APP_PROOF_DISABLE=false',
    'COLLABORATION_APP_LICENSE_CHECK_ENABLE',
  ],
  wopiserver: [
    '[general]',
    'wopiproxy = ',
    'wopiproxysecretfile',
    'proxiedappname',
    '[apps]',
    'businessflow',
  ],
  gateway: ['WOPI_PROXY_URL', 'WOPI_PROXY_SECRET', 'WOPI_PROXY_MODE=transparent', 'WOPI_ROUTE'],
  other: ['/wopi/files/<JWT>'],
};

describe('settingsToPaste', () => {
  it.each(INSTANCE_PRODUCTS)('names every setting of %s, with the key once, or a placeholder', (product) => {
    const { files, notes } = settingsToPaste({ instance, product, proxyUrl, secret });
    const text = files.map((file) => file.text).join('\n');
    for (const name of NAMES[product]) expect(text).toContain(name);
    expect(text.split(secret)).toHaveLength(2);
    expect(notes.join()).not.toContain(secret);
    const without = JSON.stringify(settingsToPaste({ instance, product, proxyUrl }));
    expect(without).toContain('<the key, as it was shown when it was made>');
  });

  it('tells oCIS to check no proof where it gets none', () => {
    const attested = { ...instance, mode: 'attested' } as const;
    const { files } = settingsToPaste({ instance: attested, product: 'ocis', proxyUrl });
    expect(files[0]!.text).toContain('COLLABORATION_APP_PROOF_DISABLE=true');
  });
});
