import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { saveAnnotation } from '../../../storage/annotations.ts';
import { countNumbers } from '../../../storage/numbers.ts';
import { makeRecord, makeVerdict } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory, visitWithRemark } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
const HOUR = 3_600_000;
const SINCE = '2026-02-20';

/** A story that is first seen `hoursAgo`, and edited so many hours after that. */
async function addEdited(source: string, hoursAgo: number, edits: number[]): Promise<string[]> {
  const { db } = database;
  const id = await addStory(db, source);
  const firstAt = NOW.getTime() - hoursAgo * HOUR;
  await db
    .updateTable('articles')
    .set({ first_seen_at: new Date(firstAt) })
    .where('id', '=', id)
    .execute();
  const records = [0, ...edits].map((_, index) => makeRecord(`Story ${id}`, [`There were ${index + 10} people.`]));
  const changes: string[] = [];
  for (const [index, hours] of [0, ...edits].entries()) {
    const record = records[index] ?? makeRecord('');
    const saved = await visitStory(db, id, record, records[index - 1] ?? null, new Date(firstAt + hours * HOUR));
    if (saved.changeId !== null) changes.push(saved.changeId);
  }
  return changes;
}

beforeAll(async () => {
  database = await openTestDatabase();
  const sources = [makeSource('gazette', 'The Gazette'), makeSource('tokyo', '=Tokyo', { timezone: 'Asia/Tokyo' })];
  ui = await openUi(database.db, sources);
  await addEdited('gazette', 48, [1, 5]);
  await addEdited('gazette', 47, [2]);
  await addEdited('gazette', 46, [3]);
  await addEdited('gazette', 45, []);
  await addEdited('tokyo', 30, [1]);
  await addEdited('gazette', 24 * 60, [1]);
  const [noise = ''] = await addEdited('gazette', 44, [7]);
  await saveAnnotation(database.db, { changeId: noise, verdict: 'noise', note: null }, NOW);
  const gone = await addStory(database.db, 'tokyo');
  await visitStory(database.db, gone, makeRecord('Gone'), null, new Date(NOW.getTime() - 2 * HOUR));
  const change = makeVerdict(makeRecord(''), false).change as Change;
  await visitWithRemark(
    database.db,
    gone,
    'gone',
    { ...change, kinds: ['gone'], silent: true },
    new Date(NOW.getTime() - HOUR),
  );
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));
const ask = async (query: string) => JSON.parse((await get(`/api/v1/numbers?${query}`)).text);

