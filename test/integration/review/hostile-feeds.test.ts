import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('bote', 'Der \u202eBote')]);
  const story = await addStory(database.db, 'bote');
  const record = (words: string) => makeRecord('Mayor \u202egnp.\u2066 resigns', [words]);
  await visitStory(database.db, story, record('He has 3 \u202b friends.'), null, NOW);
  await visitStory(database.db, story, record('He has 4 \u202b friends.'), record('He has 3 \u202b friends.'), NOW);
});
afterAll(() => database.drop());

it.each(['atom', 'rss', 'json'])('a feed as %s turns nothing around, and names no source of nobody', async (format) => {
  const get = async (query: string) => (await read(ui.app.request(`/feeds/changes.${format}${query}`))).text;
  const told = format === 'json' ? withoutExtension(await get('')) : await get('');
  expect(told).toContain('Mayor gnp. resigns');
  expect(told).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(await get('?source=bote')).toContain('Der Bote');
  expect(await get('?source=Unpaid')).not.toContain(': Unpaid');
});

/** A JSON feed without the changes as programs get them, which are as they were captured. */
function withoutExtension(text: string): string {
  return JSON.stringify(JSON.parse(text), (name, value) => (name === '_stet' ? undefined : value));
}
