import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUpForAWhile } from '../../../jobs/catch-up-for-a-while.ts';
import type { Article } from '../../../src/model/article.ts';
import { matchesSearch } from '../../../src/model/match-search.ts';
import { parseSearch } from '../../../src/model/parse-search.ts';
import { addArticles } from '../../../storage/articles.ts';
import { listArticles } from '../../../storage/list-articles.ts';
import { listChanges } from '../../../storage/list-changes.ts';
import { type FoundArticle, type FoundArticles, searchVersions } from '../../../storage/search-versions.ts';
import { catchUpOnWords, isCatchingUp } from '../../../storage/version-words.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
const ids: Record<string, string> = {};

const at = (hour: number) => new Date(NOW.getTime() - (24 - hour) * 3_600_000);

/** Keeps these records as the versions of a story, an hour apart. */
async function tell(name: string, source: string, hour: number, records: Article[]): Promise<void> {
  const id = await addStory(database.db, source);
  ids[name] = id;
  for (const [index, record] of records.entries()) {
    await visitStory(database.db, id, record, records[index - 1] ?? null, at(hour + index));
  }
}

const mill = (text: string, more: Partial<Article> = {}) => ({ ...makeRecord('Fire at the mill', [text]), ...more });
const LONG = `${'the mill burns '.repeat(6_000)} and one rare sentence stands here`;

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette'), makeSource('bote', 'Der Bote')]);
  await tell('mill', 'gazette', 1, [
    mill('The fire put 12 workers in hospital.'),
    mill('The fire put 21 workers in hospital.', { kicker: 'Morav' }),
    mill('The fire put 21 people in hospital.'),
    mill('The fire put 21 workers in hospital again.'),
    mill('All of them are well.'),
  ]);
  await tell('plain', 'gazette', 2, [mill('Nobody was hurt, workers say.')]);
  await tell('german', 'bote', 3, [{ ...makeRecord('Straßenbahn in Zürich', ['Die Brücke hält.']), language: 'de' }]);
  await tell('japanese', 'bote', 4, [
    { ...makeRecord('速報', ['昨日、東京都で火事があった。']), language: 'ja' },
    { ...makeRecord('速報', ['昨日、京都で火事があった。']), language: 'ja' },
  ]);
  await tell('thai', 'bote', 5, [{ ...makeRecord('ข่าว', ['สวัสดีชาวโลก']), language: 'th' }]);
  await tell('arabic', 'bote', 6, [{ ...makeRecord('خبر', ['قال أَحْمَد إن الكتابة']), language: 'ar' }]);
  await tell('russian', 'bote', 7, [{ ...makeRecord('Пожар', ['Ёлка сгорела на Тверской']), language: 'ru' }]);
  await tell('long', 'bote', 8, [makeRecord('A long read', [LONG])]);
  await tell('hostile', 'bote', 9, [
    makeRecord('<b>Bold</b>', [`<script>alert(1)</script> <mark>zebra</mark> "quoted"`]),
  ]);
});
afterAll(() => database.drop());

async function find(query: string): Promise<string[]> {
  const { articles } = await searchVersions(database.db, parseSearch(query), { limit: 50 });
  return articles.map(({ articleId }) => Object.keys(ids).find((name) => ids[name] === articleId) ?? '').sort();
}

const get = (path: string) => read(ui.app.request(path));
const ask = async (query: string) => JSON.parse((await get(`/api/v1/search?${query}`)).text);

