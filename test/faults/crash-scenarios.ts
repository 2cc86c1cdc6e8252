import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import { chunksOf, saveBody, signatureOf } from '../support/chunked-file.js';
import type { WopiAnswer, WopiClient } from '../support/wopi-client.js';

type Headers = Readonly<Record<string, string>>;

/** A change of a file, and every step of it that leaves something behind. */
export interface Scenario {
  readonly name: string;
  readonly operation: string;
  /** What is in the file before. */
  readonly content: string;
  readonly holding: 'WOPI lock' | 'coauth lock' | 'nothing';
  readonly change: (client: WopiClient, headers: Headers) => Promise<WopiAnswer>;
  /** From the first statement to the answer. A step that comes to an operation must be written down here. */
  readonly steps: readonly string[];
  /** The step with which the new state is there. */
  readonly decisive: string;
  readonly after: { readonly content?: string; readonly renamed?: boolean; readonly deleted?: boolean };
}

export const LOCK = 'lock';
const HOLDING: Record<Scenario['holding'], Headers> = {
  'WOPI lock': { [WopiHeader.Lock]: LOCK },
  'coauth lock': { [WopiHeader.CoauthLockId]: LOCK },
  nothing: {},
};

const ENDED = ['COMMIT', 'answer'];
const STORED = ['create blob', 'write blob', 'sync blob', 'sync directory'];

/** Steps of a change that runs while nobody can lock the file. */
const inTransaction = (first: string, change: string[], last: string[]) => [
  'REQUEST_CONTEXT',
  ...(change[0] === 'PUBLISH' ? STORED : []),
  'START TRANSACTION',
  first,
  ...change,
  ...last,
  ...ENDED,
];

const put = (holding: Scenario['holding'], content: string): Scenario => ({
  name: `PutFile, ${holding} held`,
  operation: 'PutFile',
  content,
  holding,
  change: (client, headers) =>
    client.putFile(Buffer.from('new'), undefined, { ...HOLDING[holding], ...headers }),
  steps:
    holding === 'nothing'
      ? inTransaction('OCCUPY', ['PUBLISH'], ['VACATE'])
      : ['REQUEST_CONTEXT', ...STORED, 'PUBLISH', 'answer'],
  decisive: holding === 'nothing' ? 'COMMIT' : 'PUBLISH',
  after: { content: 'new' },
});

const CHUNKED = ['PUBLISH', 'ATTACH'];

const putChunked = (holding: Scenario['holding'], content: string): Scenario => ({
  name: `PutChunkedFile, ${holding} held`,
  operation: 'PutChunkedFile',
  content,
  holding,
  change: async (client, headers) => {
    const chunks = await chunksOf(Buffer.from('new'));
    return client.call({
      method: 'POST',
      suffix: '/contents',
      body: saveBody([signatureOf(chunks)], chunks),
      headers: {
        [WopiHeader.Override]: 'PUT_CHUNKED_FILE',
        [WopiHeader.SequenceNumber]: '1',
        ...HOLDING[holding],
        ...headers,
      },
    });
  },
  steps:
    holding === 'nothing'
      ? ['REQUEST_CONTEXT', ...STORED, 'FIND', 'START TRANSACTION', 'OCCUPY', ...CHUNKED, 'VACATE', ...ENDED]
      : ['REQUEST_CONTEXT', ...STORED, 'FIND', 'START TRANSACTION', ...CHUNKED, ...ENDED],
  decisive: 'COMMIT',
  after: { content: 'new' },
});

const RENAMED = ['savepoint attempt', 'RENAME', 'release savepoint attempt'];

const rename = (holding: Scenario['holding']): Scenario => ({
  name: `RenameFile, ${holding} held`,
  operation: 'RenameFile',
  content: 'old',
  holding,
  change: (client, headers) =>
    client.post('RENAME_FILE', {
      [WopiHeader.RequestedName]: encodeUtf7(renamed(idOf(headers))),
      ...HOLDING[holding],
      ...headers,
    }),
  steps:
    holding === 'nothing' ? inTransaction('OCCUPY', RENAMED, ['VACATE']) : inTransaction('PIN', RENAMED, []),
  decisive: 'COMMIT',
  after: { renamed: true },
});

/** Names are unique in a folder: each request renames to one of its own. */
export const renamed = (id: string): string => `new ${id}`;
const idOf = (headers: Headers): string => headers['X-Test-Pause-Before']!.split(' ')[0]!;

export const SCENARIOS: readonly Scenario[] = [
  put('WOPI lock', 'old'),
  put('coauth lock', 'old'),
  put('nothing', ''),
  putChunked('coauth lock', 'old'),
  putChunked('nothing', ''),
  rename('WOPI lock'),
  rename('coauth lock'),
  rename('nothing'),
  {
    name: 'DeleteFile',
    operation: 'DeleteFile',
    content: 'old',
    holding: 'nothing',
    change: (client, headers) => client.post('DELETE', headers),
    steps: inTransaction('OCCUPY', ['DELETE'], ['VACATE']),
    decisive: 'COMMIT',
    after: { deleted: true },
  },
];
