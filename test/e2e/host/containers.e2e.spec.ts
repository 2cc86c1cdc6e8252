import { randomUUID } from 'node:crypto';
import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

interface Pointer {
  readonly Name: string;
  readonly Url: string;
}

interface Children {
  readonly ChildContainers: Pointer[];
  readonly ChildFiles: (Pointer & { Version: string; Size: number; LastModifiedTime: string })[];
}

let gateway: Gateway;
let fileId: string;
let file: WopiClient;
let root: WopiClient;

const named = (name: string) => ({ [WopiHeader.RelativeTarget]: encodeUtf7(name) });
const suggested = (name: string) => ({ [WopiHeader.SuggestedTarget]: encodeUtf7(name) });
const childrenOf = async (container: WopiClient, filter?: string) => {
  const headers: Record<string, string> =
    filter === undefined ? {} : { [WopiHeader.FileExtensionFilterList]: filter };
  const answer = await container.call({ suffix: '/children', headers });
  expect(answer.status).toBe(200);
  return answer.json<Children>();
};
const parentOf = async (client: WopiClient) => {
  const answer = await client.call({ suffix: '/ancestry' });
  expect(answer.status).toBe(200);
  return client.following(
    answer.json<{ AncestorsWithRootFirst: Pointer[] }>().AncestorsWithRootFirst.at(-1)!.Url,
  );
};

async function newFolder(parent: WopiClient, name: string = randomUUID()): Promise<WopiClient> {
  const answer = await parent.post('CREATE_CHILD_CONTAINER', named(name));
  expect(answer.status).toBe(200);
  return parent.following(answer.json<{ ContainerPointer: Pointer }>().ContainerPointer.Url);
}

async function newFile(parent: WopiClient, name: string): Promise<WopiClient> {
  const answer = await parent.post('CREATE_CHILD_FILE', named(name));
  expect(answer.status).toBe(200);
  return parent.following(answer.json<Pointer>().Url);
}

beforeAll(async () => {
  gateway = await startGateway({ proxy: true });
  fileId = await gateway.putFile('containers.wopitest', Buffer.from('content'), 'olga');
  file = await gateway.client(fileId, { user: 'olga', direct: true });
  root = await parentOf(file);
});
afterAll(() => gateway?.stop());

