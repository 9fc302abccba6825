import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/model/article.ts';
import { saveAnnotation } from '../../../storage/annotations.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitInVain, visitStory } from './open-paper.ts';
import { openLoginForm } from './open-visitors.ts';

const SCRIPT = '<script>alert(1)</script>';
const BREAKOUT = `"><img src=x onerror=alert(1)>' onmouseover='alert(1)`;
const LINK = 'javascript:alert(1)';

/** A record of a site that means harm, in every field. */
function makeHostile(mark: string): Article {
  const bad = `${SCRIPT}${BREAKOUT}${mark}`;
  const image = { url: LINK, alt: bad, caption: bad, credit: bad };
  const rich = {
    text: bad,
    spans: [
      { start: 0, end: 8, kind: 'link' as const, href: LINK },
      { start: 4, end: 20, kind: 'link' as const, href: `https://a.example/"${BREAKOUT}` },
      { start: 2, end: 999, kind: 'strong' as const },
      { start: 30, end: 10, kind: 'emphasis' as const },
    ],
  };
  return {
    ...makeRecord(bad),
    canonicalUrl: LINK,
    finalUrl: `https://a.example/${BREAKOUT}`,
    language: BREAKOUT,
    kicker: bad,
    dek: bad,
    byline: { text: bad, authors: [{ name: bad, url: LINK }] },
    publishedAt: BREAKOUT,
    section: bad,
    tags: [bad],
    leadImage: image,
    notes: [{ kind: 'correction', text: bad }],
    digest: `sha256:${mark}`,
    body: [
      { type: 'paragraph', ...rich },
      { type: 'heading', level: 2, ...rich },
      { type: 'quote', citation: bad, ...rich },
      { type: 'list', ordered: false, items: [rich] },
      { type: 'table', rows: [[bad]] },
      { type: 'image', ...image },
      {
        type: 'embed',
        provider: bad,
        url: 'data:text/html,<script>alert(1)</script>',
        author: bad,
        handle: bad,
        date: bad,
        text: bad,
      },
      { type: 'related', title: bad, url: 'vbscript:msgbox(1)', label: bad },
      { type: 'aside', ...rich },
      { type: 'live-entry', id: bad, time: bad, blocks: [{ type: 'paragraph', ...rich }] },
    ],
  };
}

let database: TestDatabase;
let article = '';
let change = '';
const SOURCES = [makeSource('evil', `Evil ${SCRIPT}${BREAKOUT}`, { homepage: LINK })];

beforeAll(async () => {
  database = await openTestDatabase();
  await openUi(database.db, SOURCES);
  article = await addStory(database.db, 'evil');
  const first = makeHostile('one');
  await visitStory(database.db, article, first, null, NOW);
  const saved = await visitStory(database.db, article, makeHostile('two'), first, NOW);
  change = saved.changeId ?? '';
  await visitInVain(database.db, article, 'failed', `${SCRIPT}${BREAKOUT}`, NOW);
  await saveAnnotation(database.db, { changeId: change, verdict: 'flagged', note: `${SCRIPT}${BREAKOUT}` }, NOW);
});
afterAll(() => database.drop());

/** Every page that shows what was captured. */
const paths = () => [
  '/',
  `/?search=${encodeURIComponent(BREAKOUT)}`,
  `/?source=${encodeURIComponent(SCRIPT)}`,
  `/?kind=${encodeURIComponent(SCRIPT)}`,
  '/waiting',
  '/search?q=alert',
  `/search?q=${encodeURIComponent(BREAKOUT)}`,
  '/articles',
  `/articles/${article}`,
  `/articles/${article}/versions/1`,
  `/articles/${article}/compare?from=1&to=2`,
  `/changes/${change}`,
  '/sources',
  `/${encodeURIComponent(SCRIPT)}`,
];

