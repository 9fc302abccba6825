import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/review/build-app.ts';
import { addApiToken } from '../../../storage/api-tokens.ts';
import { IDLE_MS, LONGEST_MS, loadLogin, startLogin } from '../../../storage/logins.ts';
import { addUser, listUsers, loadUser, removeUser, setRole } from '../../../storage/users.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { clock, makeSource, NOW, openUi, read } from './open-paper.ts';
import { addPerson, bearerOf, openBrowser, openBrowserOf, openLoginForm, PASSWORD } from './open-visitors.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;
const SOURCES = [makeSource('gazette', 'The Gazette')];

beforeAll(async () => {
  database = await openTestDatabase();
  ui = await openUi(database.db, SOURCES);
});
afterAll(() => database.drop());

const later = (ms: number) => new Date(NOW.getTime() + ms);
const logIn = async (name: string, password: string, app = ui.app) => {
  const browser = openBrowser(app);
  await browser.get('/login');
  return await browser.send('/login', { name, password });
};

describe('before there are users', () => {
  it('all is open to this machine', async () => {
    expect((await read(ui.app.request('/'))).status).toBe(200);
    expect((await read(ui.app.request('/login'))).headers.get('location')).toBe('/');
  });

  it('and to no other', async () => {
    const { app } = await openUi(database.db, SOURCES, { host: '0.0.0.0' });
    expect((await read(app.request('/'))).status).toBe(401);
  });
});

