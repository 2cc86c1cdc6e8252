import { describe, expect, it } from 'vitest';
import { INSTANCE_PRODUCTS } from '#tenants';
import { settingsToPaste } from './settings-to-paste.js';

const proxyUrl = 'https://office.proxy.example';
const secret = 'a-secret-that-was-made-just-now-0123456789';
const instance = {
  instanceId: '7a1c',
  filesUrl: 'https://cloud.acme.example/wopi/files/',
  mode: 'transparent',
  plainFileId: false,
} as const;

/** The names that each product reads. */
const NAMES: Record<(typeof INSTANCE_PRODUCTS)[number], readonly string[]> = {
  owncloud10: [
    `'wopi.proxy.url' => 'https://office.proxy.example/wopi/files/',`,
    `'wopi.proxy.key' => '${secret}',`,
    `'wopi.office-online.server' => 'https://office.proxy.example/instances/7a1c',`,
    `'wopi.business-flow.enabled' => 'yes',`,
  ],
  ocis: [
    'COLLABORATION_WOPI_PROXY_URL=https://office.proxy.example\n',
    'COLLABORATION_WOPI_PROXY_SECRET',
    'COLLABORATION_WOPI_SRC=https://cloud.acme.example\n',
    'COLLABORATION_APP_PRODUCT=Microsoft365',
    'COLLABORATION_APP_ADDR=https://office.proxy.example/instances/7a1c\n',
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
  other: ['/wopi/files/<JWT>', 'https://office.proxy.example/instances/7a1c'],
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

  it.each([
    ['transparent', false, 0],
    ['forwarded', false, 0],
    ['attested', true, 1],
    ['resign', true, 1],
  ] as const)(
    'tells oCIS in mode %s whether there is a proof that it could check',
    (mode, disabled, reasons) => {
      const { files, notes } = settingsToPaste({
        instance: { ...instance, mode },
        product: 'ocis',
        proxyUrl,
      });
      expect(files[0]!.text).toContain(`COLLABORATION_APP_PROOF_DISABLE=${disabled}\n`);
      expect(notes.filter((note) => note.startsWith(`In mode ${mode}`))).toHaveLength(reasons);
    },
  );

  it.each([
    [false, /with the JWT/],
    [true, /its own file id/],
  ])('tells any other host which id it gets: its own, %s', (plainFileId, says) => {
    const { notes } = settingsToPaste({ instance: { ...instance, plainFileId }, product: 'other', proxyUrl });
    expect(notes.join()).toMatch(says);
  });
});