describe('captured text', () => {
  it('is inert on every page', async () => {
    const { app } = await openUi(database.db, SOURCES);
    for (const path of paths()) {
      const { text } = await read(app.request(path));
      expect(text, path).not.toContain('<script>');
      expect(text, path).not.toMatch(/<img/i);
      expect(text, path).not.toMatch(/<[^>"']*(?:"[^"]*"|'[^']*')*[^>"']*\son\w+=/i);
      expect(text, path).not.toMatch(/(?:href|src|action|srcdoc)\s*=\s*["']?\s*(?:javascript|vbscript|data:text)/i);
      expect(text, path).not.toContain('style=');
    }
  });

  it('is shown all the same', async () => {
    const { app } = await openUi(database.db, SOURCES);
    const { text } = await read(app.request(`/changes/${change}`));
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('leads nowhere but to the web, and tells nobody where from', async () => {
    const { app } = await openUi(database.db, SOURCES);
    for (const path of paths()) {
      const { text } = await read(app.request(path));
      for (const [tag] of text.matchAll(/<a [^>]*class="external"[^>]*>/g)) {
        expect(tag).toMatch(/href="https?:\/\//);
        expect(tag).toContain('rel="noreferrer noopener nofollow"');
      }
    }
  });
});

describe('every answer', () => {
  it('forbids what is inline or from elsewhere', async () => {
    const { app } = await openUi(database.db, SOURCES);
    for (const path of [...paths(), '/health', '/latest', '/assets/none.css']) {
      const { headers } = await read(app.request(path));
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("script-src 'self'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toMatch(/unsafe|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('names its stylesheet and script by their content, to be kept for ever', async () => {
    const { app } = await openUi(database.db, SOURCES);
    const { text } = await read(app.request('/'));
    const files = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files).toHaveLength(2);
    for (const file of files) {
      const { status, headers } = await read(app.request(file));
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('content-type')).toMatch(/^text\/(css|javascript); charset=utf-8$/);
    }
    expect((await read(app.request('/assets/..%2fbuild-app.ts'))).status).toBe(404);
  });
});

describe('the name that a request gives', () => {
  it.each([
    ['127.0.0.1', 'localhost:4000', 200],
    ['127.0.0.1', '127.0.0.1', 200],
    ['127.0.0.1', '[::1]:4000', 200],
    ['127.0.0.1', 'stet.localhost', 200],
    ['127.0.0.1', 'evil.example', 421],
    ['127.0.0.1', '127.0.0.1.evil.example', 421],
    ['127.0.0.1', 'localhost.evil.example:4000', 421],
    ['127.0.0.1', '10.0.0.1', 421],
    ['news.example', 'NEWS.example:4000', 200],
    ['news.example', 'other.example', 421],
    ['0.0.0.0', 'anything.example', 200],
    ['::', 'anything.example', 200],
  ])('on %s: %s gives %i', async (host, given, status) => {
    const { app } = await openUi(database.db, SOURCES, { host, token: 'a token' });
    const headers = { host: given, authorization: 'Bearer a token' };
    expect((await read(app.request('/sources', { headers }))).status).toBe(status);
  });
});

describe('a token', () => {
  const TOKEN = 'correct horse battery staple';
  const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const open = async () => (await openUi(database.db, SOURCES, { token: TOKEN, host: '0.0.0.0' })).app;

  const logIn = async (app: Hono, fields: Record<string, string>) => {
    const { cookie, formToken } = await openLoginForm(app);
    const body = new URLSearchParams({ formToken, ...fields }).toString();
    return await app.request('/login', { method: 'POST', body, headers: { ...FORM, cookie } });
  };

  it('is asked for on every page, by a form for people', async () => {
    const app = await open();
    for (const path of [...paths(), '/latest?since=2026-01-01T00:00:00Z', `/changes/${change}.json`]) {
      const person = await read(app.request(path, { headers: { accept: 'text/html' } }));
      expect(person.status, path).toBe(401);
      expect(person.text, path).toContain('name="token"');
      expect(person.text, path).not.toContain('Evil');
      expect((await read(app.request(path))).status, path).toBe(401);
    }
    const verdict = { method: 'POST', body: 'verdict=noise', headers: FORM };
    expect((await read(app.request(`/changes/${change}/verdict`, verdict))).status).toBe(401);
    expect((await read(app.request('/health'))).status).toBe(200);
  });

  it('lets in by a cookie that scripts and other sites cannot use', async () => {
    const app = await open();
    const answer = await logIn(app, { token: TOKEN, next: `/changes/${change}?a=1` });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/changes/${change}?a=1`);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).not.toContain('correct');
    const ticket = cookie.split(';')[0] ?? '';
    expect((await read(app.request('/', { headers: { cookie: ticket } }))).status).toBe(200);
    expect((await read(app.request('/', { headers: { cookie: `${ticket}x` } }))).status).toBe(401);
    const other = (await openUi(database.db, SOURCES, { token: 'another', host: '0.0.0.0' })).app;
    expect((await read(other.request('/', { headers: { cookie: ticket } }))).status).toBe(401);
    const logOut = (body: string) =>
      app.request('/logout', { method: 'POST', body, headers: { ...FORM, cookie: ticket } });
    expect((await logOut('')).status).toBe(403);
    const page = await read(app.request('/', { headers: { cookie: ticket } }));
    const formToken = /name="formToken" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const out = await logOut(new URLSearchParams({ formToken }).toString());
    expect(out.headers.get('set-cookie')).toMatch(/^stet=;.*Max-Age=0/);
  });

  it('is taken as a bearer, for programs', async () => {
    const app = await open();
    const ask = (authorization: string) => read(app.request(`/changes/${change}.json`, { headers: { authorization } }));
    expect((await ask(`Bearer ${TOKEN}`)).status).toBe(200);
    expect((await ask('Bearer wrong')).status).toBe(401);
    expect((await ask(TOKEN)).status).toBe(401);
  });

  it.each([
    ['wrong', 401],
    ['', 401],
    [TOKEN, 303],
  ])('%j gives %i', async (token, status) => {
    const app = await open();
    expect((await read(logIn(app, { token }))).status).toBe(status);
  });

  it('cannot be guessed at: after ten wrong ones in a minute none is looked at, but tickets still are', async () => {
    const app = await open();
    const bear = (token: string) => read(app.request('/', { headers: { authorization: `Bearer ${token}` } }));
    const ticket = (await logIn(app, { token: TOKEN })).headers.get('set-cookie')?.split(';')[0] ?? '';
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await read(logIn(app, { token: `guess ${guess}` }))).status).toBe(401);
      expect((await bear(`guess ${guess}`)).status).toBe(401);
    }
    const refused = await read(logIn(app, { token: TOKEN }));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('set-cookie')).toBeNull();
    expect(refused.text).toMatch(/Wait \d+ seconds?, then try again/);
    const bearer = await bear(TOKEN);
    expect(bearer.status).toBe(429);
    expect(bearer.headers.get('retry-after')).not.toBeNull();
    expect((await read(app.request('/', { headers: { cookie: ticket } }))).status).toBe(200);
    expect((await read(app.request('/', { headers: { accept: 'text/html' } }))).status).toBe(401);
  });

  it('is not asked for by a form of another site', async () => {
    const app = await open();
    const headers = { ...FORM, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const body = new URLSearchParams({ token: TOKEN }).toString();
    expect((await read(app.request('/login', { method: 'POST', body, headers }))).status).toBe(403);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/%2f/evil.example',
    '///evil.example',
  ])('never leads to %s afterwards', async (next) => {
    const app = await open();
    const answer = await logIn(app, { token: TOKEN, next });
    const location = new URL(answer.headers.get('location') ?? '', 'http://stet.example/login');
    expect(location.origin).toBe('http://stet.example');
  });
});
