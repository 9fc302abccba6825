import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findArticlesWithin, listArticles } from '../../../storage/list-articles.ts';
import { type ChangeFilter, findChangesWithin, listChanges } from '../../../storage/list-changes.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

const STORIES = 60;

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette'), makeSource('bote', 'Der Bote')]);
  for (let n = 0; n < STORIES; n += 1) {
    const id = await addStory(database.db, n % 3 === 0 ? 'bote' : 'gazette');
    // Several at the same moment, which their ids tell apart.
    const at = (hours: number) => new Date(NOW.getTime() - (Math.floor(n / 4) + 40 - hours) * 3_600_000);
    const first = makeRecord(`Harbour works ${n}`, [`The harbour board met ${n} times.`, 'The ferry was late.']);
    const second = makeRecord(`Harbour works ${n}`, [`The harbour board met ${n + 100} times.`, 'The ferry was late.']);
    const third = makeRecord(`Works ${n} at a standstill`, [
      'The board met.',
      n % 5 === 0 ? 'Zebras came.' : 'Cows came.',
    ]);
    await visitStory(database.db, id, first, null, at(0));
    await visitStory(database.db, id, second, first, at(1));
    if (n % 2 === 0) await visitStory(database.db, id, third, second, at(2));
  }
});
afterAll(() => database.drop());

/** The last three tell words in their order, and words that must not be there. */
const SEARCHES = ['harbour', 'zebras', '"board met"', 'nowhere', '"met board"', 'works -zebras', '-board works'];

const WALK = { few: 0, stretch: 7, patienceMs: 0 };
const PATIENT = { ...WALK, patienceMs: Number.POSITIVE_INFINITY };

/** Goes from place to place until the end. */
async function walkAll<Row, Place>(
  look: (behind: Place | undefined) => Promise<{ rows: Row[]; lookedTo: Place | null }>,
): Promise<{ met: Row[]; pages: number }> {
  const met: Row[] = [];
  let pages = 0;
  for (let behind: Place | null | undefined; behind !== null; pages += 1) {
    const { rows, lookedTo } = await look(behind);
    met.push(...rows);
    behind = lookedTo;
  }
  return { met, pages };
}

describe('a list of changes by words that many versions have', () => {
  const filters: Partial<ChangeFilter>[] = [
    {},
    { order: 'importance' },
    { sourceId: 'bote' },
    { sourceId: 'bote', order: 'importance' },
    { kind: 'headline', order: 'importance' },
    { minImportance: 0.4 },
    { status: 'new', withNoise: true },
    { since: new Date(NOW.getTime() - 45 * 3_600_000), until: new Date(NOW.getTime() - 40 * 3_600_000) },
  ];

  it.each(filters.flatMap((filter) => SEARCHES.map((search) => [filter, search] as const)))(
    'is gone through bit by bit, and comes to the same: %j %s',
    async (filter, search) => {
      const asked = { ...filter, search, limit: 200 };
      const all = await listChanges(database.db, asked);
      const { met } = await walkAll(async (behind: ChangeFilter['behind']) => {
        const { found, lookedTo } = await findChangesWithin(database.db, { ...asked, behind }, WALK);
        return { rows: found, lookedTo };
      });
      expect(met).toEqual(all);
      expect(await findChangesWithin(database.db, asked, PATIENT)).toEqual({ found: all, lookedTo: null });
    },
  );

  it('takes as many steps as there is to go through, and finds something', async () => {
    const { met, pages } = await walkAll(async (behind: ChangeFilter['behind']) => {
      const { found, lookedTo } = await findChangesWithin(database.db, { search: 'zebras', limit: 200, behind }, WALK);
      return { rows: found, lookedTo };
    });
    expect(met).toHaveLength(STORIES / 10);
    expect(pages).toBe(Math.ceil((STORIES * 1.5) / WALK.stretch));
  });

  it('ends with a page that is full', async () => {
    const { found, lookedTo } = await findChangesWithin(database.db, { search: 'harbour', limit: 5 }, PATIENT);
    expect(found.map(({ id }) => id)).toEqual(
      (await listChanges(database.db, { search: 'harbour', limit: 5 })).map(({ id }) => id),
    );
    expect(lookedTo).not.toBeNull();
  });
});

describe('a list of articles by words that many versions have', () => {
  it.each(
    [{}, { sourceId: 'bote' }, { status: 'live' }, { since: NOW }].flatMap((filter) =>
      SEARCHES.map((search) => [filter, search] as const),
    ),
  )('is gone through bit by bit, and comes to the same: %j %s', async (filter, search) => {
    const asked = { ...filter, search, limit: 200 };
    const all = await listArticles(database.db, asked);
    const { met } = await walkAll(async (behind: { at: Date; id: string } | undefined) => {
      const { found, lookedTo } = await findArticlesWithin(database.db, { ...asked, behind }, WALK);
      return { rows: found, lookedTo };
    });
    expect(met).toEqual(all);
    expect(await findArticlesWithin(database.db, asked, PATIENT)).toEqual({ found: all, lookedTo: null });
  });
});

describe('the pages of lists by words', () => {
  const get = (path: string) => read(ui.app.request(path));
  const older = (text: string) => /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');

  it.each([
    ['/?search=harbour', 'data-change="([a-z2-9]+)"', (STORIES * 3) / 2],
    ['/?search=harbour&order=importance', 'data-change="([a-z2-9]+)"', (STORIES * 3) / 2],
    ['/articles?search=harbour', 'href="/articles/([a-z2-9]+)"', STORIES],
  ])('go on from a place, to the end and back to the beginning: %s', async (path, pattern, all) => {
    const met: string[] = [];
    let text = '';
    for (let address: string | undefined = path; address !== undefined; address = older(text)) {
      ({ text } = await get(address));
      met.push(...[...text.matchAll(new RegExp(pattern, 'g'))].map(([, id]) => id ?? ''));
    }
    expect(new Set(met).size).toBe(all);
    expect(met).toHaveLength(all);
    const [, first] = /class="pager"[^>]*>\s*<a href="([^"]+)"/.exec(text) ?? [];
    expect(new URL(first?.replaceAll('&amp;', '&') ?? '', 'http://ui').search).toBe(new URL(path, 'http://ui').search);
  });

  it('keep their place when changes are judged, and take one that is none of ours for the beginning', async () => {
    const next = older((await get('/?search=harbour')).text) ?? '';
    const { text } = await get(next);
    expect(/name="back" value="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')).toBe(next);
    expect((await get('/?search=harbour&after=nonsense')).text).toContain('rel="next"');
  });

  it('go on in the API and end there', async () => {
    const ask = async (cursor: string) =>
      JSON.parse((await get(`/api/v1/changes?search=harbour&limit=40${cursor}`)).text) as {
        items: { id: string }[];
        next: string | null;
      };
    const met: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { items, next } = await ask(cursor === '' ? '' : `&cursor=${cursor}`);
      met.push(...items.map(({ id }) => id));
      cursor = next;
    }
    expect(met).toEqual((await listChanges(database.db, { search: 'harbour', limit: 200 })).map(({ id }) => id));
  });
});

describe('the order of changes', () => {
  it('is that of an index, also where many came at one moment', async () => {
    const plan = await database.db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain select id from changes where noise = false order by detected_at desc, id limit 50`.execute(tx);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('changes_latest');
    expect(plan).not.toContain('Sort');
  });
});
