import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCapturePartitions } from '../../../storage/capture-partitions.ts';
import { listCaptures } from '../../../storage/captures.ts';
import { MIGRATIONS, migrate } from '../../../storage/migrate.ts';
import type { Db } from '../../../storage/open-database.ts';
import type { Tables } from '../../../storage/tables.ts';
import { createDatabase, openTestDatabase, type TestDatabase } from '../../helpers/database.ts';

const BEFORE = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0007'));

async function listPartitions(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'captures'::regclass order by name`.execute(db);
  return rows.map(({ name }) => name);
}

async function insertCapture(db: Db, id: string, fetchedAt: string): Promise<void> {
  await sql`insert into captures (id, article_id, fetched_at, url, redirects, headers, outcome, reason)
    values (${id}, 'a', ${fetchedAt}, 'https://p.example/1', '[]', '{}', 'new', '')`.execute(db);
}

async function insertArticle(db: Db): Promise<void> {
  await sql`insert into sources (id, name, homepage, enabled) values ('p', 'P', 'https://p.example/', true)`.execute(
    db,
  );
  await sql`insert into articles (id, source_id, identity, url, host, status, first_seen_at) values
    ('a', 'p', '1', 'https://p.example/1', 'p.example', 'live', now())`.execute(db);
}

describe('captures from before they had partitions', () => {
  let db: Kysely<Tables>;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const made = await createDatabase();
    drop = made.drop;
    db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: made.url }) }) });
    await migrate(db, BEFORE);
    await insertArticle(db);
    // In the machine's zone the first is of another month than in UTC.
    await insertCapture(db, 'c1', '2026-01-31T23:30:00-05:00');
    await insertCapture(db, 'c2', '2026-03-31T23:59:59.999Z');
    await insertCapture(db, 'c3', '1970-01-01T00:00:00Z');
    await sql`insert into versions (article_id, number, capture_id, seen_at, digest, extractor, record, text)
      values ('a', 1, 'c1', '2026-02-01T04:30:00Z', 'd', 1, '{"headline": "One"}', 'One')`.execute(db);
    await sql`insert into changes (id, article_id, from_version, to_version, capture_id, detected_at, kinds, importance, reasons, silent, noise, fields, blocks)
      values ('x', 'a', 1, 1, 'c2', '2026-03-31T23:59:59.999Z', '{gone}', 1, '[]', false, false, '[]', '[]')`.execute(
      db,
    );
  });
  afterAll(async () => {
    await db.destroy();
    await drop();
  });

  it('stay as they were where the migration breaks off', async () => {
    const breaking = { up: () => Promise.reject(new Error('the power failed')) };
    await expect(migrate(db, { ...MIGRATIONS, '9999-breaks': breaking })).rejects.toThrow('the power failed');
    const { rows } = await sql`select id from captures order by id`.execute(db);
    expect(rows).toEqual([{ id: 'c1' }, { id: 'c2' }, { id: 'c3' }]);
    expect(await listPartitions(db)).toEqual([]);
  });

  it('are moved, each to its month, and what refers to them still does', async () => {
    await migrate(db);
    const { rows } = await sql`select tableoid::regclass::text as place, id from captures order by id`.execute(db);
    expect(rows).toEqual([
      { place: 'captures_2026_02', id: 'c1' },
      { place: 'captures_2026_03', id: 'c2' },
      { place: 'captures_default', id: 'c3' },
    ]);
    expect((await listCaptures(db, 'a')).map(({ id }) => id)).toEqual(['c2', 'c1', 'c3']);
    for (const broken of [
      sql`update versions set capture_id = 'none'`,
      sql`update changes set capture_id = 'none'`,
      sql`insert into versions select 'a', 2, 'none', seen_at, digest, extractor, record, text from versions`,
    ]) {
      await expect(broken.execute(db)).rejects.toThrow(/append-only|violates foreign key/);
    }
  });

  it.each(['captures', 'captures_2026_02', 'captures_default'])('cannot be altered by way of %s', async (table) => {
    for (const statement of [`update ${table} set reason = 'x'`, `delete from ${table}`, `truncate ${table} cascade`]) {
      await expect(sql.raw(statement).execute(db)).rejects.toThrow('captures are append-only');
    }
  });
});

describe('the months ahead', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await insertArticle(database.db);
  });
  afterAll(() => database.drop());

  it('have their partitions before they come, made once, by whomever', async () => {
    const { db } = database;
    const now = new Date('2026-11-30T23:00:00Z');
    const added = await Promise.all([addCapturePartitions(db, now), addCapturePartitions(db, now)]);
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(await addCapturePartitions(db, now)).toBe(0);
    expect(await addCapturePartitions(db, new Date('2026-12-01T00:00:00Z'))).toBe(1);
    const months = ['2026_11', '2026_12', '2027_01', '2027_02', '2027_03'];
    expect(await listPartitions(db)).toEqual([...months.map((month) => `captures_${month}`), 'captures_default']);
    await insertCapture(db, 'late', '2027-03-31T23:59:59.999Z');
    await expect(sql`delete from captures_2027_03`.execute(db)).rejects.toThrow('captures are append-only');
    await expect(sql`truncate captures_2027_03 cascade`.execute(db)).rejects.toThrow('captures are append-only');
  });

  it('leave captures where they stand that came before their month had one', async () => {
    const { db } = database;
    await insertCapture(db, 'early', '2028-05-10T00:00:00Z');
    expect(await addCapturePartitions(db, new Date('2028-05-11T00:00:00Z'))).toBe(3);
    await insertCapture(db, 'same-month', '2028-05-12T00:00:00Z');
    const { rows } = await sql`select id from captures_default order by id`.execute(db);
    expect(rows).toEqual([{ id: 'early' }, { id: 'same-month' }]);
  });

  it('are looked up by one partition where the time is known', async () => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select from captures
      where id = 'late' and fetched_at = '2027-03-31T23:59:59.999Z'`.execute(database.db);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('captures_2027_03');
    expect(plan).not.toMatch(/captures_(default|2027_01)/);
  });
});
