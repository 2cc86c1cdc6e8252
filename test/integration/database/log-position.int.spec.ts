import { moveBehind } from '#database';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { cloneDatabase, type DatabaseClone } from '../../support/database.js';

let clone: DatabaseClone;
let client: pg.Client;

beforeAll(async () => {
  clone = await cloneDatabase();
  client = new pg.Client(clone.url);
  await client.connect();
  await client.query('create table position_of_test (xid xid8, seq bigint, max_seq bigint)');
  await client.query('create table rows_of_test (xid xid8, seq bigint)');
});
beforeEach(async () => {
  await client.query('truncate position_of_test, rows_of_test');
  await client.query(`insert into position_of_test values ('9', 2, 3)`);
});
afterAll(async () => {
  await client.end();
  await clone.drop();
});

const movedBehind = async (rows?: string) => {
  if (rows) await client.query(`insert into rows_of_test values ${rows}`);
  await client.query(moveBehind('rows_of_test', 'position_of_test'));
  return (await client.query('select xid, seq::integer, max_seq::integer from position_of_test')).rows;
};

it('moves a position behind the last row of the last transaction, whichever row has the highest number', async () => {
  expect(await movedBehind(`('10', 7), ('11', 4), ('11', 5)`)).toEqual([{ xid: '11', seq: 5, max_seq: 7 }]);
});

it('never forgets the highest number that was read', async () => {
  expect(await movedBehind(`('10', 1)`)).toEqual([{ xid: '10', seq: 1, max_seq: 3 }]);
});

it('leaves a position where there is no row', async () => {
  expect(await movedBehind()).toEqual([{ xid: '9', seq: 2, max_seq: 3 }]);
});
