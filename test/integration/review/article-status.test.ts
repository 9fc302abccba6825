import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  for (const status of ['live', 'gone'] as const) {
    const id = await addStory(database.db, 'gazette');
    const [first, second] = [12, 21].map((n) => makeRecord(`It is ${status}`, [`It is ${status}: there were ${n}.`]));
    if (first === undefined || second === undefined) throw new Error('two versions are needed');
    await visitStory(database.db, id, first, null, NOW);
    await visitStory(database.db, id, second, first, NOW);
    await database.db.updateTable('articles').set({ status }).where('id', '=', id).execute();
  }
});
afterAll(() => database.drop());

it.each(['/', '/changes.csv', '/feeds/changes.json', '/feeds/changes.atom', '/api/v1/changes'])(
  '%s is narrowed to changes of articles that stand so now',
  async (path) => {
    const all = await read(ui.app.request(path));
    expect(all.text).toContain('It is live');
    expect(all.text).toContain('It is gone');
    const { status, text } = await read(ui.app.request(`${path}?articleStatus=gone`));
    expect(status).toBe(200);
    expect(text).not.toContain('It is live');
    expect(text).toContain('It is gone');
    expect((await read(ui.app.request(`${path}?articleStatus=dead`))).status).toBe(400);
  },
);

it('is chosen in the form, and carried on to feeds and saved searches', async () => {
  const { text } = await read(ui.app.request('/?articleStatus=gone'));
  expect(text).toMatch(/<select name="articleStatus">.*?<option value="gone" selected>gone</s);
  expect(text).toContain('href="/feeds/changes.atom?articleStatus=gone"');
  expect(text).toContain('name="query" value="articleStatus=gone"');
});

it('can be saved, and it is said where channels come from while there are none', async () => {
  const hint = 'name one under “channels” in config/stet.yaml';
  const desk = { name: 'desk', kind: 'slack' as const, target: 'one' };
  const told = await openUi(database.db, [makeSource('gazette', 'The Gazette')], { channels: [desk] });
  for (const path of ['/?articleStatus=gone', '/saved']) {
    expect((await read(ui.app.request(path))).text).toContain(hint);
    expect((await read(told.app.request(path))).text).not.toContain(hint);
  }
});
