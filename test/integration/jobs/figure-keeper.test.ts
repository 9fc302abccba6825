import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countFigures } from '../../../jobs/figure-keeper.ts';
import { toNumbersFilter } from '../../../src/review/read-numbers.ts';
import { HEALTH_DAYS_MS, listSourceHealth } from '../../../storage/health.ts';
import { keepFigures, loadKeptFigures } from '../../../storage/kept-figures.ts';
import { countNumbers, type Numbers } from '../../../storage/numbers.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from '../review/open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
const SOURCES = [
  ...Array.from({ length: 27 }, (_, n) => makeSource(`s${n}`, `Paper ${String(n).padStart(2, '0')}`)),
  makeSource('asleep', 'A Sleeper', { enabled: false }),
];
const WEEK_AGO = new Date(NOW.getTime() - HEALTH_DAYS_MS);
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const get = async (path: string) => (await read(ui.app.request(path))).text;

/** PostgreSQL's estimate of how many articles there are. */
const estimate = (articles: number) =>
  sql`update pg_class set reltuples = ${articles} where oid = 'articles'::regclass`.execute(database.db);

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, SOURCES);
  for (const [place, source] of ['s0', 's0', 's1'].entries()) {
    const id = await addStory(database.db, source);
    const first = makeRecord(`Story ${place}`, ['There were 12 people.']);
    await visitStory(database.db, id, first, null, ago(9 - place));
    if (place > 0) {
      await visitStory(database.db, id, makeRecord(`Story ${place}`, ['There were 21 people.']), first, ago(4 - place));
    }
  }
});
afterAll(() => database.drop());

it('keeps nothing where little is stored: pages count then', async () => {
  await estimate(300);
  await countFigures(database.db, SOURCES, NOW);
  expect(await loadKeptFigures(database.db, 'health', null)).toEqual([]);
  expect(await get('/sources')).not.toContain('were counted');
});

it('keeps what would be counted, of each source and of all, and says of when it is', async () => {
  const { db } = database;
  const counted = await listSourceHealth(db, WEEK_AGO);
  await estimate(300_000);
  await countFigures(db, SOURCES, NOW);
  const kept = await listSourceHealth(db, WEEK_AGO);
  expect(kept).toEqual(counted.map((health) => ({ ...health, countedAt: NOW })));
  expect(kept.find(({ id }) => id === 's0')).toMatchObject({ articles: 2, versions: 3, changes: 1 });
  const zones = new Map(SOURCES.map(({ id, timezone }) => [id, timezone]));
  const filter = { ...toNumbersFilter({}, NOW), until: NOW };
  for (const { sourceId, figures } of await loadKeptFigures(db, 'numbers', null)) {
    const asked = { ...filter, sourceId: sourceId === '' ? null : sourceId };
    expect(figures, sourceId).toEqual(JSON.parse(JSON.stringify(await countNumbers(db, asked, zones))));
  }
  expect((await loadKeptFigures(db, 'numbers', null)).map(({ sourceId }) => sourceId).sort()).toEqual(['', 's0', 's1']);
});

it('counts anew what an older program kept with less in it', async () => {
  const { db } = database;
  const address = '/api/v1/numbers?source=s1';
  const kept = await db.selectFrom('kept_figures').selectAll().where('subject', '=', 'numbers').execute();
  const whole = kept.find(({ source_id }) => source_id === 's1')?.figures as Numbers;
  const { unit, stretches, ...old } = { ...whole, hours: Array(24).fill(77) };
  const keepOnly = (figures: unknown) =>
    keepFigures(db, 'numbers', new Map([['s1', figures]]), { since: toNumbersFilter({}, NOW).since, countedAt: NOW });
  const ask = async () => JSON.parse((await read((await openUi(db, SOURCES)).app.request(address))).text);
  await keepOnly({ ...old, unit, stretches });
  expect((await ask()).hours[0]).toBe(77); // as it was kept
  await keepOnly(old);
  const { hours, stretches: counted } = await ask();
  expect(hours).toEqual(whole.hours);
  expect(counted).toHaveLength(whole.stretches.length);
  await countFigures(db, SOURCES, NOW);
  const [mended] = await loadKeptFigures<Numbers>(db, 'numbers', ['s1']);
  expect(mended?.figures).toEqual(whole);
});

it('shows them until they are counted again', async () => {
  const id = await addStory(database.db, 's2');
  await visitStory(database.db, id, makeRecord('Later'), null, NOW);
  expect(await get('/sources')).toContain('Articles, versions and changes were counted');
  expect((await listSourceHealth(database.db, WEEK_AGO, { sourceId: 's2' }))[0]?.articles).toBe(0);
  await countFigures(database.db, SOURCES, NOW);
  expect((await listSourceHealth(database.db, WEEK_AGO, { sourceId: 's2' }))[0]?.articles).toBe(1);
});

it('lists sources in pages, those that are watched first, and one alone', async () => {
  const [first, second] = [await get('/sources'), await get('/sources?page=2')];
  expect(first.match(/id="source-/g)).toHaveLength(20);
  expect(first).toContain('rel="next" href="/sources?page=2"');
  expect([...second.matchAll(/id="source-([a-z0-9]+)"/g)].map(([, id]) => id)).toEqual([
    ...['s20', 's21', 's22', 's23', 's24', 's25', 's26'],
    'asleep',
  ]);
  const alone = await get('/sources?source=s26');
  expect([...alone.matchAll(/id="source-([a-z0-9]+)"/g)].map(([, id]) => id)).toEqual(['s26']);
});