describe('containers', () => {
  it('list what lies in them, files of the wanted types only', async () => {
    const folder = await newFolder(root, 'Listing');
    await newFolder(folder, 'Inner');
    for (const name of ['a.docx', 'B.DOCX', 'c.xlsx', 'plain', 'd.docx.bak']) await newFile(folder, name);
    const all = await childrenOf(folder);
    expect(all.ChildContainers.map(({ Name }) => Name)).toEqual(['Inner']);
    expect(all.ChildFiles.map(({ Name }) => Name).toSorted()).toEqual(
      ['a.docx', 'B.DOCX', 'c.xlsx', 'plain', 'd.docx.bak'].toSorted(),
    );
    const { Url: _url, ...first } = all.ChildFiles.find(({ Name }) => Name === 'a.docx')!;
    const opened = await folder.following(_url).checkFileInfo();
    const { Version, Size, LastModifiedTime } = opened.json();
    expect(first).toEqual({ Name: 'a.docx', Version, Size, LastModifiedTime });
    const names = async (filter: string) =>
      (await childrenOf(folder, filter)).ChildFiles.map(({ Name }) => Name).toSorted();
    expect(await names('.docx')).toEqual(['B.DOCX', 'a.docx']);
    expect(await names('.DocX,.xlsx')).toEqual(['B.DOCX', 'a.docx', 'c.xlsx']);
    expect(await names('docx')).toEqual([]);
    expect((await childrenOf(folder, '.nothing')).ChildContainers).toHaveLength(1);
  });

  it('are removed when they are empty, and not before', async () => {
    const folder = await newFolder(root);
    const inner = await newFolder(folder);
    expect((await folder.post('DELETE_CONTAINER')).status).toBe(409);
    expect((await inner.post('DELETE_CONTAINER')).status).toBe(200);
    const child = await newFile(folder, 'child.txt');
    expect((await folder.post('DELETE_CONTAINER')).status).toBe(409);
    expect((await child.post('DELETE')).status).toBe(200);
    expect((await folder.post('DELETE_CONTAINER')).status).toBe(200);
    for (const gone of [inner, folder]) expect((await gone.call({})).status).toBe(404);
    expect((await root.post('DELETE_CONTAINER')).status).toBe(501);
    expect((await root.call({})).json()).toMatchObject({ UserCanDelete: false, UserCanRename: true });
  });

  it('say why a name cannot be, and take a better one where only a wish was told', async () => {
    const refused = await root.post('CREATE_CHILD_CONTAINER', named('a/b'));
    expect(refused.status).toBe(400);
    expect(refused.headers[WopiHeader.InvalidContainerNameError.toLowerCase()]).toContain('not allowed');
    expect(refused.headers[WopiHeader.ValidRelativeTarget.toLowerCase()]).toBe(encodeUtf7('a_b'));
    const made = await root.post('CREATE_CHILD_CONTAINER', suggested('c/d'));
    expect(made.json<{ ContainerPointer: Pointer }>().ContainerPointer.Name).toBe('c_d');
    const folder = await newFolder(root, 'Taken');
    const conflict = await root.post('CREATE_CHILD_CONTAINER', named('TAKEN'));
    expect(conflict.status).toBe(409);
    expect(conflict.headers[WopiHeader.ValidRelativeTarget.toLowerCase()]).toBe(encodeUtf7('TAKEN (2)'));
    const rename = (name: string) =>
      folder.post('RENAME_CONTAINER', { [WopiHeader.RequestedName]: encodeUtf7(name) });
    expect((await rename('c_d')).status).toBe(409);
    expect((await rename('nul')).headers[WopiHeader.InvalidFileNameError.toLowerCase()]).toContain(
      'reserved',
    );
    expect((await rename('Größe')).json()).toEqual({ Name: 'Größe' });
    expect((await folder.call({})).json()).toMatchObject({ Name: 'Größe' });
    const both = { ...named('x'), ...suggested('y') };
    for (const override of ['CREATE_CHILD_CONTAINER', 'CREATE_CHILD_FILE']) {
      expect((await root.post(override, both)).status).toBe(501);
      expect((await root.post(override)).status).toBe(400);
    }
  });

  it('give a file an extension when only that was asked for', async () => {
    const folder = await newFolder(root);
    const answer = await folder.post('CREATE_CHILD_FILE', suggested('.xlsx'));
    expect(answer.json<Pointer>().Name).toBe('document.xlsx');
  });

  it('are named in the audit log', async () => {
    const folder = await newFolder(root, 'Audited');
    const id = folder.wopiSrc.split('/').at(-1);
    await folder.post('DELETE_CONTAINER');
    const rows = await gateway.query<{ operation: string; status: number }>(
      'select operation, status from audit_log where container_id = $1',
      [id],
    );
    expect(rows).toEqual([{ operation: 'DeleteContainer', status: 200 }]);
  });
});