describe('numbers', () => {
  it('count edits, articles and disappearances of each source, without noise', async () => {
    const { sources } = await ask(`since=${SINCE}`);
    const none = { headlineTests: 0, away: 0, young: 0, silentShare: 1 };
    expect(sources).toEqual([
      { ...none, source: 'gazette', edits: 4, silent: 4, articles: 5, edited: 3, young: 2, firstEditSeconds: 7_200 },
      { ...none, source: 'tokyo', edits: 1, silent: 1, away: 1, articles: 1, edited: 1, firstEditSeconds: 3_600 },
    ]);
  });

  it('tell the quartiles of the time to the first edit', async () => {
    const { firstEdit } = await ask(`since=${SINCE}&source=gazette`);
    expect(firstEdit).toEqual({ quarterSeconds: 5_400, medianSeconds: 7_200, threeQuartersSeconds: 9_000 });
    expect((await ask('since=2020-01-01&until=2020-02-01')).firstEdit).toBeNull();
  });

  it('count an edit in the hour and on the day of its source', async () => {
    const { hours, days } = await ask(`since=${SINCE}&source=tokyo`);
    const at = new Date(NOW.getTime() - 29 * HOUR + 9 * HOUR); // as the clocks of Tokyo show it
    expect(
      hours.map((edits: number, hour: number) => (edits > 0 ? hour : -1)).filter((hour: number) => hour >= 0),
    ).toEqual([at.getUTCHours()]);
    expect(days).toEqual([{ day: at.toISOString().slice(0, 10), edits: 1, silent: 1 }]);
  });

  it('tell by day what there was, of all and of one source, on the days of its clocks', async () => {
    const { unit, stretches, kinds } = await ask(`since=${SINCE}`);
    expect(unit).toBe('day');
    const days = stretches.map(({ from }: { from: string }) => from);
    expect(days).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(stretches[0]).toEqual({
      ...{ from: '2026-02-27', edits: 4, silent: 4, silentShare: 1, headlineTests: 0, away: 0 },
      ...{ articles: 5, edited: 3, young: 2, firstEditSeconds: 7_200 },
    });
    expect(stretches[2]).toMatchObject({ edits: 0, silentShare: null, away: 1, articles: 0, firstEditSeconds: null });
    expect(kinds.find(({ kind }: { kind: string }) => kind === 'figure')).toMatchObject({
      changes: 5,
      each: [4, 1, 0],
    });
    const tokyo = await ask(`since=${SINCE}&source=tokyo`);
    const ofTokyo = [
      { from: '2026-02-28', edits: 1, articles: 1, firstEditSeconds: 3_600 },
      { from: '2026-03-01', edits: 0, away: 1 },
    ];
    expect(tokyo.stretches).toMatchObject(ofTokyo);
  });

  it('are by week or month where the time is long and something was seen in it', async () => {
    const weeks = await ask('since=2020-01-01');
    expect(weeks.unit).toBe('week');
    expect(weeks.stretches.map(({ from }: { from: string }) => from)).toEqual(['2025-12-29', '2026-02-23']);
    expect(weeks.stretches[1]).toMatchObject({ edits: 5, away: 1, articles: 6, edited: 4, firstEditSeconds: 5_400 });
    const { until } = await ask('since=2020-01-01&until=2100-01-01');
    expect(until).toBe(NOW.toISOString());
    expect((await ask('since=2020-01-01&source=tokyo')).unit).toBe('week');
    const early = await addStory(database.db, 'gazette');
    const firstAt = { first_seen_at: new Date('2024-05-06T07:08:09Z') };
    await database.db.updateTable('articles').set(firstAt).where('id', '=', early).execute();
    expect((await ask('since=2020-01-02')).unit).toBe('month');
    expect((await ask('since=2025-12-01')).unit).toBe('week');
    await database.db.deleteFrom('article_urls').where('article_id', '=', early).execute();
    await database.db.deleteFrom('articles').where('id', '=', early).execute();
  });

  it('count the young by when it is, not by the end of the time that is asked for', async () => {
    const { sources } = await ask('since=2025-12-01&until=2026-01-15');
    expect(sources).toMatchObject([{ articles: 1, edited: 1, young: 0 }]);
    const filter = { sourceId: null, since: new Date(SINCE), until: NOW };
    const later = new Date(NOW.getTime() + 8 * 24 * HOUR);
    const young = async (now: Date) =>
      (await countNumbers(database.db, { ...filter, now }, new Map())).sources[0]?.young;
    expect([await young(NOW), await young(later)]).toEqual([2, 0]);
  });

  it('take the days of the filter and no other', async () => {
    const { kinds } = await ask('since=2025-12-01&until=2026-01-15');
    expect(kinds.find(({ kind }: { kind: string }) => kind === 'figure')).toEqual({
      kind: 'figure',
      changes: 1,
      each: [1],
    });
    expect((await ask(`source=nobody&since=${SINCE}`)).sources).toEqual([]);
    expect((await get('/numbers?since=yesterday')).status).toBe(400);
  });

  it('stand on a page with their tables, and as CSV that no spreadsheet calculates', async () => {
    const { status, text } = await get(`/numbers?since=${SINCE}`);
    expect(status).toBe(200);
    expect(text).toMatch(/<svg[^>]* role="img" aria-labelledby="hours-said"><title id="hours-said">/);
    expect(text).toMatch(/<th scope="row">figure<\/th><td>5<\/td>/);
    expect(text).not.toContain('style=');
    const csv = await get(`/numbers/sources.csv?since=${SINCE}`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.text).toContain("'=Tokyo,1,1,0,1,1,1,1,3600,0");
    expect((await get(`/numbers/over-time.csv?since=${SINCE}`)).text).toContain('2026-02-27,4,4,0,0,5,3,1,7200,2');
    expect((await get(`/numbers/kinds-over-time.csv?since=${SINCE}`)).text).toMatch(
      /^\uFEFF?Day,.*figure[\s\S]*\n2026-02-27,/,
    );
    expect((await get(`/numbers/hours.csv?since=${SINCE}`)).text.trim().split('\n')).toHaveLength(25);
  });

  it('say so where nothing was seen', async () => {
    expect((await get('/numbers?since=2020-01-01&until=2020-01-02')).text).toContain('Nothing was seen in this time');
  });

  it('leave out what is in quarantine', async () => {
    const { db } = database;
    await db
      .insertInto('drifts')
      .values({ id: 'drift', source_id: 'tokyo', traits: [], detected_at: NOW, last_at: NOW, decided_at: null })
      .execute();
    const inTokyo = db.selectFrom('articles').select('id').where('source_id', '=', 'tokyo');
    const count = async () => {
      const filter = { sourceId: 'tokyo', since: new Date(0), until: new Date(NOW.getTime() + 1) };
      return (await countNumbers(db, filter, new Map())).sources[0]?.edits;
    };
    expect(await count()).toBe(1);
    await db.updateTable('changes').set({ drift_id: 'drift' }).where('article_id', 'in', inTokyo).execute();
    expect(await count()).toBe(0);
    await db.updateTable('drifts').set({ status: 'accepted' }).execute();
    expect(await count()).toBe(1);
  });
});
