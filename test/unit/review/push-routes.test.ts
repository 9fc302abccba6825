import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/review/build-app.ts';
import type { Db } from '../../../storage/open-database.ts';

const CALLBACK = `/websub/${'a'.repeat(43)}`;
const NOW = new Date('2026-03-01T12:00:00Z');

/** A database in which nothing is, users neither. */
const EMPTY: Db = new Kysely({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** The app of a server that a proxy shows the internet as stet.example. */
function openApp(token: string | null) {
  const received: string[] = [];
  const app = buildApp({
    db: EMPTY,
    sources: () => [],
    clock: { now: () => NOW, rate: 1 },
    ...{ host: '127.0.0.1', token, publicUrl: () => 'https://stet.example/' },
    pushes: {
      verify: async (_id, { challenge }) => challenge,
      find: async (id) => (/^g/.test(id) ? 'unknown' : 'open'),
      receive: async (_id, { body }) => {
        received.push(new TextDecoder().decode(body));
      },
    },
  });
  const ask = (path: string, host: string, init: RequestInit = {}) =>
    app.request(`http://${host}${path}`, { ...init, headers: { host, ...init.headers } });
  return { ask, received };
}

describe('the callbacks of hubs', () => {
  it.each([null, 'a token'])('answer to the public name without a token, where the UI has %s', async (token) => {
    const { ask, received } = openApp(token);
    const verified = await ask(`${CALLBACK}?hub.challenge=c`, 'stet.example');
    expect([verified.status, await verified.text()]).toEqual([200, 'c']);
    const push = {
      method: 'POST',
      body: 'pushed',
      headers: { 'content-type': 'text/plain', origin: 'https://x.example' },
    };
    expect((await ask(CALLBACK, 'stet.example:8443', push)).status).toBe(202);
    expect(received).toEqual(['pushed']);
  });

  it('are all that the public name is for, where no token is asked for', async () => {
    const open = openApp(null);
    for (const path of ['/', '/articles', '/websub', '/assets/x.css']) {
      expect((await open.ask(path, 'stet.example')).status, path).toBe(421);
    }
    expect((await openApp('a token').ask('/articles', 'stet.example')).status).toBe(401);
  });

  it('do not answer to other names, nor at other paths', async () => {
    const { ask } = openApp('a token');
    expect((await ask(CALLBACK, 'rebound.example')).status).toBe(421);
    expect((await ask('/websub/short', 'stet.example')).status).toBe(401);
    expect((await ask(CALLBACK, 'stet.example', { method: 'DELETE' })).status).toBe(403);
  });

  it('hear the hubs that were asked, however many ids are guessed', async () => {
    const { ask, received } = openApp('a token');
    const guesses = Array.from({ length: 1_001 }, (_, at) => `/websub/g${String(at).padStart(42, '0')}`);
    const statuses = new Set<number>();
    for (const guess of guesses) statuses.add((await ask(guess, 'stet.example', { method: 'POST' })).status);
    expect([...statuses]).toEqual([404, 429]);
    expect((await ask(CALLBACK, 'stet.example', { method: 'POST', body: 'pushed' })).status).toBe(202);
    expect((await ask(`${CALLBACK}?hub.challenge=c`, 'stet.example')).status).toBe(200);
    expect(received).toEqual(['pushed']);
  });

  it('are not there where nothing hears them', async () => {
    const app = buildApp({
      db: EMPTY,
      ...{ sources: () => [], clock: { now: () => NOW, rate: 1 }, host: '127.0.0.1', token: 'a token' },
    });
    expect((await app.request(`http://127.0.0.1${CALLBACK}`)).status).toBe(401);
  });
});
