import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/model/article.ts';
import { loadArticle } from '../../../storage/articles.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitInVain, visitStory } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let story = '';
let missing = '';

const RICH: Article = {
  ...makeRecord('A rich story'),
  kicker: 'Analysis',
  dek: 'What stands below the headline',
  byline: { text: 'By Anna Petrova', authors: [{ name: 'Anna Petrova', url: null }] },
  publishedAt: '2026-02-11T12:05:00+03:00',
  section: 'news',
  tags: ['Harbour', 'Trams'],
  leadImage: {
    url: 'https://img.example/lead.jpg',
    alt: null,
    caption: 'The harbour at dawn',
    credit: 'A. Photographer',
  },
  notes: [{ kind: 'correction', text: 'An earlier version named the wrong pier.' }],
  body: [
    { type: 'heading', level: 2, text: 'A heading', spans: [] },
    {
      type: 'paragraph',
      text: 'He replied that it was so.',
      spans: [
        { start: 3, end: 10, kind: 'link', href: 'https://elsewhere.example/reply' },
        { start: 0, end: 10, kind: 'emphasis' },
      ],
    },
    { type: 'quote', text: 'It is so.', spans: [], citation: 'The mayor' },
    {
      type: 'list',
      ordered: true,
      items: [
        { text: 'First', spans: [] },
        { text: 'Second', spans: [] },
      ],
    },
    {
      type: 'table',
      rows: [
        ['Pier', 'Ships'],
        ['One', '4'],
      ],
    },
    { type: 'image', url: 'https://img.example/two.jpg', alt: 'A tram', caption: 'A tram on the pier', credit: null },
    {
      type: 'embed',
      provider: 'twitter',
      url: 'https://twitter.example/1',
      author: 'Max',
      handle: '@max',
      date: 'February 10, 2026',
      text: 'Unseasonably warm',
    },
    { type: 'related', title: 'Another story', url: 'https://gazette.example/another', label: 'news' },
    { type: 'aside', text: 'In a box', spans: [] },
    { type: 'live-entry', id: '1', time: '12:30', blocks: [{ type: 'paragraph', text: 'A live line.', spans: [] }] },
  ],
};

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette'), makeSource('bote', 'Der Bote')]);
  story = await addStory(database.db, 'gazette');
  const edited = { ...RICH, headline: 'A richer story' };
  await visitStory(database.db, story, RICH, null, new Date('2026-03-01T08:00:00Z'));
  for (const minute of ['05', '10', '15']) {
    await visitInVain(database.db, story, 'unchanged', '', new Date(`2026-03-01T08:${minute}:00Z`));
  }
  await visitInVain(database.db, story, 'failed', 'The connection was reset.', new Date('2026-03-01T08:20:00Z'));
  await visitStory(database.db, story, edited, RICH, new Date('2026-03-01T09:00:00Z'));
  missing = await addStory(database.db, 'bote', 'Never captured');
  await visitInVain(database.db, missing, 'gone', 'The server says that the page is gone (410).', NOW);
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));

describe('the list of articles', () => {
  it.each([
    ['', ['A richer story', 'Never captured']],
    ['?source=bote', ['Never captured']],
    ['?status=gone', ['Never captured']],
    ['?search=unseasonably', ['A richer story']],
    ['?search=nowhere', []],
  ])('with %j holds what fits', async (query, headlines) => {
    const { text } = await get(`/articles${query}`);
    for (const headline of ['A richer story', 'Never captured']) {
      expect(text.includes(`>${headline}</a>`)).toBe(headlines.includes(headline));
    }
    if (headlines.length === 0) expect(text).toContain('No article fits these filters');
  });

  it('refuses a status that there is none of', async () => {
    expect((await get('/articles?status=asleep')).status).toBe(400);
  });
});