describe('the search over all versions', () => {
  it.each([
    ['workers', ['mill', 'plain']],
    ['"put 12 workers"', ['mill']],
    ['"12 put workers"', []],
    ['workers -hospital', ['plain']],
    ['morav', ['mill']],
    ['zurich strassenbahn', ['german']],
    ['bruck*', ['german']],
    ['東京', ['japanese']],
    ['京都', ['japanese']],
    ['火事', ['japanese']],
    ['โลก', ['thai']],
    ['احمد', ['arabic']],
    ['елка', ['russian']],
    ['zebra', ['hostile']],
    ['nowhere', []],
    ['-workers', []],
    [`'); drop table versions; --`, []],
    [`"it's \\ 'mill'" & | ! <-> :*`, []],
    ['', []],
  ])('finds by %j', async (query, names) => {
    expect(await find(query)).toEqual([...names].sort());
  });

  it('finds in a text of which not all places can be kept, and knows the order of words there', async () => {
    expect(await find('"rare sentence"')).toEqual(['long']);
    const wrong = await get('/search?q=%22sentence+rare%22');
    expect(wrong.text).not.toContain('A long read');
    expect((await get('/search?q=%22rare+sentence%22')).text).toContain('<mark>rare sentence</mark>');
  });

  it('finds in the database what it finds in the text', async () => {
    const { rows } = await sql<{ article_id: string; text: string }>`select article_id, text from versions`.execute(
      database.db,
    );
    for (const query of [
      'the fire',
      '"the fire put"',
      'wor*',
      '-fire people',
      '都',
      '"で火事"',
      '12',
      '"21 workers"',
    ]) {
      const search = parseSearch(query);
      const byText = rows.filter(({ text }) => matchesSearch(search, text)).map(({ article_id: id }) => id);
      const { articles } = await searchVersions(database.db, search, { limit: 50 });
      expect(articles.map(({ articleId }) => articleId).sort(), query).toEqual([...new Set(byText)].sort());
    }
  });

  it('tells in which versions the words stand, and since when they do not', async () => {
    const { items } = await ask('q=workers&source=gazette');
    const item = items.find(({ article }: { article: string }) => article === ids.mill);
    expect(item).toMatchObject({
      versions: 5,
      runs: [
        { from: 1, to: 2 },
        { from: 4, to: 4 },
      ],
      firstSeenAt: at(1).toISOString(),
      lastSeenAt: at(4).toISOString(),
      unsaidSince: 5,
      came: [{ version: 4 }],
      went: [{ version: 3 }, { version: 5 }],
    });
    for (const { change } of [...item.came, ...item.went]) {
      expect((await get(`/changes/${change}`)).status).toBe(200);
    }
  });

  it('narrows by source, language, status, time, and to what is said no more', async () => {
    const count = async (query: string) => (await ask(query)).items.length;
    expect(await count('q=workers&unsaid=1')).toBe(1);
    expect(await count('q=workers&source=bote')).toBe(0);
    expect(await count('q=mill&language=en')).toBe(3);
    expect(await count('q=mill&language=de')).toBe(0);
    expect(await count('q=workers&status=gone')).toBe(0);
    const until = new Date(at(2).getTime() + 1).toISOString();
    const [early] = (await ask(`q=workers&until=${until}&unsaid=1`)).items;
    expect(early.article).toBe(ids.mill);
    expect(await count(`q=%22put+12%22&since=${at(2).toISOString()}`)).toBe(0);
  });

  it('comes in pages that hold each article once', async () => {
    const { items: all } = await ask('q=the&limit=200');
    const met: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await ask(`q=the&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      met.push(...page.items.map(({ article }: { article: string }) => article));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(met).toEqual(all.map(({ article }: { article: string }) => article));
    expect(new Set(met).size).toBe(met.length);
  });
});

describe('a search for what many versions have', () => {
  const walk = { few: 0, stretch: 2, patienceMs: 0 };

  it.each(['workers', '"put 12 workers"', 'the -hospital', '都', 'wor*', 'nowhere'])(
    'goes through them bit by bit, and comes to the same as one that fetches all: %j',
    async (query) => {
      const search = parseSearch(query);
      const met: FoundArticle[] = [];
      let pages = 0;
      for (let behind: FoundArticles['lookedTo'] | undefined; behind !== null; pages += 1) {
        const { articles, lookedTo } = await searchVersions(database.db, search, { limit: 50, behind }, walk);
        met.push(...articles);
        behind = lookedTo;
      }
      const { articles, lookedTo } = await searchVersions(database.db, search, { limit: 50 });
      expect(met).toEqual(articles);
      expect(lookedTo).toBeNull();
      expect(pages).toBeGreaterThan(query === 'nowhere' ? 0 : 1);
    },
  );

  it.each([{ isUnsaid: true }, { sourceId: 'gazette' }, { language: 'en' }, { until: at(2) }, { since: at(3) }])(
    'narrows them the same: %j',
    async (filter) => {
      const search = parseSearch('workers');
      const walked = await searchVersions(
        database.db,
        search,
        { ...filter, limit: 50 },
        { ...walk, patienceMs: Number.POSITIVE_INFINITY },
      );
      expect(walked).toEqual(await searchVersions(database.db, search, { ...filter, limit: 50 }));
    },
  );
});

describe('the page of the search', () => {
  it('marks the words in what was stored, which stays text', async () => {
    const { status, text } = await get('/search?q=zebra');
    expect(status).toBe(200);
    expect(text).toContain('&lt;mark&gt;<mark>zebra</mark>&lt;/mark&gt;');
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;b&gt;Bold');
  });

  it('says what is said no more, and leads to the change that took it away', async () => {
    const { text } = await get('/search?q=%22put+12+workers%22');
    expect(text).toContain('Said no more');
    expect(text).toContain('since version 2');
    expect(text).toMatch(/<a href="\/changes\/[a-z2-9]{16}">Went with version 2<\/a>/);
    expect(text).toContain(`/articles/${ids.mill}/versions/1`);
  });

  it.each([
    '"><script>alert(1)</script>',
    `' onmouseover='alert(1)`,
    '((((',
    '"',
    '-',
    '*',
    '\\',
    '%00',
    '\u0000',
    '&&&|||',
    "'::tsquery",
    'a'.repeat(200),
    '"'.repeat(199),
    '東'.repeat(200),
    '-'.repeat(200),
    'a '.repeat(100),
  ])('answers whatever is asked for: %j', async (q) => {
    const { status, text } = await get(`/search?${new URLSearchParams({ q })}`);
    expect(status).toBe(200);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain(`' onmouseover='`);
    for (const path of ['/', '/articles']) {
      expect((await get(`${path}?${new URLSearchParams({ search: q })}`)).status).toBe(200);
    }
    expect(ui.errors).toEqual([]);
  });

  it('says of words that there are whether filters keep them out, and how to be without', async () => {
    const { text } = await get('/search?q=harbour&until=1999-01-01');
    expect(text).toContain('No version with these words fits these filters.');
    expect(text).toContain('<a href="/search?q=harbour">Clear the filters</a>');
    expect((await get('/search?q=harbour&since=2026-03-02&until=2026-03-01')).text).toContain('behind the last one');
    expect((await get('/search?q=nowheretobefound')).text).toContain('No version has these words.');
    expect((await get('/?since=2026-03-02&until=2026-03-01')).text).toContain('behind the last one');
    expect((await get('/numbers?since=2026-03-02&until=2026-03-01')).text).toContain('behind the last one');
  });

  it('takes a place that is none of ours for the beginning, and refuses what is no filter', async () => {
    expect((await get('/search?q=workers&after=nonsense')).text).toContain('Fire at the mill');
    expect((await get('/search?q=workers&status=asleep')).status).toBe(400);
  });
});

describe('what is kept for search', () => {
  it('serves the lists of articles and changes too', async () => {
    expect((await listArticles(database.db, { search: 'ZURICH', limit: 5 })).map(({ id }) => id)).toEqual([ids.german]);
    const changes = await listChanges(database.db, { search: '"12 workers"', limit: 5, withNoise: true });
    expect(changes.map(({ article_id, from_version }) => [article_id, from_version])).toEqual([[ids.mill, 1]]);
  });

  it('is made for versions from before, from wherever it was cut off', async () => {
    const { db } = database;
    await sql`delete from version_words`.execute(db);
    await sql`insert into word_catch_ups (article_id, number) values ('', 0)`.execute(db);
    expect(await isCatchingUp(db)).toBe(true);
    expect((await get('/search?q=workers')).text).toContain('still being made ready');
    expect(await catchUpOnWords(db, 3)).toBe(3);
    expect(await isCatchingUp(db)).toBe(true);
    while (!(await catchUpForAWhile(db)));
    expect(await isCatchingUp(db)).toBe(false);
    const { rows } = await sql<{ missing: number }>`select count(*) as missing from versions v
      where not exists (select from version_words w where w.article_id = v.article_id and w.number = v.number)`.execute(
      db,
    );
    expect(rows[0]?.missing).toBe(0);
    expect(await find('workers')).toEqual(['mill', 'plain']);
  });

  it('goes with an article to the source that turns out to own it', async () => {
    const [article] = await listArticles(database.db, { search: 'zebra', limit: 1 });
    const { url = '' } = article ?? {};
    await addArticles(database.db, 'gazette', [{ identity: 'its-own', url, title: null }], NOW);
    const { articles } = await searchVersions(database.db, parseSearch('zebra'), { sourceId: 'gazette', limit: 5 });
    expect(articles.map(({ articleId }) => articleId)).toEqual([article?.id]);
  });
});
