import { inspectRoutes } from 'hono/dev';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { covers, SCOPES, type Scope } from '../../../src/model/scope.ts';
import { ROUTE_SCOPES } from '../../../src/review/access/route-scopes.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { makeSource, openUi } from './open-paper.ts';
import { addPerson, bearerOf, openBrowserOf } from './open-visitors.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
const headersOf = new Map<Scope, Record<string, string>>();
const NEEDING = Object.entries(ROUTE_SCOPES).flatMap(([route, needed]) =>
  // Of what takes a login, tokens need the scope `admin`.
  needed === 'open' ? [] : [{ route, needed: needed === 'own' ? ('admin' as const) : needed }],
);

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')], { everything: true });
  for (const scope of SCOPES) {
    await addPerson(database.db, `${scope}er`, scope);
    headersOf.set(scope, await bearerOf(database.db, scope));
  }
});
afterAll(() => database.drop());

/** A path that the route is taken for; what it names need not be there. */
function fill(route: string): { method: string; path: string } {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern
    .replaceAll(/:file\{[^/]*\}/g, (segment) => (segment.includes('webp') ? '1.json' : 'abc.json'))
    .replaceAll(/:number(?:\{[^/]*\})?/g, '1')
    .replaceAll(/:\w+(?:\{[^/]*\})?/g, 'abc');
  return { method, path };
}

function ask(route: string, headers: Record<string, string>) {
  const { method, path } = fill(route);
  const isForm = method === 'POST' && !path.startsWith('/api/');
  const form = { body: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const json = { body: '{}', headers: { 'content-type': 'application/json' } };
  const sent = isForm ? form : json;
  return ui.app.request(path, {
    method,
    ...(method === 'POST' ? { body: sent.body } : {}),
    headers: { ...(method === 'POST' ? sent.headers : {}), origin: 'http://localhost', ...headers },
  });
}

describe('the table of scopes', () => {
  it('names every route of the app, and no other', () => {
    const routes = inspectRoutes(ui.app).filter(({ isMiddleware, method }) => !isMiddleware && method !== 'ALL');
    const names = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    expect([...names].sort()).toEqual(Object.keys(ROUTE_SCOPES).sort());
  });

  it('has no route that takes every method, which it could not name, but the one that says that there is none', () => {
    const routes = inspectRoutes(ui.app).filter(({ isMiddleware, method }) => !isMiddleware && method === 'ALL');
    expect(routes.map(({ path }) => path)).toEqual(['/api/v1/*']);
  });
});

describe.each(NEEDING)('$route', ({ route, needed }) => {
  it('is closed to who shows nothing, and to who shows something wrong', async () => {
    expect((await ask(route, {})).status).toBe(401);
    const wrong = { authorization: 'Bearer stet_wrong', cookie: 'stet=wrong; stet-login=wrong' };
    expect([401, 403]).toContain((await ask(route, wrong)).status);
    expect((await ask(`${route}`, { cookie: 'stet-login=' })).status).not.toBe(200);
  });

  it(`lets in tokens of the scope ${needed} or more, and tells the others what they lack`, async () => {
    for (const [scope, headers] of headersOf) {
      const answer = await ask(route, headers);
      if (covers(scope, needed)) {
        expect([401, 403], scope).not.toContain(answer.status);
        continue;
      }
      expect(answer.status, scope).toBe(403);
      expect(answer.headers.get('www-authenticate')).toContain(`scope="${needed}"`);
      const told = (await answer.json()) as { scope?: string; error?: string };
      if (route.includes(' /api/v1/')) {
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(told.scope).toBe(needed);
      } else expect(told.error).toContain(`“${needed}”`);
    }
  });
});

describe('roles of people', () => {
  it.each(SCOPES)('%s may what its scope may, by its browser', async (scope) => {
    const browser = await openBrowserOf(ui.app, database.db, `${scope}er`);
    const verdict = await browser.send('/verdicts', { id: 'abc', verdict: 'noise' });
    expect(verdict.status).toBe(covers(scope, 'review') ? 303 : 403);
    expect((await browser.get('/')).status).toBe(200);
  });

  it('never fail with a 500', () => {
    expect(ui.errors).toEqual([]);
  });
});