describe('an article', () => {
  it('shows its edits over time and the time that each headline stood', async () => {
    const { text } = await get(`/articles/${story}`);
    expect(text).toMatch(/<title id="life-said">1 edit and 6 captures from /);
    const headlines = text.slice(text.indexOf('Headlines of this article'), text.indexOf('Versions of this article'));
    expect(headlines).toMatch(/A richer story[\s\S]*it stands[\s\S]*A rich story/);
  });

  it('names articles of other sources with the same passages, and none of its own source', async () => {
    const passage =
      'Several hundred passengers waited overnight because freezing temperatures had interrupted electricity supplies.';
    const told = [];
    for (const source of ['gazette', 'gazette', 'bote']) {
      const id = await addStory(database.db, source);
      await visitStory(database.db, id, makeRecord(`Told by ${source} ${id}`, [passage, 'And more.']), null, NOW);
      told.push(id);
    }
    const { text } = await get(`/articles/${told[0]}`);
    const elsewhere = text.slice(text.indexOf('The same text elsewhere'), text.indexOf('<h2>Versions'));
    expect(elsewhere).toContain(`/articles/${told[2]}/versions/1`);
    expect(elsewhere).not.toContain(told[1]);
    expect((await get(`/articles/${story}`)).text).not.toContain('The same text elsewhere');
    const byApi = JSON.parse((await get(`/api/v1/articles/${told[0]}/elsewhere`)).text);
    expect(byApi.items).toEqual([
      expect.objectContaining({ article: told[2], source: expect.any(String), version: 1, passages: byApi.passages }),
    ]);
    expect(JSON.parse((await get(`/api/v1/articles/${story}/elsewhere`)).text).items).toEqual([]);
    expect((await get('/api/v1/articles/nosuch/elsewhere')).status).toBe(404);
  });

  it('shows its versions, the newest first, with what changed', async () => {
    const { status, text } = await get(`/articles/${story}`);
    expect(status).toBe(200);
    const versions = text.slice(text.indexOf('<table class="versions"'), text.indexOf('<table class="captures"'));
    expect(versions.indexOf('Version 2')).toBeLessThan(versions.indexOf('Version 1'));
    expect(versions).toMatch(/<a href="\/changes\/[a-z2-9]{16}">What changed<\/a>/);
    const article = await loadArticle(database.db, story);
    expect(text).toContain(`href="${article?.url}"`);
    expect(text).toContain('in 10 minutes');
  });

  it('shows its captures, also those that failed and why, and folds the quiet ones', async () => {
    const { text } = await get(`/articles/${story}`);
    const captures = text.slice(text.indexOf('<table class="captures"'));
    expect(captures).toContain('The connection was reset.');
    expect(captures.match(/<tr class="outcome-/g)).toHaveLength(4);
    expect(captures).toContain('× 3');
  });

  it('without a version says what came instead', async () => {
    const { text } = await get(`/articles/${missing}`);
    expect(text).toContain('No version yet');
    expect(text).toContain('The server says that the page is gone (410).');
  });

  it('shows so many captures at once, and more when asked', async () => {
    const id = await addStory(database.db, 'gazette');
    for (let minute = 0; minute < 82; minute += 1) {
      await visitInVain(database.db, id, 'failed', `Failure ${minute}.`, new Date(NOW.getTime() - minute * 60_000));
    }
    const few = await get(`/articles/${id}`);
    expect(few.text).toContain('The newest 80 captures are shown.');
    expect(few.text).not.toContain('Failure 81.');
    const all = await get(`/articles/${id}?captures=all`);
    expect(all.text).toContain('Failure 81.');
    expect(all.text).not.toContain('captures are shown');
  });
});

describe('a version', () => {
  const path = () => `/articles/${story}/versions/1`;

  it('is read as what it is', async () => {
    const { status, text } = await get(path());
    expect(status).toBe(200);
    for (const expected of [
      '<p class="kicker" dir="auto">Analysis</p>',
      '<h1 dir="auto">A rich story</h1>',
      'What stands below the headline',
      'By Anna Petrova',
      '2026-02-11 12:05 +03:00',
      'The harbour at dawn',
      '<span class="credit">A. Photographer</span>',
      '<h2 dir="auto">A heading</h2>',
      '<cite>The mayor</cite>',
      '<ol dir="auto"><li>First</li><li>Second</li></ol>',
      '<td dir="auto">Ships</td>',
      'Embed from twitter',
      'Unseasonably warm',
      '— Max (@max)',
      'href="https://gazette.example/another"',
      '<aside class="boxed" dir="auto"><p>In a box</p></aside>',
      'A live line.',
      'An earlier version named the wrong pier.',
      'Harbour · Trams',
    ]) {
      expect(text).toContain(expected);
    }
    expect(text).toMatch(
      /<em>He <\/em><a class="external" href="https:\/\/elsewhere\.example\/reply"[^>]*><em>replied<\/em><\/a>/,
    );
    expect(text).not.toMatch(/<img|<iframe|<video/);
    expect(text).toContain('Version 1 of 2');
    expect(text).toContain(`rel="next" href="/articles/${story}/versions/2"`);
  });

  it('has one first heading and no level left out', async () => {
    const { text } = await get(path());
    const levels = [...text.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['ar', 'lang="ar" dir="rtl"'],
    ['he-IL', 'lang="he-IL" dir="rtl"'],
    ['ur', 'lang="ur" dir="rtl"'],
    ['ja', 'lang="ja" dir="ltr"'],
    ['zh-hant-tw', 'lang="zh-Hant-TW" dir="ltr"'],
    [null, '<article class="reading captured" dir="auto">'],
    ['"><script>', '<article class="reading captured" dir="auto">'],
  ])('in %j runs as its script does', async (language, expected) => {
    const id = await addStory(database.db, 'gazette');
    await visitStory(database.db, id, { ...makeRecord('標題 عنوان'), language }, null, NOW);
    const { text } = await get(`/articles/${id}/versions/1`);
    expect(text).toContain(expected);
    expect(text).toContain('標題 عنوان');
  });

  it('is there as JSON, Markdown and text', async () => {
    const json = await get(`${path()}.json`);
    expect(JSON.parse(json.text)).toMatchObject({
      article: story,
      number: 1,
      headline: 'A rich story',
      digest: RICH.digest,
    });
    const markdown = await get(`${path()}.md`);
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(markdown.text).toContain('# A rich story');
    const plain = await get(`${path()}.txt`);
    expect(plain.headers.get('content-type')).toMatch(/^text\/plain; ?charset=utf-8$/i);
    expect(plain.text).toContain('An earlier version named the wrong pier.');
  });

  it('gives the stored bytes as a download without power', async () => {
    const { status, text, headers } = await get(`${path()}.html`);
    expect(status).toBe(200);
    expect(text).toBe('<title>A rich story</title><script>alert(1)</script>');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="stet-${story}-1.html"`);
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/versions/9', '/versions/0', '/versions/1.pdf', '/versions/x', '/versions/99999999999'])(
    '%s is not there',
    async (end) => {
      expect((await get(`/articles/${story}${end}`)).status).toBe(404);
    },
  );
});