describe('tokens', () => {
  it('are good for their own container, and for nothing else', async () => {
    const [one, other] = [await newFolder(root), await newFolder(root)];
    const mixed = other.withToken(one.accessToken);
    expect((await mixed.call({})).status).toBe(401);
    expect((await mixed.post('DELETE_CONTAINER')).status).toBe(401);
    expect((await file.withToken(one.accessToken).checkFileInfo()).status).toBe(401);
    expect((await one.withToken(file.accessToken).call({})).status).toBe(401);
    expect((await one.withToken('INVALID').call({})).status).toBe(401);
    expect((await one.call({ signed: false })).status).toBe(500);
  });

  it('of a view session change nothing below it', async () => {
    const view = await parentOf(await gateway.client(fileId, { user: 'olga', direct: true, action: 'view' }));
    expect((await view.call({})).json()).toMatchObject({
      UserCanCreateChildContainer: false,
      UserCanCreateChildFile: false,
      UserCanRename: false,
    });
    for (const override of ['CREATE_CHILD_CONTAINER', 'CREATE_CHILD_FILE'])
      expect((await view.post(override, named('no'))).status).toBe(401);
    const [child] = (await childrenOf(view)).ChildFiles;
    expect((await view.following(child!.Url).lock('L')).status).toBe(401);
  });

  it('lead nobody to folders that are not his own', async () => {
    const guest = await gateway.client(fileId, { user: 'alice', direct: true });
    const info = (await guest.checkFileInfo()).json();
    expect(info['SupportsContainers']).toBeUndefined();
    expect(info['SupportsEcosystem']).toBeUndefined();
    for (const suffix of ['/ancestry', '/ecosystem_pointer'] as const)
      expect((await guest.call({ suffix })).status).toBe(501);
    expect((await file.checkFileInfo()).json()).toMatchObject({ SupportsContainers: true });
  });

  it('end with the session, and where their user may no longer look', async () => {
    const { sessionId, wopiSrc, accessToken } = await gateway.openSession(fileId, {
      user: 'olga',
      direct: true,
    });
    const own = file.withToken(accessToken);
    expect(own.wopiSrc).toBe(wopiSrc);
    const folder = await newFolder(await parentOf(own));
    const id = folder.wopiSrc.split('/').at(-1);
    expect((await folder.call({})).status).toBe(200);
    await gateway.query('update containers set tokens_valid_from = now() where container_id = $1', [id]);
    expect((await folder.call({})).status).toBe(401);
    const again = await newFolder(await parentOf(own));
    await gateway.admin('POST', '/sessions/revoke', { session: sessionId });
    expect((await again.call({})).status).toBe(401);
  });
});

describe('the ecosystem', () => {
  const pointerOf = async (client: WopiClient) =>
    client.following((await client.call({ suffix: '/ecosystem_pointer' })).json<Pointer>().Url);

  it.each(['directly', 'through the proxy'])(
    'leads to the root and to files by their names, %s',
    async (way) => {
      const client = await gateway.client(fileId, { user: 'olga', direct: way === 'directly' });
      const ecosystem = await pointerOf(client);
      expect((await ecosystem.call({})).json()).toEqual({ SupportsContainers: true });
      const answer = await ecosystem.call({ suffix: '/root_container_pointer' });
      const top = ecosystem.following(answer.json<{ ContainerPointer: Pointer }>().ContainerPointer.Url);
      const names = (await childrenOf(top)).ChildFiles.map(({ Name }) => Name);
      expect(names).toContain('containers.wopitest');
      expect((await (await pointerOf(top)).call({})).status).toBe(200);
      const { HostEditUrl, HostViewUrl } = (await client.checkFileInfo()).json() as Record<string, string>;
      for (const name of [HostEditUrl!, HostViewUrl!, client.wopiSrc, fileId]) {
        const found = await ecosystem.post('GET_WOPI_SRC_WITH_ACCESS_TOKEN', {
          [WopiHeader.HostNativeFileName]: name,
        });
        const opened = ecosystem.following(found.json<Pointer>().Url);
        expect(opened.wopiSrc).toBe(client.wopiSrc);
        expect((await opened.checkFileInfo()).json()).toMatchObject({ BaseFileName: 'containers.wopitest' });
      }
      const others = await gateway.putFile('others.wopitest', Buffer.from('x'), 'paul');
      for (const name of [others, randomUUID(), 'https://elsewhere.test/open/' + fileId, '']) {
        const missing = await ecosystem.post('GET_WOPI_SRC_WITH_ACCESS_TOKEN', {
          [WopiHeader.HostNativeFileName]: name,
        });
        expect(missing.status, name).toBe(404);
      }
    },
  );
});
