import { beforeAll, describe, expect, it } from 'vitest';
import { type Finding, findings, findingsWith, forbidden, ROOT, type Sources } from './skeleton-tree.js';

interface Violation {
  readonly what: string;
  readonly rule: string;
  /** Another rule that the same import cannot but break. */
  readonly also?: string;
  readonly planted: Sources;
}

let planted = 0;
/** A further file of a lib, in the one tree in which all violations are planted. */
const inLib = (lib: string, text: string, file = `planted-${planted++}.ts`): Sources => ({
  [`libs/${lib}/src/${file}`]: `${text}\nexport const planted = 1;\n`,
});

const VIOLATIONS: readonly Violation[] = [
  {
    what: 'row 0 imports row 2',
    rule: 'row-0-looks-up',
    also: 'protocol-is-pure',
    planted: inLib('wopi-protocol', `import '#tokens';`),
  },
  { what: 'row 1 imports row 2', rule: 'row-1-looks-up', planted: inLib('outgoing', `import '#tokens';`) },
  { what: 'row 2 imports row 3', rule: 'row-2-looks-up', planted: inLib('tokens', `import '#files';`) },
  { what: 'row 3 imports row 4', rule: 'row-3-looks-up', planted: inLib('files', `import '#proxy';`) },
  { what: 'siblings of row 1', rule: 'row-1-siblings', planted: inLib('outgoing', `import '#database';`) },
  { what: 'siblings of row 2', rule: 'row-2-siblings', planted: inLib('locks', `import '#tokens';`) },
  { what: 'siblings of row 3', rule: 'row-3-siblings', planted: inLib('storage-fs', `import '#files';`) },
  { what: 'siblings of row 4', rule: 'row-4-siblings', planted: inLib('proxy', `import '#wopi-api';`) },
  {
    what: 'a sibling imported for its types only',
    rule: 'row-2-siblings',
    planted: inLib('locks', `import type { tokens } from '#tokens';\nexport type T = typeof tokens;`),
  },
  {
    what: 'a cycle within a lib',
    rule: 'no-cycles',
    planted: {
      ...inLib('tokens', `import './b.js';`, 'a.ts'),
      ...inLib('tokens', `import './a.js';`, 'b.ts'),
    },
  },
  {
    what: 'a lib that goes past the door of another',
    rule: 'front-door-only',
    planted: inLib('files', `import '../../locks/src/lock.js';`),
  },
  {
    what: 'an app that goes past a door',
    rule: 'front-door-only',
    planted: { 'apps/host/src/planted.ts': `import '../../../libs/locks/src/lock.js';\n` },
  },
  {
    what: 'a test that goes past a door',
    rule: 'front-door-only',
    planted: { 'test/integration/locks/planted.ts': `import '../../../libs/locks/src/lock.js';\n` },
  },
  {
    what: 'TypeORM outside persistence/',
    rule: 'typeorm-stays-in-persistence',
    planted: inLib('locks', `import 'typeorm';`),
  },
  {
    what: 'pg outside persistence/',
    rule: 'typeorm-stays-in-persistence',
    planted: inLib('locks', `import 'pg';`),
  },
  {
    what: 'pg in an app',
    rule: 'typeorm-stays-in-persistence',
    planted: { 'apps/host/src/planted-rows.ts': `import 'pg';\n` },
  },
  {
    what: 'undici outside outgoing',
    rule: 'undici-stays-in-outgoing',
    planted: inLib('proxy', `import 'undici';`),
  },
  {
    what: 'the S3 client outside its adapter',
    rule: 'aws-stays-in-storage-s3',
    planted: inLib('files', `import '@aws-sdk/client-s3';`),
  },
  {
    what: 'OpenTelemetry outside of what is loaded by need',
    rule: 'opentelemetry-stays-in-recording',
    planted: inLib('proxy', `import '@opentelemetry/api';`),
  },
  {
    what: 'recording loaded at once',
    rule: 'recording-is-loaded-by-need',
    planted: {
      ...inLib('observability', `import { a } from './recording/a.js';\nexport const b = a;`, 'tracing/b.ts'),
      ...inLib('observability', `export const a = 1;`, 'tracing/recording/a.ts'),
    },
  },
  {
    what: 'a lib without a row',
    rule: 'lib-has-a-row',
    planted: inLib('helpers', `import '#database';`, 'index.ts'),
  },
  {
    what: 'a lib that imports an app',
    rule: 'libs-never-import-apps',
    planted: inLib('proxy', `import '../../../apps/host/src/main.js';`),
  },
  {
    what: 'a lib that reads #config',
    rule: 'only-apps-read-config',
    planted: inLib('locks', `import '#config';`),
  },
  {
    what: 'a lib that picks an adapter',
    rule: 'only-apps-pick-adapters',
    planted: inLib('wopi-api', `import '#storage-fs';`),
  },
  {
    what: 'input or output in the protocol',
    rule: 'protocol-is-pure',
    planted: inLib('wopi-protocol', `import 'node:fs';`),
  },
  {
    what: 'Nest in the protocol',
    rule: 'protocol-is-pure',
    planted: inLib('wopi-protocol', `import '@nestjs/common';`),
  },
];

const PLANTED: Sources = Object.assign({}, ...VIOLATIONS.map((violation) => violation.planted));

describe('the layers', () => {
  let found: readonly Finding[];
  /** The rules that these files break, each once. */
  const brokenIn = (files: Sources) => [
    ...new Set(found.filter(({ from }) => from in files).map(({ rule }) => rule)),
  ];

  beforeAll(async () => {
    found = await findingsWith(PLANTED);
  }, 120_000);

  it('hold in this tree', async () => {
    expect(await findings(ROOT, ['apps', 'libs', 'migrations', 'test'])).toEqual([]);
  });

  it('hold in the skeleton that violations are planted in', () => {
    expect(found.filter(({ from }) => !(from in PLANTED))).toEqual([]);
  });

  it.each(VIOLATIONS)('refuse $what ($rule)', ({ rule, also, planted: files }) => {
    expect(brokenIn(files).sort()).toEqual((also ? [rule, also] : [rule]).sort());
  });

  it('have no rule that nobody plants a violation of', async () => {
    const broken = new Set(VIOLATIONS.map(({ rule }) => rule));
    const rules = (await forbidden()).map(({ name }) => name);
    expect(rules.filter((name) => !broken.has(name) && name !== 'row-0-siblings')).toEqual([]);
  });
});