describe('a login', () => {
  beforeAll(async () => {
    await addPerson(database.db, 'anna', 'review');
    await addPerson(database.db, 'boris', 'admin');
  });

  it('is asked for from the first user on, without a restart', async () => {
    const page = await openBrowser(ui.app).get('/articles?source=gazette');
    expect(page.status).toBe(401);
    const html = load(page.text);
    expect(html('form [name=name]')).toHaveLength(1);
    expect(html('form [name=next]').attr('value')).toBe('/articles?source=gazette');
    expect(html('form [name=token]')).toHaveLength(0); // none is configured
  });

  it('opens the pages to the name in any case, and leads to where one wanted', async () => {
    const browser = openBrowser(ui.app);
    await browser.get('/login');
    const answer = await browser.send('/login', { name: 'Anna', password: PASSWORD, next: '/articles' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/articles']);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^stet-login=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax/);
    const page = await browser.get('/');
    expect(page.status).toBe(200);
    expect(load(page.text)('.who').text()).toContain('anna (review)');
  });

  it('is bound to TLS and to this host where the visitor speaks TLS', async () => {
    const tls = { origin: 'http://localhost', 'x-forwarded-proto': 'https' };
    const { cookie, formToken } = await openLoginForm(ui.app, tls);
    expect(cookie).toMatch(/^__Host-stet-form=[\w-]{43}$/);
    const headers = { ...tls, cookie };
    const body = new URLSearchParams({ name: 'anna', password: PASSWORD, formToken });
    const answer = await ui.app.request('/login', { method: 'POST', body, headers });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-stet-login=.*; Secure/);
  });

  it('takes a form that our login page gave this browser, and no other', async () => {
    const { cookie, formToken } = await openLoginForm(ui.app);
    const other = await openLoginForm(ui.app);
    const send = async (fields: Record<string, string>, headers: Record<string, string>) => {
      const body = new URLSearchParams({ name: 'anna', password: PASSWORD, ...fields });
      const sent = { method: 'POST', body, headers: { origin: 'http://localhost', ...headers } };
      return (await ui.app.request('/login', sent)).status;
    };
    expect(await send({}, {})).toBe(403);
    expect(await send({ formToken: '' }, {})).toBe(403);
    expect(await send({ formToken }, {})).toBe(403);
    expect(await send({}, { cookie })).toBe(403);
    expect(await send({ formToken: other.formToken }, { cookie })).toBe(403);
    expect(await send({ formToken }, { cookie })).toBe(303);
  });

  it('is no more, nor tokens and feeds, of a user who is disabled, until an admin lets it in again', async () => {
    const { db } = database;
    await addPerson(db, 'zoe', 'admin');
    const browser = await openBrowserOf(ui.app, db, 'zoe');
    const bearer = await bearerOf(db, 'admin', 'zoe');
    const feed = `/feeds/changes.atom?key=${(await loadUser(db, 'zoe'))?.feed_key}`;
    const ways = async () => [
      (await browser.get('/')).status,
      (await ui.app.request('/api/v1/changes', { headers: bearer })).status,
      (await ui.app.request(feed)).status,
      (await logIn('zoe', PASSWORD)).status,
    ];
    expect(await ways()).toEqual([200, 200, 200, 303]);
    const admin = { ...(await bearerOf(db, 'admin', 'boris')), 'content-type': 'application/json' };
    const edit = async (name: string, body: object) =>
      (await ui.app.request(`/api/v1/users/${name}`, { method: 'PUT', headers: admin, body: JSON.stringify(body) }))
        .status;
    expect(await edit('zoe', { disabled: true })).toBe(200);
    expect(await ways()).toEqual([401, 401, 401, 401]);
    expect(await edit('boris', { disabled: true }), 'oneself').toBe(409);
    expect(await edit('zoe', { disabled: false, role: 'read' })).toBe(200);
    expect((await browser.get('/')).status).toBe(200);
  });

  it('keeps of its secret a digest only', async () => {
    const secret = await startLogin(database.db, 'anna', NOW);
    const rows = JSON.stringify(await database.db.selectFrom('logins').selectAll().execute());
    expect(rows).not.toContain(secret);
  });

  it('is another one after logging in: what was there before is worth nothing (fixation)', async () => {
    const browser = openBrowser(ui.app);
    browser.cookies.set('stet-login', 'a-secret-that-somebody-else-chose');
    await browser.get('/login');
    await browser.send('/login', { name: 'anna', password: PASSWORD });
    const first = browser.cookies.get('stet-login') ?? '';
    expect(first).not.toBe('a-secret-that-somebody-else-chose');
    await browser.get('/login');
    await browser.send('/login', { name: 'anna', password: PASSWORD });
    expect(browser.cookies.get('stet-login')).not.toBe(first);
    expect(await loadLogin(database.db, first, NOW)).toBeNull();
  });

  it('ends when it was not used for a week, and after a month however much it was', async () => {
    const idle = await startLogin(database.db, 'anna', NOW);
    expect(await loadLogin(database.db, idle, later(IDLE_MS - 1))).toMatchObject({ name: 'anna' });
    expect(await loadLogin(database.db, idle, later(2 * IDLE_MS))).toBeNull();
    const used = await startLogin(database.db, 'anna', NOW);
    for (let at = 0; at < LONGEST_MS; at += IDLE_MS - 1) {
      expect(await loadLogin(database.db, used, later(at))).not.toBeNull();
    }
    expect(await loadLogin(database.db, used, later(LONGEST_MS))).toBeNull();
  });

  it('ends by logging out, which takes a form of ours', async () => {
    const browser = await openBrowserOf(ui.app, database.db, 'anna');
    const secret = browser.cookies.get('stet-login') ?? '';
    expect((await read(ui.app.request('/logout'))).status).toBe(401); // by GET there is no such page
    expect((await browser.send('/logout', { formToken: 'another' })).status).toBe(403);
    expect((await browser.send('/logout')).status).toBe(303);
    expect(browser.cookies.has('stet-login')).toBe(false);
    expect(await loadLogin(database.db, secret, NOW)).toBeNull();
  });

  it('ends everywhere else, feeds too, when the password is changed', { timeout: 60_000 }, async () => {
    const [here, there] = [
      await openBrowserOf(ui.app, database.db, 'anna'),
      await openBrowserOf(ui.app, database.db, 'anna'),
    ];
    const feed = `/feeds/changes.atom?key=${(await loadUser(database.db, 'anna'))?.feed_key}`;
    expect((await read(ui.app.request(feed))).status).toBe(200);
    expect((await read(ui.app.request(feed.replace('/feeds/changes.atom', '/changes.csv')))).status).toBe(401);
    await here.get('/account');
    const change = (fields: Record<string, string>) => here.send('/account/password', fields);
    const next = 'a quite different one';
    const refused = await change({ old: 'not the present one', new: next, again: next });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('present password')]);
    expect((await change({ old: PASSWORD, new: 'short', again: 'short' })).status).toBe(400);
    expect((await change({ old: PASSWORD, new: next, again: `${next}!` })).status).toBe(400);
    expect((await there.get('/')).status).toBe(200);
    expect((await change({ old: PASSWORD, new: next, again: next })).status).toBe(200);
    expect((await there.get('/')).status).toBe(401);
    expect((await here.get('/')).status).toBe(200);
    expect((await read(ui.app.request(feed))).status).toBe(401);
    expect((await logIn('anna', PASSWORD)).status).toBe(401);
    expect((await logIn('anna', next)).status).toBe(303);
    await here.get('/account');
    await change({ old: next, new: PASSWORD, again: PASSWORD });
  });

  it('ends everywhere on request', async () => {
    const [here, there] = [
      await openBrowserOf(ui.app, database.db, 'anna'),
      await openBrowserOf(ui.app, database.db, 'anna'),
    ];
    await here.get('/account');
    expect((await here.send('/account/logins/end')).headers.get('location')).toBe('/login');
    expect([(await here.get('/')).status, (await there.get('/')).status]).toEqual([401, 401]);
  });

  it('follows the role that one has now, and ends with the user', async () => {
    await addPerson(database.db, 'carla', 'read');
    const browser = await openBrowserOf(ui.app, database.db, 'carla');
    const judge = async () => (await browser.send('/verdicts', { id: 'abc', verdict: 'noise' })).status;
    expect(await judge()).toBe(403);
    await setRole(database.db, 'carla', 'review');
    expect(await judge()).toBe(303);
    const bearer = await bearerOf(database.db, 'review', 'carla');
    expect((await read(ui.app.request('/', { headers: bearer }))).status).toBe(200);
    await removeUser(database.db, 'carla');
    expect((await browser.get('/')).status).toBe(401);
    expect((await read(ui.app.request('/', { headers: bearer }))).status).toBe(401);
  });

  it('never stays open when the last user is removed where others than this machine may come', async () => {
    const { app } = await openUi(database.db, SOURCES, { host: '0.0.0.0' });
    const users = await listUsers(database.db);
    for (const { name } of users) await removeUser(database.db, name);
    expect((await read(app.request('/'))).status).toBe(401);
    for (const { name, role, password } of users) await addUser(database.db, { name, role, password }, NOW);
  });
});

