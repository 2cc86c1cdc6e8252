import type { Instance, InstanceProduct } from '#tenants';

/** A piece of configuration for the customer's side. */
export interface PastedSettings {
  readonly product: InstanceProduct;
  /** Where it belongs, and its text. */
  readonly files: readonly { readonly where: string; readonly text: string }[];
  readonly notes: readonly string[];
}

interface Wish {
  readonly instance: Pick<Instance, 'instanceId' | 'filesUrl' | 'mode' | 'plainFileId'>;
  readonly product: InstanceProduct;
  /** Origin of the proxy. */
  readonly proxyUrl: string;
  /** A key that was made just now; without it a placeholder stands in its place. */
  readonly secret?: string | undefined;
}

const PLACEHOLDER = '<the key, as it was shown when it was made>';

/** What the instance takes for its editor: discovery with the keys of its mode and what its tenant may open. */
const editorOf = ({ instance, proxyUrl }: Pick<Wish, 'instance' | 'proxyUrl'>): string =>
  `${proxyUrl}/instances/${instance.instanceId}`;

/** Modes in which oCIS finds no proof that it could check: none, or one for another address than it expects. */
const WITHOUT_PROOF_FOR_OCIS: Readonly<Partial<Record<Instance['mode'], string>>> = {
  attested: 'In mode attested no proof of the editor’s reaches the instance, so that it cannot check one.',
  resign:
    'In mode resign proofs are for the instance’s own address, and this product expects the proxy’s: it cannot check them.',
};

const WRITERS: Record<
  InstanceProduct,
  (wish: Required<Omit<Wish, 'product'>>) => Omit<PastedSettings, 'product'>
> = {
  owncloud10: ({ instance, proxyUrl, secret }) => ({
    files: [
      {
        where: 'config/config.php',
        text: [
          `'wopi.proxy.url' => '${proxyUrl}/wopi/files/',`,
          `'wopi.proxy.key' => '${secret}',`,
          `'wopi.office-online.server' => '${editorOf({ instance, proxyUrl })}',`,
          `'wopi.business-flow.enabled' => 'yes',`,
        ].join('\n'),
      },
    ],
    notes: [
      'Older versions of the app call the key wopi.token.key.',
      "'wopi_group' limits the editors to one group, where that is wanted.",
      'Needs ownCloud Enterprise 10.1 or newer, PHP 7.1 or newer and a current Microsoft 365 entitlement.',
      'The app checks no proof itself: the proxy does.',
    ],
  }),
  ocis: ({ instance, proxyUrl, secret }) => ({
    files: [
      {
        where: 'the environment of the collaboration service',
        text: [
          `COLLABORATION_WOPI_PROXY_URL=${proxyUrl}`,
          `COLLABORATION_WOPI_PROXY_SECRET=${secret}`,
          `COLLABORATION_WOPI_SRC=${new URL(instance.filesUrl).origin}`,
          'COLLABORATION_APP_PRODUCT=Microsoft365',
          `COLLABORATION_APP_ADDR=${editorOf({ instance, proxyUrl })}`,
          `COLLABORATION_APP_PROOF_DISABLE=${instance.mode in WITHOUT_PROOF_FOR_OCIS}`,
          'COLLABORATION_APP_LICENSE_CHECK_ENABLE=true',
        ].join('\n'),
      },
    ],
    notes: [
      'The path of the proxy’s address is always /wopi/files/.',
      ...[WITHOUT_PROOF_FOR_OCIS[instance.mode] ?? []].flat(),
    ],
  }),
  wopiserver: ({ proxyUrl, secret }) => ({
    files: [
      {
        where: 'wopiserver.conf',
        text: [
          '[general]',
          `wopiproxy = ${proxyUrl}`,
          'wopiproxysecretfile = /etc/wopi/wopiproxysecret',
          'proxiedappname = <name of the app, as its discovery registered it>',
          '',
          '[apps]',
          'businessflow = True',
        ].join('\n'),
      },
      { where: '/etc/wopi/wopiproxysecret', text: secret },
    ],
    notes: ['It takes an id of 90 characters or more for one that is proxied already.'],
  }),
  gateway: ({ instance, proxyUrl, secret }) => ({
    files: [
      {
        where: 'the environment of the host',
        text: [
          `WOPI_PROXY_URL=${proxyUrl}`,
          `WOPI_PROXY_SECRET=${secret}`,
          `WOPI_PROXY_MODE=${instance.mode}`,
          'WOPI_ROUTE=proxy',
        ].join('\n'),
      },
    ],
    notes: [`HOST_PUBLIC_URL must be ${new URL(instance.filesUrl).origin}.`],
  }),
  other: ({ instance, proxyUrl, secret }) => ({
    files: [
      {
        where: 'the WOPI host',
        text: [
          `WOPISrc  ${proxyUrl}/wopi/files/<JWT>`,
          `key      ${secret}`,
          `editor   ${editorOf({ instance, proxyUrl })}`,
        ].join('\n'),
      },
    ],
    notes: [
      `<JWT> is signed with the key by HS256; its claims are u, "${instance.filesUrl}", and f, the file's id as a text; nothing else.`,
      'It must be the same for every user and at all times. The access token travels beside it.',
      'The editor’s discovery is at its address with /hosting/discovery behind it.',
      instance.plainFileId
        ? 'Calls reach the host with its own file id.'
        : 'Calls reach the host with the JWT in the place of the file id: wopictl instance set … --plain-file-id on changes that.',
    ],
  }),
};

/** What the customer pastes on his side. */
export function settingsToPaste({ instance, product, proxyUrl, secret = PLACEHOLDER }: Wish): PastedSettings {
  return { product, ...WRITERS[product]({ instance, proxyUrl, secret }) };
}
