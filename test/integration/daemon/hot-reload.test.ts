import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAllDue, waitUntilIdle } from '../../helpers/watch.ts';
import { STARTS_AT } from '../jobs/open-workshop.ts';
import { openWatch, type Watch } from './open-watch.ts';

const SOON = { timeout: 10_000, interval: 50 };

let watch: Watch;
let sourcesDir: string;

beforeEach(async () => {
  watch = await openWatch();
  sourcesDir = join(watch.setup.environment.configDir, 'sources');
});
afterEach(() => watch.close());

const fileOf = (id: string) => join(sourcesDir, `${id}.yaml`);
const countArticles = async (id: string) =>
  (await watch.setup.database.db.selectFrom('articles').select('id').where('source_id', '=', id).execute()).length;
const countRequests = (path: string) => watch.newspaper.accessLog.filter(({ url }) => url.startsWith(path)).length;

/** Makes all due at that minute, and waits until what the configuration still watches is done. */
async function visitAll(minute: number, isDone: () => unknown): Promise<void> {
  watch.clock.goTo(minute);
  await makeAllDue(watch.setup.database, watch.clock.now());
  await expect.poll(isDone, SOON).toBeTruthy();
}

describe('a daemon whose configuration is edited', () => {
  it('watches a source that is added, and lets go of one that is removed', { timeout: 40_000 }, async () => {
    const text = await readFile(fileOf('plain-wire'), 'utf8');
    await rm(fileOf('plain-wire'));
    await watch.start();
    await waitUntilIdle(watch.setup.database, STARTS_AT);
    expect(countRequests('/wire/')).toBe(0);

    await writeFile(fileOf('plain-wire'), text);
    await expect.poll(() => countArticles('plain-wire'), SOON).toBeGreaterThan(3);
    await waitUntilIdle(watch.setup.database, STARTS_AT);
    expect(await listSchedulers()).toContain('plain-wire');

    await rm(fileOf('plain-wire'));
    await expect.poll(listSchedulers, SOON).not.toContain('plain-wire');
    const before = { wire: countRequests('/wire/'), ledger: countRequests('/ledger/') };
    await visitAll(3, () => countRequests('/ledger/') > before.ledger + 5);
    await visitAll(6, () => countRequests('/ledger/') > before.ledger + 12);
    expect(countRequests('/wire/')).toBe(before.wire);
    const { db } = watch.setup.database;
    const source = await db.selectFrom('sources').selectAll().where('id', '=', 'plain-wire').executeTakeFirst();
    expect(source).toMatchObject({ enabled: false, removed_at: expect.any(Date) });
  });

  it('stops at enabled: false, and goes on at true', { timeout: 40_000 }, async () => {
    await watch.start();
    await waitUntilIdle(watch.setup.database, STARTS_AT);
    const text = await readFile(fileOf('harbour-ledger'), 'utf8');
    await writeFile(fileOf('harbour-ledger'), `${text}enabled: false\n`);
    await expect.poll(listSchedulers, SOON).not.toContain('harbour-ledger');
    const before = countRequests('/ledger/');
    const wire = countRequests('/wire/');
    await visitAll(3, () => countRequests('/wire/') > wire + 3);
    expect(countRequests('/ledger/')).toBe(before);
    await writeFile(fileOf('harbour-ledger'), text);
    await expect.poll(() => countRequests('/ledger/'), SOON).toBeGreaterThan(before + 3);
  });

  it('keeps the last good configuration at a broken edit, and tells file and line', { timeout: 40_000 }, async () => {
    await watch.start();
    await waitUntilIdle(watch.setup.database, STARTS_AT);
    const text = await readFile(fileOf('plain-wire'), 'utf8');
    await writeFile(fileOf('plain-wire'), text.replace('every: 1m', 'every: sometimes'));
    const told = () => watch.lines.filter((line) => line.level === 50) as { problems?: string[] }[];
    await expect.poll(() => told().length, SOON).toBe(1);
    expect(told()[0]?.problems).toEqual([expect.stringMatching(/plain-wire\.yaml:\d+:\d+ .*schedule\.every/)]);
    const before = countRequests('/wire/');
    await visitAll(3, () => countRequests('/wire/') > before + 3);
    await writeFile(fileOf('plain-wire'), text.replace('name: Plain Wire', 'name: The Plain Wire'));
    await expect.poll(() => nameOf('plain-wire'), SOON).toBe('The Plain Wire');
  });

  it('applies what is edited while it starts, and the last of many edits', { timeout: 40_000 }, async () => {
    const text = await readFile(fileOf('plain-wire'), 'utf8');
    const rename_ = (name: string) =>
      writeFile(fileOf('plain-wire'), text.replace('name: Plain Wire', `name: ${name}`));
    const starting = watch.start();
    await rename_('Early');
    await starting;
    await expect.poll(() => nameOf('plain-wire'), SOON).toBe('Early');
    for (let edit = 1; edit <= 8; edit += 1) {
      await rename_(`Edit ${edit}`);
      await new Promise((resolve) => setTimeout(resolve, 150 + 40 * edit));
    }
    await rename_('Last');
    await expect.poll(() => nameOf('plain-wire'), SOON).toBe('Last');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await nameOf('plain-wire')).toBe('Last');
  });

  it('brings an edit home that was made while the database was away', { timeout: 40_000 }, async () => {
    await watch.start();
    await waitUntilIdle(watch.setup.database, STARTS_AT);
    const { db } = watch.setup.database;
    const hold = await lockSources();
    await rename(fileOf('plain-wire'), join(sourcesDir, 'renamed-wire.yaml'));
    await expect
      .poll(() => watch.lines.some((line) => line.msg === 'the configuration was read again'), SOON)
      .toBe(true);
    await hold.failThem();
    await expect.poll(() => countArticles('renamed-wire'), { timeout: 15_000, interval: 50 }).toBeGreaterThan(3);
    const gone = await db.selectFrom('sources').select('enabled').where('id', '=', 'plain-wire').execute();
    expect(gone).toEqual([{ enabled: false }]);
  });
});

async function nameOf(id: string): Promise<string | undefined> {
  const { db } = watch.setup.database;
  return (await db.selectFrom('sources').select('name').where('id', '=', id).executeTakeFirst())?.name;
}

async function listSchedulers(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select scheduler_id as id from bullmq.scheduler`.execute(
    watch.setup.database.db,
  );
  return rows.map(({ id }) => id);
}

/** Holds the table of sources, so that whoever stores an edit waits; then ends everybody's connection. */
async function lockSources(): Promise<{ failThem(): Promise<void> }> {
  const client = new pg.Client({ connectionString: watch.setup.database.url });
  await client.connect();
  await client.query('begin; lock table sources in exclusive mode');
  return {
    failThem: async () => {
      await client.query(
        'select pg_terminate_backend(pid) from pg_locks where not granted and relation = $1::regclass',
        ['sources'],
      );
      await client.query('rollback');
      await client.end();
    },
  };
}
