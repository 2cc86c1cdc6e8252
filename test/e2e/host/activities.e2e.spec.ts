import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../support/gateway.js';
import { startGateway } from '../../support/start-gateway.js';
import type { WopiClient } from '../../support/wopi-client.js';

let gateway: Gateway;
let fileId: string;
let client: WopiClient;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  fileId = await gateway.putFile(`${randomUUID()}.docx`, Buffer.from('content'));
  client = await gateway.client(fileId);
});

const comment = (more: object = {}) => ({
  Type: 'comment',
  Id: randomUUID(),
  Timestamp: '2017-03-15T13:47:13000000Z',
  Data: { ContentId: 'c', ContentAction: 'created' },
  ...more,
});
const add = (body: unknown, text = JSON.stringify(body)) =>
  client.post('ADD_ACTIVITIES', {}, Buffer.from(text));
const stored = () =>
  gateway.query<Record<string, unknown>>(
    `select activity_id as "id", data, stated_at as "statedAt" from activities where file_id = $1`,
    [fileId],
  );
const peopleOf = (id: string) =>
  gateway.query(`select person_id, provider from activity_people where activity_id = $1 order by 1`, [id]);

describe('AddActivities', () => {
  it('stores comments as they came, with whom they concern', async () => {
    const people = [
      { Name: 'A', Id: '111', Provider: 'wopi-contoso', Mentioned: true },
      { Name: 'A', Id: '111', Provider: 'wopi-contoso', InThread: true },
      { Name: 'B', Id: '{222}', Provider: 'Windows Live' },
    ];
    const Data = { ContentId: 'c', ContentAction: 'updated', CommentText: 'ä\u0000\ud800', Later: { on: 1 } };
    const activity = comment({ Data, People: people });
    const answer = await add({ Activities: [activity], Bonus: true });
    expect(answer.json()).toEqual({ ActivityResponses: [{ Id: activity.Id, Status: 0 }] });
    expect(await stored()).toEqual([{ id: activity.Id, data: Data, statedAt: activity.Timestamp }]);
    expect(await peopleOf(activity.Id)).toEqual([
      { person_id: '111', provider: 'wopi-contoso' },
      { person_id: '{222}', provider: 'Windows Live' },
    ]);
  });

  it('says of types it does not know that they are not supported, and stores the rest', async () => {
    const [known, unknown] = [comment(), { Type: 'unsupported', Id: 'U' }];
    const answer = await add({ Activities: [unknown, known] });
    expect(answer.json()).toEqual({
      ActivityResponses: [
        { Id: 'U', Status: 3 },
        { Id: known.Id, Status: 0 },
      ],
    });
    expect(await stored()).toMatchObject([{ id: known.Id }]);
  });

  it('stores an activity once, however often and by how many it is sent', async () => {
    const activity = comment();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => add({ Activities: [activity, activity] })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await stored()).toHaveLength(1);
  });

  it.each<[string, unknown, number]>([
    ['no JSON', undefined, 400],
    ['no list', { Activities: {} }, 400],
    ['an array', [], 400],
    ['null', null, 400],
    ['an activity that is none', { Activities: [null] }, 400],
    ['no id', { Activities: [comment({ Id: '' })] }, 400],
    ['an id that is no text', { Activities: [comment({ Id: 'a\u0000' })] }, 400],
    ['a comment on nothing', { Activities: [comment({ Data: {} })] }, 400],
    [
      'an unheard-of action',
      { Activities: [comment({ Data: { ContentId: 'c', ContentAction: 'x' } })] },
      400,
    ],
    [
      'a content id that is too long',
      { Activities: [comment({ Data: { ContentId: 'c'.repeat(1025), ContentAction: 'created' } })] },
      400,
    ],
    ['people that are no list', { Activities: [comment({ People: 'A' })] }, 400],
    ['too many activities', { Activities: Array.from({ length: 101 }, () => comment()) }, 413],
    [
      'too many people',
      { Activities: [comment({ People: Array.from({ length: 101 }, () => ({ Id: '1', Provider: 'p' })) })] },
      413,
    ],
    ['too long a body', { Activities: [comment({ More: 'x'.repeat(256 * 1024) })] }, 413],
  ])('refuses %s as a whole', async (_, body, status) => {
    const good = JSON.stringify(comment());
    const text = body === undefined ? `{ "Activities": [${good}` : JSON.stringify(body);
    expect((await add(body, text)).status).toBe(status);
    expect(await stored()).toEqual([]);
  });

  it('is promised by CheckFileInfo', async () => {
    expect((await client.checkFileInfo()).json()).toMatchObject({ SupportsAddActivities: true });
  });
});
