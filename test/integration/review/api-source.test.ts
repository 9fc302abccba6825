import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pauseSource } from '../../../storage/source-pauses.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, visitInVain } from './open-paper.ts';
import { addPerson, bearerOf } from './open-visitors.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let headers: Record<string, string>;
let article: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const gazette = makeSource('gazette', 'The Gazette');
  ui = await openUi(database.db, [{ ...gazette, fetch: { ...gazette.fetch, perDay: 100 } }]);
  article = await addStory(database.db, 'gazette');
  await visitInVain(database.db, article, 'failed', 'no answer came', NOW);
  await addPerson(database.db, 'anna', 'read');
  headers = await bearerOf(database.db, 'read');
});
afterAll(() => database.drop());

const ask = (id: string) => ui.app.request(`/api/v1/sources/${id}`, { headers });

describe('one source, by the API', () => {
  it('tells of its visits, and why it is not asked', async () => {
    const told = await (await ask('gazette')).json();
    expect(told).toMatchObject({
      ...{ id: 'gazette', name: 'The Gazette', homepage: 'https://gazette.example/', articles: 1, drift: false },
      lastVisits: [{ endpoint: 'https://gazette.example/rss', visitedAt: null, outcome: null, failures: 0 }],
      ...{ pushes: [], requests: { today: 0, perDay: 100 }, waits: [] },
      nextVisits: [{ article, nextVisitAt: new Date(NOW.getTime() + 600_000).toISOString() }],
    });
    await pauseSource(database.db, 'gazette', 'anna', NOW);
    expect(await (await ask('gazette')).json()).toMatchObject({ waits: [expect.stringContaining('anna')] });
  });

  it('says that there is none, and shows nothing to who shows nothing', async () => {
    expect((await ask('nowhere')).status).toBe(404);
    expect((await ask('NO.ID')).status).toBe(400);
    expect((await ui.app.request('/api/v1/sources/gazette')).status).toBe(401);
  });
});
