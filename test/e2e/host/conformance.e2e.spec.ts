import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway, GatewayOptions } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import { runValidator, VALIDATOR, validatorOptions } from '../../support/validator.js';

const GROUPS = [
  'CheckFileInfoSchema',
  'BaseWopiViewing',
  'Locks',
  'GetLock',
  'ExtendedLockLength',
  'EditFlows',
  'FileVersion',
  'PutUserInfo',
  'PutRelativeFile',
  'PutRelativeFileUnsupported',
  'RenameFileIfCreateChildFileIsNotSupported',
  'RenameFileIfCreateChildFileIsSupported',
  'Ecosystem',
  'Container',
  'RenameContainer',
  'EnumerateAncestorsAndChildren',
  'CreateChildFileAndDeleteFile',
  'AddActivities',
  'GetSharingUrlForFileWithTypeReadOnly',
  'GetSharingUrlForFileWithTypeReadWrite',
  'GetSharingUrlForFileWithUnknownType',
  'GetSharingUrlForContainerWithTypeReadOnly',
  'GetSharingUrlForContainerWithTypeReadWrite',
  'GetSharingUrlForContainerWithUnknownType',
  'ProofKeys',
];

/** Those that members of CSPP Plus are offered besides. */
const PLUS_GROUPS = [
  'CoauthLocks',
  'IncrementalFileTransferErrorCases',
  'IncrementalFileTransferWithFullFileChunkingScheme',
  'IncrementalFileTransferWithZipChunkingScheme',
  'RenameFileWithCoauthLockSupported',
];

/** The host tells no FileUrl to those who come by a proxy: it would pass the proxy by. */
const DIRECT_GROUPS = ['FileUrlUsage', 'FileUrlViewOnly'];

const PLUS = { profile: 'microsoft365-plus' };
/** Members of CSPP Plus: `npm run conformance`. The proxy's other modes are compared with the run without it, verdict by verdict. */
const WAYS: Record<string, GatewayOptions> = {
  directly: {},
  'through the proxy': { proxy: true },
};

// Skipped without the runner, which is not part of this repository.
describe.skipIf(VALIDATOR === undefined).each(Object.keys(WAYS))('the WOPI validator, strict, %s', (way) => {
  let gateway: Gateway;
  let options: string[];

  beforeAll(async () => {
    gateway = await startGateway(WAYS[way]);
    options = await validatorOptions(gateway);
  });
  afterAll(() => gateway?.stop());

  const { profile, proxy } = WAYS[way]!;
  const groups = [
    ...GROUPS,
    ...(profile === PLUS.profile ? PLUS_GROUPS : []),
    ...(proxy ? [] : DIRECT_GROUPS),
  ];
  it.each(groups)('%s', async (group) => {
    const { code, output } = await runValidator([...options, '--no-skips', '--group', group]);
    expect(output).toMatch(/[1-9]\d* passed, 0 failed, 0 skipped/);
    expect(code).toBe(0);
  });
});
