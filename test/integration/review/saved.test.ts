import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestArticle } from '../../../src/extract/digest-article.ts';
import { type FilteredChange, meetsCriteria } from '../../../src/model/meets-criteria.ts';
import { readChangeQuery, toChangeFilter } from '../../../src/review/read-filters.ts';
import { saveAnnotation } from '../../../storage/annotations.ts';
import { listChanges } from '../../../storage/list-changes.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
const known: (FilteredChange & { id: string })[] = [];
const HOSTILE = '"><script>alert(1)</script>';

async function addChange(
  [source, language]: [string, string],
  texts: [string, string],
  verdict: 'noise' | 'flagged' | null,
): Promise<void> {
  const { db } = database;
  const id = await addStory(db, source);
  const [before, after] = texts.map((text) => {
    const record = { ...makeRecord(`Story ${id}`, [text]), language };
    return { ...record, ...digestArticle(record) };
  });
  if (before === undefined || after === undefined) throw new Error('two versions are needed');
  const at = new Date(NOW.getTime() - known.length * 3_600_000);
  await visitStory(db, id, before, null, new Date(at.getTime() - 3_600_000));
  const { changeId = '' } = await visitStory(db, id, after, before, at);
  if (verdict !== null) await saveAnnotation(db, { changeId: changeId ?? '', verdict, note: null }, NOW);
  const articleStatus = verdict === 'flagged' ? ('gone' as const) : ('live' as const);
  await db.updateTable('articles').set({ status: articleStatus }).where('id', '=', id).execute();
  const change = await db.selectFrom('changes').selectAll().where('id', '=', changeId).executeTakeFirstOrThrow();
  const about = { sourceId: source, language, detectedAt: at, articleStatus, verdict, isInQuarantine: false, texts };
  known.push({ ...change, ...about, id: change.id });
}

beforeAll(async () => {
  database = await openTestDatabase();
  const channels = [{ name: 'desk', kind: 'slack' as const, target: 'one' }];
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette'), makeSource('bote', 'Der Bote')], { channels });
  await addChange(['gazette', 'en'], ['The fire put 12 workers there.', 'The fire put 21 workers there.'], null);
  await addChange(['gazette', 'en'], ['He said it was so.', 'He said that it was so indeed.'], 'flagged');
  await addChange(['bote', 'de'], ['Die Brücke hält.', 'Die Brücke hält nicht.'], null);
  await addChange(['bote', 'de'], ['Es waren 5 Arbeiter.', 'Es waren 500 Arbeiter.'], 'noise');
});
afterAll(() => database.drop());

const get = (path: string) => read(ui.app.request(path));
const post = (path: string, form: Record<string, string>) =>
  read(
    ui.app.request(path, { method: 'POST', body: new URLSearchParams(form), headers: { origin: 'http://localhost' } }),
  );
const list = async () => JSON.parse((await get('/api/v1/saved-searches')).text).items;

describe('whether a change meets the filters of a list', () => {
  it.each([
    '',
    'source=bote',
    'language=de',
    'kind=figure',
    'minImportance=0.3',
    'silent=1',
    'status=flagged',
    'articleStatus=gone',
    'articleStatus=live&noise=1',
    'articleStatus=withdrawn',
    'status=new',
    'status=noise',
    'noise=1',
    'search=%22put+12%22',
    'search=brucke',
    'search=brucke+-nicht',
    'search=-nicht',
    'search=500&noise=1',
    'since=2026-03-01T11:00:00Z',
    'until=2026-03-01T11:00:00Z',
    'source=gazette&kind=figure&silent=1',
  ])('is as the list has it: %s', async (query) => {
    const filters = readChangeQuery(new URLSearchParams(query));
    if (!filters.ok) throw new Error(filters.reason);
    const listed = await listChanges(database.db, { ...toChangeFilter(filters.query), limit: 50 });
    const met = known.filter((change) => meetsCriteria(change, toChangeFilter(filters.query)));
    expect(met.map(({ id }) => id).sort()).toEqual(listed.map(({ id }) => id).sort());
  });

  it('looks at quarantine too', () => {
    const filters = readChangeQuery(new URLSearchParams());
    const [change] = known;
    if (!filters.ok || change === undefined) throw new Error('unexpected');
    expect(meetsCriteria({ ...change, isInQuarantine: true }, toChangeFilter(filters.query))).toBe(false);
  });
});