describe('guesses', () => {
  it('are limited for a name, whether or not somebody has it, over processes and restarts', {
    timeout: 60_000,
  }, async () => {
    await addPerson(database.db, 'dora', 'read');
    for (const name of ['dora', 'nobody-at-all']) {
      for (let guess = 0; guess < 10; guess += 1) {
        // Each time another process: nothing of it is in memory.
        const { app } = await openUi(database.db, SOURCES);
        const answer = await logIn(name, `guess ${guess}`, app);
        expect(answer.status).toBe(401);
        expect(await answer.text()).toContain('There is no such name with this password.');
      }
      const refused = await logIn(name, PASSWORD);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
      expect(refused.headers.get('set-cookie')).toBeNull();
    }
    expect((await logIn('anna', PASSWORD)).status).toBe(303);
    const quarter = { now: () => later(15 * 60_000 + 1), rate: 1 };
    const app = buildApp({ db: database.db, sources: () => SOURCES, clock: quarter, host: '127.0.0.1', token: null });
    expect((await logIn('dora', PASSWORD, app)).status).toBe(303);
  });

  it('count all of many that are sent at once', async () => {
    await addPerson(database.db, 'emil', 'read');
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn('emil', 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('are limited for an address, whatever the names', { timeout: 60_000 }, async () => {
    const headers = (from: string) => ({ origin: 'http://localhost', 'x-forwarded-for': from });
    const connection = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
    const { cookie, formToken } = await openLoginForm(ui.app);
    const guess = async (from: string, name: string) => {
      const body = new URLSearchParams({ name, password: 'wrong', formToken });
      const sent = { method: 'POST', body, headers: { ...headers(from), cookie } };
      return (await ui.app.request('/login', sent, connection)).status;
    };
    await database.db.deleteFrom('guesses').execute();
    await database.db.insertInto('guesses').values({ key: 'another', since: NOW, wrong: 1 }).execute();
    expect(await guess('192.0.2.7', 'x1')).toBe(401);
    await database.db.updateTable('guesses').set({ wrong: 50 }).where('key', 'like', 'address %').execute();
    expect(await guess('192.0.2.7', 'x2')).toBe(429);
    expect(await guess('198.51.100.1, 192.0.2.7', 'x3')).toBe(429); // what a visitor writes itself counts for nothing
    expect(await guess('192.0.2.8', 'x4')).toBe(401);
  });
});

describe('tokens for programs', () => {
  it('are made on the page of the account, shown once, and never may more than their owner', async () => {
    const browser = await openBrowserOf(ui.app, database.db, 'anna');
    const scopes = load((await browser.get('/account')).text)('[name=scope] option').toArray();
    expect(scopes.map((option) => option.attribs.value)).toEqual(['read', 'review']);
    const answer = await browser.send('/account/tokens', { name: 'my script', scope: 'admin', days: '' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const secret = load(await answer.text())('.secret').text();
    expect(secret).toMatch(/^stet_[\w-]{43}$/);
    expect((await browser.get('/account')).text).not.toContain(secret);
    const headers = { authorization: `Bearer ${secret}`, origin: 'http://localhost' };
    expect((await read(ui.app.request('/api/v1/changes', { headers }))).status).toBe(200);
    expect((await read(ui.app.request('/feeds/changes.atom', { headers }))).status).toBe(200);
    await setRole(database.db, 'anna', 'read');
    const post = { method: 'POST', body: new URLSearchParams({ id: 'abc', verdict: 'noise' }), headers };
    expect((await read(ui.app.request('/verdicts', post))).status).toBe(403);
    await setRole(database.db, 'anna', 'review');
    expect((await read(ui.app.request('/verdicts', post))).status).toBe(303);
    const again = await browser.send('/account/tokens', { name: 'my script', scope: 'read', days: '' });
    expect(again.status).toBe(400);
  });

  it('cannot make others', async () => {
    const headers = { ...(await bearerOf(database.db, 'admin')), origin: 'http://localhost' };
    const body = new URLSearchParams({ name: 'child', scope: 'admin', days: '' });
    expect((await read(ui.app.request('/account/tokens', { method: 'POST', body, headers }))).status).toBe(400);
  });

  it('are seen by their owner and by admins, who may remove them', async () => {
    const anna = await openBrowserOf(ui.app, database.db, 'anna');
    const boris = await openBrowserOf(ui.app, database.db, 'boris');
    await boris.get('/account');
    await boris.send('/account/tokens', { name: 'of boris', scope: 'admin', days: '90' });
    expect((await anna.get('/account')).text).not.toContain('of boris');
    const page = load((await boris.get('/account')).text);
    expect(page('.tokens').text()).toContain('my script');
    const remove = page('.tokens form')
      .toArray()
      .map((form) => form.attribs.action ?? '');
    await anna.get('/account');
    const ofBoris = page('tr:contains("of boris") form').attr('action') ?? '';
    expect((await anna.send(ofBoris)).status).toBe(404);
    expect(remove.length).toBeGreaterThan(1);
    for (const path of remove) expect((await boris.send(path)).status).toBe(303);
    expect((await boris.get('/account')).text).not.toContain('of boris');
  });

  it('end when they were to, and note when they were used', async () => {
    const expiresAt = later(1);
    const token = { name: 'short', userName: null, scope: 'read' as const, expiresAt };
    const made = await addApiToken(database.db, token, NOW);
    const headers = { authorization: `Bearer ${made?.secret}` };
    expect((await read(ui.app.request('/', { headers }))).status).toBe(200);
    const used = await database.db.selectFrom('api_tokens').select('used_at').where('name', '=', 'short').execute();
    expect(used).toEqual([{ used_at: NOW }]);
    await database.db.updateTable('api_tokens').set({ expires_at: NOW }).where('name', '=', 'short').execute();
    expect((await read(ui.app.request('/', { headers }))).status).toBe(401);
  });

  it('are looked at however many wrong ones were shown, being beyond guessing', async () => {
    const { app } = await openUi(database.db, SOURCES, { token: 'a token of the settings' });
    const ask = async (authorization: string) => (await read(app.request('/', { headers: { authorization } }))).status;
    for (let guess = 0; guess < 10; guess += 1) await ask(`Bearer guess ${guess}`);
    expect(await ask('Bearer a token of the settings')).toBe(429);
    expect(await ask((await bearerOf(database.db, 'read')).authorization ?? '')).toBe(200);
  });
});

describe('forms', () => {
  it('hold a token on every page that has one', async () => {
    const browser = await openBrowserOf(ui.app, database.db, 'boris');
    for (const path of ['/', '/sources', '/account', '/api', '/no/such/page']) {
      const page = load((await browser.get(path)).text);
      const forms = page('form[method=post]').toArray();
      expect(forms.length, path).toBeGreaterThan(0);
      for (const form of forms) expect(page(form).find('input[name=formToken]'), path).toHaveLength(1);
    }
  });

  it('are refused with the token of another login, and from another origin even with the right one', async () => {
    const anna = await openBrowserOf(ui.app, database.db, 'anna');
    const boris = await openBrowserOf(ui.app, database.db, 'boris');
    const tokenOf = (text: string) => load(text)('[name=formToken]').attr('value') ?? '';
    const ofBoris = tokenOf((await boris.get('/')).text);
    const ofAnna = tokenOf((await anna.get('/')).text);
    const verdict = { id: 'abc', verdict: 'noise' };
    expect((await anna.send('/verdicts', { ...verdict, formToken: ofBoris })).status).toBe(403);
    expect((await anna.send('/verdicts', { ...verdict, formToken: '' })).status).toBe(403);
    expect((await anna.send('/verdicts', { ...verdict, formToken: ofAnna })).status).toBe(303);
    const headers = { origin: 'https://evil.example', cookie: `stet-login=${anna.cookies.get('stet-login')}` };
    const body = new URLSearchParams({ ...verdict, formToken: ofAnna });
    expect((await read(ui.app.request('/verdicts', { method: 'POST', body, headers }))).status).toBe(403);
  });

  it('keep company with JSON, which is refused too where a browser says that another site sent it', async () => {
    await addPerson(database.db, 'root', 'admin');
    const admin = await openBrowserOf(ui.app, database.db, 'root');
    const secret = admin.cookies.get('stet-login');
    const cookie = `stet-login=${secret}; __Host-stet-login=${secret}`;
    let number = 0;
    const add = async (headers: Record<string, string>) => {
      number += 1;
      return await ui.app.request('/api/v1/users', {
        method: 'POST',
        body: JSON.stringify({ name: `made${number}`, role: 'admin' }),
        headers: { 'content-type': 'application/json', cookie, ...headers },
      });
    };
    const evil = { origin: 'https://evil.example' };
    const foreign: Record<string, string>[] = [
      { ...evil, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost:81' },
      evil,
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const answer = await add(headers);
      expect(answer.status, JSON.stringify(headers)).toBe(403);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(((await answer.json()) as { detail: string }).detail).toContain('another site');
    }
    expect((await add({})).status).toBe(201);
    expect((await add({ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await add({ origin: 'https://localhost', 'x-forwarded-proto': 'https' })).status).toBe(201);
    expect((await add({ origin: 'http://localhost' })).status).toBe(201);
    const users = await database.db.selectFrom('users').select('name').where('name', 'like', 'made%').execute();
    expect(users).toHaveLength(4);
  });

  it('never leave their mark in what was captured', async () => {
    expect(clock.rate).toBe(1);
    const browser = await openBrowserOf(ui.app, database.db, 'boris');
    expect((await browser.get('/feeds/changes.atom')).text).not.toContain('formToken');
  });
});
