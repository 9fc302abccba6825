import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PreparingClient } from '../../../storage/preparing-client.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await openTestDatabase();
  pool = new pg.Pool({ Client: PreparingClient, connectionString: database.url, max: 1 });
  pool.on('error', () => {});
  await pool.query('create table t (id integer, name text)');
  await pool.query(`insert into t values (1, 'one')`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** How many of these statements the one connection has prepared. */
async function countPrepared(text: string): Promise<number> {
  const { rows } = await pool.query('select statement from pg_prepared_statements');
  return rows.filter(({ statement }) => statement === text).length;
}

async function ask(text: string, times: number): Promise<unknown> {
  let rows: unknown = null;
  for (let time = 0; time < times; time += 1) rows = (await pool.query(text, [1])).rows;
  return rows;
}

describe('a connection', () => {
  it('prepares a statement that comes often, and none that comes seldom', async () => {
    const text = 'select name from t where id = $1';
    await ask(text, 3);
    expect(await countPrepared(text)).toBe(0);
    expect(await ask(text, 2)).toEqual([{ name: 'one' }]);
    expect(await countPrepared(text)).toBe(1);
  });

  it.each([
    'select * from t where id = $1',
    'select t.* from t where id = $1',
    'update t set name = name where id = $1 returning *',
  ])('does not prepare "%s", whose columns another process may add to', async (text) => {
    expect(await ask(text, 8)).toEqual([{ id: 1, name: 'one' }]);
    expect(await countPrepared(text)).toBe(0);
  });

  it('prepares what counts all rows', async () => {
    const text = 'select count(*)::integer as n from t where id = $1';
    expect(await ask(text, 8)).toEqual([{ n: 1 }]);
    expect(await countPrepared(text)).toBe(1);
  });

  it('makes place for a new one where a column became another type', async () => {
    const text = 'select id from t where name is not null and $1 = 1';
    await ask(text, 8);
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query('alter table t alter column id type bigint');
    await other.end();
    await expect(ask(text, 1)).rejects.toThrow('cached plan must not change result type');
    expect(await ask(text, 2)).toHaveLength(1);
  });
});
