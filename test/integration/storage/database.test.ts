import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { MIGRATIONS, migrate } from '../../../storage/migrate.ts';
import { openDatabase } from '../../../storage/open-database.ts';
import type { Tables } from '../../../storage/tables.ts';
import { createDatabase } from '../../helpers/database.ts';
import { freePort } from '../../helpers/servers.ts';

const open = (databaseUrl: string) => openDatabase({ databaseUrl, varDir: '/nonexistent' });

const drops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(drops.map((drop) => drop())));
async function makeUrl(): Promise<string> {
  const { url, drop } = await createDatabase();
  drops.push(drop);
  return url;
}

describe('migrations', () => {
  it('are run by one of several processes that start at once, and all start', async () => {
    const url = await makeUrl();
    const databases = await Promise.all([open(url), open(url), open(url)]);
    const [first] = databases;
    const { rows } = await sql`select name from stet_migrations`.execute(first.db);
    expect(rows).toEqual(Object.keys(MIGRATIONS).map((name) => ({ name })));
    await Promise.all(databases.map((database) => database.close()));
  });

  it('bring an older database up to date and keep what it holds', async () => {
    const database = await open(await makeUrl());
    const values = { id: 'paper', name: 'Paper', homepage: 'https://paper.example/', enabled: true, removed_at: null };
    await database.db.insertInto('sources').values(values).execute();
    const next = {
      up: (db: Parameters<typeof migrate>[0]) => db.schema.createTable('later').addColumn('id', 'text').execute(),
    };
    await migrate(database.db, { ...MIGRATIONS, '9999-later': next });
    expect(await database.db.selectFrom('sources').select('id').execute()).toEqual([{ id: 'paper' }]);
    await database.close();
    // … and a program that does not know the later migration refuses, in a sentence, and alters nothing.
    const { url } = database;
    await expect(open(url)).rejects.toThrow(/newer than this stet \(it holds 9999-later\): update stet/);
  });

  it('give an article that was gone before its life', async () => {
    const url = await makeUrl();
    const pool = new Pool({ connectionString: url });
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    const [first, ...later] = Object.entries(MIGRATIONS);
    if (first === undefined) throw new Error('there are no migrations');
    await migrate(db, Object.fromEntries([first]));
    await sql`insert into sources (id, name, homepage, enabled) values ('p', 'P', 'https://p.example/', true)`.execute(
      db,
    );
    await sql`insert into articles (id, source_id, identity, url, host, status, first_seen_at) values
      ('a', 'p', '1', 'https://p.example/1', 'p.example', 'gone', now()),
      ('b', 'p', '2', 'https://p.example/2', 'p.example', 'retired', now())`.execute(db);
    await migrate(db, Object.fromEntries([first, ...later]));
    const articles = await db.selectFrom('articles').select(['id', 'life']).orderBy('id').execute();
    expect(articles).toEqual([
      { id: 'a', life: { standing: 'gone', doubt: null, move: null } },
      { id: 'b', life: { standing: 'live', doubt: null, move: null } },
    ]);
    await db.destroy();
  });

  it('that fail are rolled back whole', async () => {
    const database = await open(await makeUrl());
    const broken = {
      up: async (db: Parameters<typeof migrate>[0]) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute();
        throw new Error('out of luck');
      },
    };
    const run = migrate(database.db, { ...MIGRATIONS, '9999-broken': broken });
    await expect(run).rejects.toThrow(/nothing was altered\): out of luck/);
    const { rows } = await sql<{ name: string | null }>`select to_regclass('half')::text as name`.execute(database.db);
    expect(rows).toEqual([{ name: null }]);
    await database.close();
  });
});

describe('a database that cannot be used', () => {
  it('is told in a sentence with its address, without its password', async () => {
    const port = await freePort();
    const url = `postgres://stet:secret@127.0.0.1:${port}/stet`;
    const error = await open(url).catch((cause: unknown) => cause as Error);
    expect(error).toMatchObject({ name: 'StetError', exitCode: 1 });
    expect((error as Error).message).toContain(`127.0.0.1:${port}/stet cannot be used`);
    expect((error as Error).message).toContain('DATABASE_URL');
    expect((error as Error).message).not.toContain('secret');
  });
});

describe('claims', () => {
  it('are held by one process at a time, and end with it', async () => {
    const url = await makeUrl();
    const [ours, theirs] = await Promise.all([open(url), open(url)]);
    expect(await ours.session.tryClaim('article a')).toBe(true);
    expect(await ours.session.tryClaim('article a')).toBe(false);
    expect(await theirs.session.tryClaim('article a')).toBe(false);
    expect(await theirs.session.tryClaim('article b')).toBe(true);
    await ours.close();
    expect(await theirs.session.tryClaim('article a')).toBe(true);
    await theirs.session.release('article a');
    expect(await theirs.session.tryClaim('article a')).toBe(true);
    await theirs.close();
  });

  it('work again after the connection was lost', async () => {
    const url = await makeUrl();
    const [ours, admin] = await Promise.all([open(url), open(url)]);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'stet session' and datname = current_database()`.execute(admin.db);
    await expect.poll(() => ours.session.tryClaim('article a').catch(() => false), { timeout: 10_000 }).toBe(true);
    await Promise.all([ours.close(), admin.close()]);
  });

  it('that are asked for while the connection is made again can be given back whole', async () => {
    const url = await makeUrl();
    const [ours, theirs] = await Promise.all([open(url), open(url)]);
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where application_name = 'stet session' and datname = current_database() order by backend_start`.execute(ours.db);
    for (const { pid } of rows) await sql`select pg_terminate_backend(${pid}::int)`.execute(theirs.db);
    // At every moment of the time that it takes.
    const claimed: string[] = [];
    for (let index = 0; index < 150; index += 1) {
      const [one, other] = [`article ${index}`, `host ${index}`];
      void ours.session.tryClaim(one).then(
        (isClaimed) => isClaimed && claimed.push(one),
        () => {},
      );
      void ours.session.tryClaimOne([other]).then(
        ({ claimed: name }) => name !== null && claimed.push(name),
        () => {},
      );
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await expect.poll(() => claimed.length, { timeout: 10_000 }).toBeGreaterThan(150);
    await ours.session.tryClaim('the last'); // all that were asked for before have been answered
    for (const name of claimed) await ours.session.release(name);
    await expect.poll(() => theirs.session.tryClaim('it is back'), { timeout: 10_000 }).toBe(true);
    const kept: string[] = [];
    for (const name of claimed) if (!(await theirs.session.tryClaim(name))) kept.push(name);
    expect(kept).toEqual([]);
    await Promise.all([ours.close(), theirs.close()]);
  });
});
