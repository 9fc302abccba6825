import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLogin } from '../../../storage/logins.ts';
import { removeUser } from '../../../storage/users.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { makeSource, NOW, openUi } from './open-paper.ts';
import { addPerson, bearerOf, PASSWORD } from './open-visitors.ts';

const NEW_PASSWORD = 'a horse, a battery, a staple';
type Item = { id: string; name: string; current?: boolean; user: string | null; scope: string; secret: string };

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, [makeSource('gazette', 'The Gazette')]);
  await addPerson(database.db, 'root', 'admin');
});
beforeEach(async () => {
  for (const name of ['anna', 'boris']) await removeUser(database.db, name);
  await addPerson(database.db, 'anna', 'read');
  await addPerson(database.db, 'boris', 'review');
});
afterAll(() => database.drop());

type Who = Record<string, string>;

const cookieOf = async (name: string): Promise<Who> => ({
  cookie: `stet-login=${await startLogin(database.db, name, NOW)}`,
});

async function ask(who: Who, method: string, path: string, body?: unknown) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Who = body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = { origin: 'http://localhost', ...type, ...who };
  return await ui.app.request(`/api/v1${path}`, { method, headers, ...sent });
}
const itemsOf = async (answer: Response) => ((await answer.json()) as { items: Item[] }).items;