describe('a saved search', () => {
  it('is kept with the filters of its list, named at its head, opened, renamed and deleted', async () => {
    const query = 'page=3&source=bote&kind=&search=br%C3%BCcke&done=undo';
    const saved = await post('/saved', { name: ' Bridges ', list: 'changes', query });
    expect(saved.status).toBe(303);
    expect(saved.headers.get('location')).toBe('/?source=bote&search=br%C3%BCcke');
    const [{ id, ...kept }] = await list();
    expect(kept).toEqual({
      ...{ name: 'Bridges', list: 'changes', query: 'source=bote&search=br%C3%BCcke', createdAt: NOW.toISOString() },
      channel: null,
    });
    const home = (await get('/?source=bote&search=br%C3%BCcke')).text;
    expect(home).toContain('<a href="/?source=bote&amp;search=br%C3%BCcke" dir="auto" aria-current="true">Bridges</a>');
    const page = (await get('/saved')).text;
    expect(page).toContain('/feeds/changes.atom?source=bote&amp;search=br%C3%BCcke');
    expect((await post(`/saved/${id}`, { name: 'Brücken', act: 'rename' })).status).toBe(303);
    expect((await list())[0].name).toBe('Brücken');
    expect((await post(`/saved/${id}`, { name: 'x', act: 'delete' })).status).toBe(303);
    expect(await list()).toEqual([]);
    expect((await post(`/saved/${id}`, { name: 'x', act: 'delete' })).status).toBe(404);
  });

  it('is offered where something is set, in the search too', async () => {
    expect((await get('/')).text).not.toContain('Save this search');
    const page = (await get('/search?q=fire&after=abc')).text;
    expect(page).toContain('<input type="hidden" name="query" value="q=fire">');
    expect((await post('/saved', { name: 'Fires', list: 'search', query: 'q=fire' })).headers.get('location')).toBe(
      '/search?q=fire',
    );
    expect((await get('/search')).text).toContain('<a href="/search?q=fire" dir="auto">Fires</a>');
  });

  it.each([
    [{ name: '', list: 'changes', query: '' }],
    [{ name: 'x'.repeat(101), list: 'changes', query: '' }],
    [{ name: 'x', list: 'elsewhere', query: '' }],
    [{ name: 'x', list: 'changes', query: 'kind=nonsense' }],
    [{ name: 'x', list: 'search', query: 'status=asleep' }],
    [{ name: 'x', list: 'changes', query: 'a'.repeat(2_001) }],
  ])('is refused where it is none: %#', async (form) => {
    const before = await list();
    expect((await post('/saved', form)).status).toBe(400);
    expect(await list()).toEqual(before);
  });

  it('is joined with a channel in the form and in the API, and parted from it', async () => {
    const query = 'kind=figure&status=new';
    expect((await get(`/?${query}`)).text).toContain('<option value="desk">desk</option>');
    expect((await post('/saved', { name: 'Figures', list: 'changes', query, channel: 'desk' })).status).toBe(303);
    const figures = async () => (await list()).find(({ name }: { name: string }) => name === 'Figures');
    const { id, channel } = await figures();
    expect(channel).toBe('desk');
    expect((await get('/saved')).text).toContain('are told on the channel desk');
    await post('/saved', { name: 'Figures', list: 'changes', query });
    expect((await figures()).channel, 'nothing was said of it').toBe('desk');
    await post(`/saved/${id}`, { name: 'Figures', channel: '', act: 'rename' });
    expect((await figures()).channel).toBe(null);
    const put = (body: object) =>
      read(
        ui.app.request(`/api/v1/saved-searches/${id}`, {
          ...{ method: 'PUT', body: JSON.stringify(body) },
          headers: { 'content-type': 'application/json', origin: 'http://localhost' },
        }),
      );
    expect(JSON.parse((await put({ name: 'Figures', channel: 'desk' })).text)).toMatchObject({ id, channel: 'desk' });
    expect(JSON.parse((await put({ name: 'Numbers' })).text)).toMatchObject({ name: 'Numbers', channel: 'desk' });
    expect(await put({ name: 'Numbers', channel: 'nowhere' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('There is no channel “nowhere”'),
    });
  });

  it.each([
    ['changes', 'status=flagged', 'desk', 'No change has a verdict'],
    ['changes', 'assigned=me', 'desk', 'No change has a verdict'],
    ['search', 'source=bote', 'desk', 'Without words'],
    ['changes', 'kind=figure', 'nowhere', 'no channel “nowhere”'],
  ])('is not joined with a channel that would never be told: %s %s %s', async (of, query, channel, words) => {
    const before = await list();
    const answer = await post('/saved', { name: 'Never', list: of, query, channel });
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining(words) });
    expect(await list()).toEqual(before);
    if (channel === 'desk')
      expect((await get(`${of === 'search' ? '/search' : '/'}?${query}`)).text).not.toContain('name="channel"');
  });

  it('shows names and filters as text', async () => {
    await post('/saved', {
      name: HOSTILE,
      list: 'changes',
      query: new URLSearchParams({ search: HOSTILE }).toString(),
    });
    for (const path of ['/', '/saved']) {
      const { text } = await get(path);
      expect(text).toContain('&lt;script&gt;alert(1)');
      expect(text).not.toContain('<script>alert');
    }
  });
});
