import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { makeSource, NOW, openUi } from './open-paper.ts';
import { addPerson, bearerOf } from './open-visitors.ts';

type Told = { id: string; status: string; detail: string };

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
let admin: Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  await addPerson(database.db, 'root', 'admin');
  admin = await bearerOf(database.db, 'admin', 'root');
});
afterAll(() => database.drop());

async function ask(method: string, path: string, body?: unknown, who = admin) {
  const type = { 'content-type': 'application/json' };
  const sent = body === undefined ? { headers: who } : { headers: { ...type, ...who }, body: JSON.stringify(body) };
  const answer = await ui.app.request(path.startsWith('/api') ? path : `/api/v1${path}`, { method, ...sent });
  return { status: answer.status, headers: answer.headers, told: (await answer.json()) as Told };
}

describe('reading anew, by the API', () => {
  it('is ordered once at a time, says where it tells how far it is, and is stopped', async () => {
    const ordered = await ask('POST', '/reextractions', { source: 'gazette', dryRun: true });
    expect(ordered.status).toBe(202);
    const place = ordered.headers.get('location') ?? '';
    expect(place).toBe(`/api/v1/reextractions/${ordered.told.id}`);
    const asked = { status: 'waiting', source: 'gazette', dryRun: true, askedBy: 'root', askedAt: NOW.toISOString() };
    expect(ordered.told).toMatchObject({ ...asked, articles: 0, endedAt: null, held: [] });
    expect((await ask('GET', place)).told).toEqual(ordered.told);
    expect((await ask('GET', '/reextractions')).told).toEqual({ items: [ordered.told] });
    const again = await ask('POST', '/reextractions', {});
    expect([again.status, again.told.detail]).toEqual([409, expect.stringContaining('already')]);
    expect((await ask('POST', `${place}/stop`)).told.status).toBe('stopped');
    expect((await ask('POST', `${place}/stop`)).status).toBe(409);
    expect((await ask('POST', '/reextractions', {})).status).toBe(202);
  });

  it.each([
    ['POST', '/reextractions', { source: 'nowhere' }, 404],
    ['POST', '/reextractions', { dry: true }, 400],
    ['GET', '/reextractions/nosuch', undefined, 404],
    ['POST', '/reextractions/nosuch/stop', undefined, 404],
  ])('%s %s with %j is a problem', async (method, path, body, status) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it.each(['read', 'review'] as const)('is not for the scope %s', async (scope) => {
    const who = await bearerOf(database.db, scope);
    expect((await ask('POST', '/reextractions', {}, who)).status).toBe(403);
    expect((await ask('GET', '/reextractions', undefined, who)).status).toBe(403);
  });
});
