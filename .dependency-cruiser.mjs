/** Low to high. A lib imports only from strictly lower rows; libs of one row never meet. */
const LAYERS = [
  ['wopi-protocol'],
  ['background', 'config', 'database', 'outgoing', 'http-server', 'embedded-postgres'],
  [
    'observability',
    'self-test',
    'tenants',
    'access',
    'identity',
    'oauth',
    'containers',
    'tokens',
    'locks',
    'versions',
    'audit',
    'discovery',
    'storage',
    'webhooks',
    'jobs',
  ],
  ['files', 'onboarding', 'storage-fs', 'storage-s3'],
  ['wopi-api', 'portal-api', 'admin-api', 'scim-api', 'proxy'],
];
const any = (names) => `^libs/(${names.join('|')})/`;
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const spec = '\\.spec\\.ts$';
/** What is loaded only where calls are traced. */
const RECORDING = '^libs/observability/src/tracing/recording/';

export default {
  forbidden: [
    ...LAYERS.slice(0, -1).map((row, i) =>
      rule(`row-${i}-looks-up`, { path: any(row) }, { path: any(LAYERS.slice(i + 1).flat()) }),
    ),
    ...LAYERS.map((row, i) =>
      rule(`row-${i}-siblings`, { path: any(row) }, { path: any(row), pathNot: '^libs/$1/' }),
    ),
    rule('lib-has-a-row', { path: '^libs/', pathNot: any(LAYERS.flat()) }, {}),
    rule('no-cycles', {}, { circular: true }),
    rule(
      'front-door-only',
      { path: '^(?:apps|libs|test)/([^/]+)/' },
      { path: '^libs/[^/]+/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    ),
    rule('libs-never-import-apps', { path: '^libs/' }, { path: '^apps/' }),
    rule('only-apps-pick-adapters', { path: '^libs/(?!storage-)' }, { path: '^libs/storage-' }),
    rule('only-apps-read-config', { path: '^libs/(?!config/)' }, { path: '^libs/config/' }),
    rule(
      'protocol-is-pure',
      { path: any(LAYERS[0]), pathNot: spec },
      { pathNot: ['^libs/wopi-protocol/', '^(node:)?crypto$', 'node_modules/saxes/'] },
    ),
    rule(
      'typeorm-stays-in-persistence',
      { path: '^(apps|libs)/', pathNot: ['^libs/database/', '/persistence/', spec] },
      { path: 'node_modules/(typeorm|pg)/' },
    ),
    rule(
      'aws-stays-in-storage-s3',
      { path: '^(apps|libs)/', pathNot: '^libs/storage-s3/' },
      { path: 'node_modules/@aws-sdk/' },
    ),
    rule(
      'undici-stays-in-outgoing',
      { path: '^libs/', pathNot: '^libs/outgoing/' },
      { path: 'node_modules/undici/' },
    ),
    rule(
      'opentelemetry-stays-in-recording',
      { path: '^(apps|libs)/', pathNot: RECORDING },
      { path: 'node_modules/@opentelemetry/' },
    ),
    rule(
      'recording-is-loaded-by-need',
      { path: '^libs/observability/', pathNot: RECORDING },
      { path: RECORDING, dependencyTypesNot: ['type-only', 'dynamic-import'] },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps/web|libs/[^/]+/assembly)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
