import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeArticle } from '../../../storage/aliases.ts';
import { loadArticle } from '../../../storage/articles.ts';
import { pauseSource, resumeSource } from '../../../storage/source-pauses.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, visitInVain } from './open-paper.ts';
import { bearerOf } from './open-visitors.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let admin: Record<string, string>;
let [first, second] = ['', ''];

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  [first, second] = [await addStory(database.db, 'gazette'), await addStory(database.db, 'gazette')];
  for (const id of [first, second]) await visitInVain(database.db, id, 'failed', 'no answer came', NOW);
  admin = await bearerOf(database.db, 'admin');
});
afterAll(() => database.drop());

const post = (path: string, headers = admin) => ui.app.request(`/api/v1/articles/${path}`, { method: 'POST', headers });
const nextOf = async (id: string) => (await loadArticle(database.db, id))?.next_visit_at;

const get = async (path: string) => {
  const answer = await ui.app.request(`/api/v1/articles/${path}`, { headers: admin });
  return { status: answer.status, body: (await answer.json()) as { urls: string[]; aliases: object[] } };
};

describe('an article, by the API', () => {
  it('says where it was met, and what turned out to be it', async () => {
    await database.db.transaction().execute((tx) => mergeArticle(tx, second, first, NOW));
    const [one, other] = [await loadArticle(database.db, first), await loadArticle(database.db, second)];
    const { status, body } = await get(`${first}/addresses`);
    expect(status).toBe(200);
    expect(body.urls.toSorted()).toEqual([one?.url, other?.url].toSorted());
    expect(body.aliases).toEqual([{ article: second, url: other?.url, versions: other?.versions }]);
    expect(await get('nosuch/addresses')).toMatchObject({ status: 404 });
    expect((await post(`${second}/split`)).status).toBe(200);
    expect(await get(`${first}/addresses`)).toMatchObject({ status: 200, body: { urls: [one?.url], aliases: [] } });
  });

  it('is split from the one that it was taken for, once', async () => {
    await database.db.transaction().execute((tx) => mergeArticle(tx, second, first, NOW));
    const answer = await post(`${second}/split`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: second, mergedInto: null });
    expect(await nextOf(second)).toEqual(NOW);
    expect((await post(`${second}/split`)).status).toBe(409);
    expect((await post('nosuch/split')).status).toBe(404);
  });

  it('is made due, as that which it turned out to be', async () => {
    await visitInVain(database.db, first, 'failed', 'no answer came', new Date(NOW.getTime() + 1_000));
    expect(await nextOf(first)).not.toEqual(NOW);
    await database.db.updateTable('articles').set({ merged_into: first }).where('id', '=', second).execute();
    expect((await post(`${second}/visit`)).status).toBe(200);
    expect(await nextOf(first)).toEqual(NOW);
    expect((await post('nosuch/visit')).status).toBe(404);
  });

  it('is not made due while its source makes no visits', async () => {
    await pauseSource(database.db, 'gazette', null, NOW);
    expect((await post(`${first}/visit`)).status).toBe(409);
    await resumeSource(database.db, 'gazette');
  });

  it.each(['read', 'review'] as const)('is neither split nor visited for the scope %s', async (scope) => {
    const headers = await bearerOf(database.db, scope);
    for (const act of ['split', 'visit']) expect((await post(`${second}/${act}`, headers)).status).toBe(403);
  });
});
