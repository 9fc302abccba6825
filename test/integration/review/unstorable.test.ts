import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSearch } from '../../../storage/saved-searches.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, visitStory } from './open-paper.ts';
import { addPerson, bearerOf, openBrowser, openBrowserOf } from './open-visitors.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let bearer: Record<string, string>;
let change = '';

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')], { everything: true });
  const story = await addStory(database.db, 'gazette');
  const before = makeRecord('The story', ['There were ten people.']);
  await visitStory(database.db, story, before, null, NOW);
  change = (await visitStory(database.db, story, makeRecord('The story', ['Fifty.']), before, NOW)).changeId ?? '';
  await addPerson(database.db, 'anna', 'admin');
  bearer = await bearerOf(database.db, 'admin', 'anna');
});
afterAll(() => database.drop());

const ask = (path: string, init: RequestInit = {}) =>
  ui.app.request(path, { ...init, headers: { ...bearer, ...init.headers } });
const send = (path: string, body: unknown) =>
  ask(`/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const cursorOf = (place: string) => Buffer.from(place).toString('base64url');

const NUL = cursorOf('[0,"2026-01-01T00:00:00Z","a\\u0000"]');
const OUT_OF_RANGE = ['1e308', '-1e308', '1e-320', '-1e-320'].map((one) =>
  cursorOf(`[${one},"2026-01-01T00:00:00Z","a"]`),
);

describe('what the database cannot store', () => {
  it.each([
    '/api/v1/drifts?source=%00',
    '/api/v1/deliveries?channel=%00',
    `/api/v1/changes?source=%00&search=%00&assigned=%00`,
    '/deliveries?channel=%00',
    '/sources?source=%00',
    ...['changes', 'articles', 'deliveries'].map((list) => `/api/v1/${list}?cursor=${NUL}`),
    `/api/v1/search?q=the&cursor=${NUL}`,
    ...['/?search=the', '/articles?search=the', '/search?q=the'].map((list) => `${list}&after=${NUL}`),
    ...OUT_OF_RANGE.map((cursor) => `/api/v1/changes?order=importance&cursor=${cursor}`),
    ...OUT_OF_RANGE.map((cursor) => `/?search=the&order=importance&after=${cursor}`),
    '/api/v1/changes?minImportance=1e-320',
    '/?minImportance=1e-320',
  ])('is no failure of stet: %s', async (path) => {
    expect((await ask(path)).status).toBeLessThan(500);
    expect(ui.errors).toEqual([]);
  });

  it('names nobody, and is no name', async () => {
    expect((await send(`/changes/${change}/assignee`, { user: 'anna' })).status).toBe(200);
    expect((await send(`/changes/${change}/assignee`, { user: '\u0000' })).status).toBe(400);
    const browser = await openBrowserOf(ui.app, database.db, 'anna');
    expect((await browser.send('/assignments', { id: change, to: '\u0000' })).status).toBe(400);
    const stands = (await (await ask(`/api/v1/changes/${change}`)).json()) as { assignee: string };
    expect(stands.assignee).toBe('anna');
    expect((await browser.send('/saved', { name: '\u0000', list: 'changes', query: '' })).status).toBe(400);
    expect((await send('/saved-searches', { name: ' \u0000 ', list: 'changes', query: '' })).status).toBe(400);
    expect((await send('/tokens', { name: '\u0000', scope: 'read' })).status).toBe(400);
    const saved = await saveSearch(database.db, { name: 'Saved', list: 'changes', query: '' }, NOW);
    expect((await browser.send(`/saved/${saved.id}`, { name: '\u0000' })).status).toBe(400);
    await browser.get('/account');
    const made = await browser.send('/account/tokens', { name: 'a\u0000', scope: 'read', days: '' });
    expect(made.status).toBe(200);
    const visitor = openBrowser(ui.app);
    await visitor.get('/login');
    expect((await visitor.send('/login', { name: 'a\u0000', password: 'some words that are none' })).status).toBe(401);
    expect(ui.errors).toEqual([]);
  });

  it('is the fault of who sends it even where nothing looked at it before', async () => {
    const { app, errors } = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
    const refused = Object.assign(new Error('invalid byte sequence'), { code: '22021' });
    app.get('/unguarded', () => {
      throw new Error('the query failed', { cause: refused });
    });
    const answer = await app.request('/unguarded', { headers: bearer });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('cannot be stored');
    expect(errors).toEqual([]);
  });
});