describe('one’s own account', () => {
  it('says who asks, and why they may', async () => {
    const anna = await cookieOf('anna');
    const told = { name: 'anna', scope: 'read', hasPassword: true, logins: 1 };
    expect(await (await ask(anna, 'GET', '/account')).json()).toEqual({ ...told, by: 'login' });
    const bearer = await bearerOf(database.db, 'read', 'anna');
    expect(await (await ask(bearer, 'GET', '/account')).json()).toEqual({ ...told, by: 'bearer' });
    const nobody = await bearerOf(database.db, 'review');
    const unnamed = { name: null, scope: 'review', by: 'bearer', hasPassword: false, logins: 0 };
    expect(await (await ask(nobody, 'GET', '/account')).json()).toEqual(unnamed);
    expect((await ask({}, 'GET', '/account')).status).toBe(401);
  });

  it('lists its own logins alone, and ends one', async () => {
    const [here, elsewhere] = [await cookieOf('anna'), await cookieOf('anna')];
    const boris = await cookieOf('boris');
    const logins = await itemsOf(await ask(here, 'GET', '/account/logins'));
    expect(logins.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = logins.find(({ current }) => current === false)?.id;
    expect((await ask(boris, 'DELETE', `/account/logins/${other}`)).status).toBe(404);
    expect((await ask(here, 'DELETE', `/account/logins/${other}`)).status).toBe(204);
    expect((await ask(elsewhere, 'GET', '/account')).status).toBe(401);
    expect((await ask(here, 'GET', '/account')).status).toBe(200);
    expect((await ask(here, 'DELETE', `/account/logins/${other}`)).status).toBe(404);
  });

  it('logs out everywhere', async () => {
    const [here, elsewhere] = [await cookieOf('anna'), await cookieOf('anna')];
    expect((await ask(here, 'DELETE', '/account/logins')).status).toBe(204);
    for (const who of [here, elsewhere]) expect((await ask(who, 'GET', '/account')).status).toBe(401);
  });

  it('takes another password by the old one, and lets the browser go on by a new login', async () => {
    const [here, elsewhere] = [await cookieOf('anna'), await cookieOf('anna')];
    const change = (old: string, fresh: string) => ask(here, 'PUT', '/account/password', { old, new: fresh });
    expect((await change('something else', NEW_PASSWORD)).status).toBe(400);
    expect((await change(PASSWORD, 'short')).status).toBe(400);
    const changed = await change(PASSWORD, NEW_PASSWORD);
    expect(changed.status).toBe(204);
    const [cookie = ''] = changed.headers.getSetCookie().filter((line) => !line.includes('Max-Age=0'));
    expect((await ask({ cookie: cookie.split(';')[0] ?? '' }, 'GET', '/account')).status).toBe(200);
    for (const who of [here, elsewhere]) expect((await ask(who, 'GET', '/account')).status).toBe(401);
    const again = await cookieOf('anna');
    expect((await ask(again, 'PUT', '/account/password', { old: PASSWORD, new: NEW_PASSWORD })).status).toBe(400);
  });

  it('looks at no password after ten wrong ones, as the form does', async () => {
    const here = await cookieOf('boris');
    const guess = (old: string) => ask(here, 'PUT', '/account/password', { old, new: NEW_PASSWORD });
    for (let tries = 0; tries < 10; tries += 1) expect((await guess(`wrong ${tries}`)).status).toBe(400);
    const refused = await guess(PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('keeps tokens: lists, makes no more than one may, and ends them', async () => {
    const anna = await cookieOf('anna');
    await bearerOf(database.db, 'read', 'boris');
    const made = await ask(anna, 'POST', '/account/tokens', { name: 'export', scope: 'admin', days: 7 });
    expect(made.status).toBe(201);
    const token = (await made.json()) as Item;
    expect(token).toMatchObject({ name: 'export', scope: 'read', user: 'anna' });
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect((await ask(anna, 'POST', '/account/tokens', { name: 'export', scope: 'read' })).status).toBe(409);
    expect((await itemsOf(await ask(anna, 'GET', '/account/tokens'))).map(({ name }) => name)).toEqual(['export']);
    const bearer = { authorization: `Bearer ${token.secret}` };
    expect((await ask(bearer, 'GET', '/changes')).status).toBe(200);
    expect((await ask(await cookieOf('boris'), 'DELETE', `/account/tokens/${token.id}`)).status).toBe(404);
    expect((await ask(anna, 'DELETE', `/account/tokens/${token.id}`)).status).toBe(204);
    expect((await ask(bearer, 'GET', '/changes')).status).toBe(401);
  });

  it.each(['read', 'review'] as const)('is not altered by a token of the scope %s, nor by the forms', async (scope) => {
    const bearer = await bearerOf(database.db, scope, 'boris');
    const stays = await cookieOf('boris');
    const [login] = await itemsOf(await ask(bearer, 'GET', '/account/logins'));
    const attempts: [string, string, unknown?][] = [
      ['PUT', '/account/password', { old: PASSWORD, new: NEW_PASSWORD }],
      ['DELETE', '/account/logins'],
      ['DELETE', `/account/logins/${login?.id}`],
      ['POST', '/account/tokens', { name: 'another', scope: 'read' }],
      ['DELETE', '/account/tokens/aaaaaaaaaaaaaaaa'],
    ];
    for (const [method, path, body] of attempts) {
      const answer = await ask(bearer, method, path, body);
      expect(answer.status, path).toBe(403);
      expect(await answer.json(), path).toMatchObject({ scope: 'admin' });
    }
    const fields = { old: PASSWORD, new: NEW_PASSWORD, again: NEW_PASSWORD };
    for (const path of ['/account/password', '/account/logins/end']) {
      const sent = { method: 'POST', body: new URLSearchParams(fields), headers: bearer };
      expect((await ui.app.request(path, sent)).status, path).toBe(403);
    }
    expect((await ask(stays, 'GET', '/account')).status).toBe(200);
  });

  it('is altered by a token of the scope admin that is one’s own, and of nobody by one that names nobody', async () => {
    const elsewhere = await cookieOf('root');
    const own = await bearerOf(database.db, 'admin', 'root');
    expect((await ask(own, 'DELETE', '/account/logins')).status).toBe(204);
    expect((await ask(elsewhere, 'GET', '/account')).status).toBe(401);
    const nobody = await bearerOf(database.db, 'admin');
    expect((await ask(nobody, 'DELETE', '/account/logins')).status).toBe(409);
    const change = { old: PASSWORD, new: NEW_PASSWORD };
    expect((await ask(nobody, 'PUT', '/account/password', change)).status).toBe(409);
  });

  it('is not altered by the page of another site', async () => {
    const anna = await cookieOf('anna');
    const answer = await ask({ ...anna, origin: 'https://evil.example' }, 'DELETE', '/account/logins');
    expect(answer.status).toBe(403);
    expect((await ask(anna, 'GET', '/account')).status).toBe(200);
  });
});

describe('users, by admins', () => {
  it('get another password, and are logged out', async () => {
    const admin = await bearerOf(database.db, 'admin', 'root');
    const anna = await cookieOf('anna');
    expect((await ask(admin, 'PUT', '/users/anna/password', { password: 'short' })).status).toBe(400);
    expect((await ask(admin, 'PUT', '/users/nemo/password', { password: NEW_PASSWORD })).status).toBe(404);
    expect((await ask(admin, 'PUT', '/users/root/password', { password: NEW_PASSWORD })).status).toBe(409);
    expect((await ask(anna, 'PUT', '/users/boris/password', { password: NEW_PASSWORD })).status).toBe(403);
    expect((await ask(admin, 'PUT', '/users/Anna/password', { password: NEW_PASSWORD })).status).toBe(204);
    expect((await ask(anna, 'GET', '/account')).status).toBe(401);
    const boris = await cookieOf('boris');
    expect((await ask(admin, 'DELETE', '/users/boris/logins')).status).toBe(204);
    expect((await ask(boris, 'GET', '/account')).status).toBe(401);
    expect((await ask(admin, 'DELETE', '/users/nemo/logins')).status).toBe(404);
  });
});
