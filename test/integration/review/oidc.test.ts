import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { load } from 'cheerio/slim';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Oidc } from '../../../config/oidc-schema.ts';
import { openOidc } from '../../../src/cli/open-oidc.ts';
import { type GuardedClient, openGuardedClient } from '../../../src/fetch/open-guarded-client.ts';
import { buildApp } from '../../../src/review/build-app.ts';
import { addUser, loadUser, removeUser, setRole } from '../../../storage/users.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { clock, NOW } from './open-paper.ts';
import { addPerson, openBrowser } from './open-visitors.ts';

const SECRET = 'a secret of the provider';
const ORIGIN = 'http://localhost';

/** What the provider says of whoever logs in; the login there is one click. */
let account: { sub: string; email: string; email_verified: boolean; groups: string[] };
let server: Server;
let issuer: string;
let guarded: GuardedClient;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'stet', client_secret: SECRET, redirect_uris: [`${ORIGIN}/login/oidc/callback`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['groups'] },
    findAccount: () => ({ accountId: account.sub, claims: () => account }),
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
  });
  server.on('request', provider.callback());
  guarded = openGuardedClient({ userAgent: 'test', allowPrivate: ['127.0.0.0/8'], maxBodyBytes: 1_000_000 });
});
afterAll(async () => {
  await guarded.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.drop();
});
beforeEach(() => {
  account = { sub: 'person-1', email: 'Anna@example.org', email_verified: true, groups: ['desk'] };
});

const SETTINGS = {
  clientId: 'stet',
  clientSecret: SECRET,
  claim: 'groups',
  roles: { review: ['desk'], admin: ['chiefs'] },
};

function openApp(settings: Partial<Oidc> = {}, client = guarded) {
  const oidc = openOidc(client, { issuer, ...SETTINGS, ...settings });
  return buildApp({ db: database.db, sources: () => [], clock, host: '127.0.0.1', token: null, oidc });
}

