import { describe, expect, it } from 'vitest';
import { findOperation, supportFlags, WOPI_OPERATIONS, type WopiOperationName } from './operations.js';

const find = (resource: string, method: string, suffix = '', override?: string, oldLock?: string) =>
  findOperation({ resource, method, suffix, override, oldLock })?.name;

describe('the table of operations', () => {
  it('finds each operation by its own request', () => {
    for (const operation of WOPI_OPERATIONS) {
      const oldLock = operation.name === 'UnlockAndRelock' ? 'old' : undefined;
      expect(findOperation({ ...operation, oldLock })).toBe(operation);
    }
  });

  it('names each operation once', () => {
    expect(new Set(WOPI_OPERATIONS.map(({ name }) => name)).size).toBe(WOPI_OPERATIONS.length);
  });

  it('tells Lock from UnlockAndRelock by a non-empty old lock', () => {
    expect(find('files', 'POST', '', 'LOCK')).toBe('Lock');
    expect(find('files', 'POST', '', 'LOCK', '')).toBe('Lock');
    expect(find('files', 'POST', '', 'LOCK', 'x')).toBe('UnlockAndRelock');
    expect(find('files', 'POST', '', 'UNLOCK', 'x')).toBe('Unlock');
  });

  it('tells files from containers', () => {
    expect(find('files', 'GET', '/ancestry')).toBe('EnumerateAncestors');
    expect(find('containers', 'GET', '/ancestry')).toBe('EnumerateContainerAncestors');
    expect(find('containers', 'POST', '', 'LOCK')).toBeUndefined();
  });

  it.each([
    ['an unknown override', 'files', 'POST', '', 'SELF_DESTRUCT'],
    ['an override in lower case', 'files', 'POST', '', 'lock'],
    ['a POST without override', 'files', 'POST', '', undefined],
    ['PUT on the file itself', 'files', 'POST', '', 'PUT'],
    ['LOCK on the contents', 'files', 'POST', '/contents', 'LOCK'],
    ['another method', 'files', 'DELETE', '', 'DELETE'],
    ['another suffix', 'files', 'GET', '/content', undefined],
    ['another resource', 'folders', 'GET', '', undefined],
    ['a suffix in the resource', 'files/contents', 'GET', '', undefined],
    ['an override in the suffix', 'files', 'POST', '|LOCK', ''],
  ])('finds nothing for %s', (_, resource, method, suffix, override) => {
    expect(find(resource, method, suffix, override)).toBeUndefined();
  });

  it('ignores an override on GET', () => {
    expect(find('files', 'GET', '/contents', 'PUT')).toBe('GetFile');
  });

  it('asks for the right that the operation needs', () => {
    const files = WOPI_OPERATIONS.filter(({ resource }) => resource === 'files');
    const needing = (right: string) =>
      files.filter((operation) => operation.right === right).map(({ name }) => name);
    expect(needing('rename')).toEqual(['RenameFile']);
    expect(needing('delete')).toEqual(['DeleteFile']);
    expect(needing('create')).toEqual(['PutRelativeFile']);
    expect(needing('edit')).toEqual(
      expect.arrayContaining([
        'PutFile',
        'Lock',
        'RefreshLock',
        'Unlock',
        'UnlockAndRelock',
        'PutChunkedFile',
      ]),
    );
    expect(needing('view')).toEqual(
      expect.arrayContaining([
        'CheckFileInfo',
        'GetFile',
        'GetLock',
        'PutUserInfo',
        'AddActivities',
        'GetEcosystem',
      ]),
    );
  });
});

describe('supportFlags', () => {
  const flags = (...served: WopiOperationName[]) => supportFlags(new Set(served));

  it('promises only what is served whole', () => {
    expect(flags('Lock', 'Unlock', 'RefreshLock')['SupportsLocks']).toBe(false);
    expect(flags('Lock', 'Unlock', 'RefreshLock', 'UnlockAndRelock')['SupportsLocks']).toBe(true);
    expect(flags('PutFile')['SupportsUpdate']).toBe(false);
    expect(flags('PutFile', 'PutRelativeFile')['SupportsUpdate']).toBe(true);
    expect(flags('EnumerateAncestors')['SupportsContainers']).toBe(false);
    expect(flags('GetLock')).toMatchObject({ SupportsGetLock: true, SupportsLocks: false });
  });

  it('names every flag, with nothing and with everything', () => {
    const nothing = flags();
    expect(Object.keys(nothing).toSorted()).toEqual([
      'SupportsAddActivities',
      'SupportsCoauth',
      'SupportsCobalt',
      'SupportsContainers',
      'SupportsDeleteFile',
      'SupportsEcosystem',
      'SupportsGetFileWopiSrc',
      'SupportsGetLock',
      'SupportsLocks',
      'SupportsRename',
      'SupportsResumableFileTransfer',
      'SupportsScenarioLinks',
      'SupportsSecureStore',
      'SupportsUpdate',
      'SupportsUserInfo',
    ]);
    expect(Object.values(nothing)).not.toContain(true);
    expect(Object.values(flags(...WOPI_OPERATIONS.map(({ name }) => name)))).not.toContain(false);
  });
});