/** Goes through the provider's pages as a person does, and gives the address that leads back. */
async function goThrough(address: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = address;
  let form: string | null = null;
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie, ...(form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(form === null ? {} : { method: 'POST', body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    form = null;
    if (location !== null) {
      next = new URL(location, next).href;
      if (next.startsWith(ORIGIN)) return next;
      continue;
    }
    const page = load(await answer.text());
    next = new URL(page('form').attr('action') ?? '', next).href;
    const prompt = page('[name=prompt]').attr('value') ?? '';
    form = new URLSearchParams({ prompt, login: account.sub, password: 'any' }).toString();
  }
  throw new Error(`the provider never led back, but to ${next}`);
}

async function logIn(app = openApp(), browser = openBrowser(app), next = '/') {
  const begun = await app.request(`/login/oidc?next=${encodeURIComponent(next)}`, {});
  const held = begun.headers.getSetCookie()[0] ?? '';
  const [, value = ''] = /^stet-oidc=([^;]*)/.exec(held) ?? [];
  browser.cookies.set('stet-oidc', value);
  const back = await goThrough(begun.headers.get('location') ?? '');
  const came = await browser.get(back.slice(ORIGIN.length));
  return { browser, back, came, held };
}

describe('logging in at a provider', () => {
  it('is offered, and asked for, where it is configured', async () => {
    const page = await openBrowser(openApp()).get('/articles');
    expect(page.status).toBe(401);
    expect(load(page.text)('a.button').attr('href')).toBe('/login/oidc?next=%2Farticles');
  });

  it('leads back to where one wanted, logged in, with the role that the claim gives', async () => {
    const { browser, came, held } = await logIn(openApp(), undefined, '/articles');
    expect([came.status, came.headers.get('location')]).toEqual([303, '/articles']);
    expect(held).toMatch(/HttpOnly; SameSite=Lax/);
    expect(load((await browser.get('/')).text)('.who').text()).toContain('anna@example.org (review)');
    expect(await loadUser(database.db, 'anna@example.org')).toMatchObject({ role: 'review', password: null });
  });

  it('knows a person again by what never alters, and follows the claim, also where it gives nothing any more', async () => {
    account = { ...account, email: 'anna.married@example.org', groups: ['chiefs', 'desk'] };
    const { browser } = await logIn();
    expect(load((await browser.get('/')).text)('.who').text()).toContain('anna@example.org (admin)');
    account = { ...account, groups: [] };
    const refused = await logIn();
    expect([refused.came.status, refused.came.text]).toEqual([403, expect.stringContaining('Nobody has given')]);
    await setRole(database.db, 'anna@example.org', 'read'); // an admin's word counts more
    expect((await logIn()).came.status).toBe(303);
    await removeUser(database.db, 'anna@example.org');
  });

  it('lets in whom an admin added without a password, by a verified address alone', async () => {
    account = { sub: 'person-2', email: 'boris@example.org', email_verified: false, groups: [] };
    await addUser(database.db, { name: 'boris@example.org', role: 'admin', password: null }, NOW);
    expect((await logIn()).came.status).toBe(403);
    account = { ...account, email_verified: true };
    expect((await logIn()).came.status).toBe(303);
    expect(await loadUser(database.db, 'boris@example.org')).toMatchObject({ role: 'admin' });
    account = { ...account, sub: 'person-3' }; // another account that says that it has this address
    expect((await logIn()).came.status).toBe(403);
  });

  it('never takes over a user who has a password', async () => {
    account = { sub: 'person-4', email: 'carla@example.org', email_verified: true, groups: ['desk'] };
    await addPerson(database.db, 'carla@example.org', 'admin');
    const { came } = await logIn();
    expect([came.status, came.text]).toEqual([403, expect.stringContaining('already, who does not log in so')]);
  });

  it('gives roles by verified addresses and their domains', async () => {
    const app = openApp({ claim: 'email', roles: { read: ['@example.org'], admin: ['dora@example.org'] } });
    account = { sub: 'person-5', email: 'Dora@Example.org', email_verified: true, groups: [] };
    await logIn(app);
    expect(await loadUser(database.db, 'dora@example.org')).toMatchObject({ role: 'admin' });
    account = { sub: 'person-6', email: 'emil@example.org', email_verified: true, groups: [] };
    await logIn(app);
    expect(await loadUser(database.db, 'emil@example.org')).toMatchObject({ role: 'read' });
    account = { sub: 'person-7', email: 'eve@evil-example.org', email_verified: true, groups: [] };
    expect((await logIn(app)).came.status).toBe(403);
  });

  it('refuses what comes back in another browser, twice, or with another state', async () => {
    account = { sub: 'person-8', email: 'fritz@example.org', email_verified: true, groups: ['desk'] };
    const app = openApp();
    const { back } = await logIn(app);
    const other = await openBrowser(app).get(back.slice(ORIGIN.length));
    expect([other.status, other.text]).toEqual([403, expect.stringContaining('another browser')]);
    const begun = await app.request('/login/oidc');
    const [, value = ''] = /^stet-oidc=([^;]*)/.exec(begun.headers.getSetCookie()[0] ?? '') ?? [];
    const replayed = openBrowser(app);
    replayed.cookies.set('stet-oidc', value); // of another login: another state, nonce and verifier
    const refused = await replayed.get(back.slice(ORIGIN.length));
    expect([refused.status, replayed.cookies.has('stet-login')]).toEqual([403, false]);
  });

  it('asks the provider through the guarded client, and says so where that does not reach it', async () => {
    const strict = openGuardedClient({ userAgent: 'test', allowPrivate: [], maxBodyBytes: 1_000_000 });
    const answer = await openApp({}, strict).request('/login/oidc', { headers: { accept: 'text/html' } });
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('network.allowPrivate')]);
    await strict.close();
  });

  it('says what is wrong with the secret', async () => {
    account = { sub: 'person-9', email: 'gert@example.org', email_verified: true, groups: ['desk'] };
    const { came } = await logIn(openApp({ clientSecret: 'wrong' }));
    expect([came.status, came.text]).toEqual([403, expect.stringContaining('failed')]);
    expect(await loadUser(database.db, 'gert@example.org')).toBeNull();
  });
});
