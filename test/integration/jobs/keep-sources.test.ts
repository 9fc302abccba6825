import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverSource } from '../../../jobs/discover-source.ts';
import { SWEEP_SETTINGS, sweep } from '../../../jobs/sweep.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { keepSources } from '../../../src/cli/keep-sources.ts';
import { buildApp } from '../../../src/review/build-app.ts';
import { pauseSource, resumeSource } from '../../../storage/source-pauses.ts';
import { openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

let shop: Workshop;
let app: ReturnType<typeof buildApp>;
const errors: Error[] = [];

beforeAll(async () => {
  shop = await openWorkshop();
  app = openApp(true);
});
afterAll(() => shop.close());

function openApp(isInUse: boolean) {
  const { stet } = shop;
  return buildApp({
    ...{
      db: stet.database.db,
      sources: () => stet.config().sources,
      clock: stet.clock,
      host: '127.0.0.1',
      token: null,
    },
    sourceFiles: keepSources(stet, isInUse),
    onError: (error) => errors.push(error),
  });
}

async function send(path: string, fields: Record<string, string>, to = app) {
  const body = new URLSearchParams(fields);
  const answer = await to.request(path, { method: 'POST', body, headers: { origin: 'http://localhost' } });
  const html = load(await answer.text());
  return { status: answer.status, location: answer.headers.get('location'), html, text: html('main').text() };
}
const fileOf = (id: string) => join(shop.setup.environment.configDir, 'sources', `${id}.yaml`);
const firstSource = () => {
  const [source] = shop.stet.config().sources;
  if (source === undefined) throw new Error('the newspaper has no source');
  return source;
};

describe('adding a source', () => {
  let file = '';

  it('shows what would be found at its address, and stores nothing', async () => {
    const before = await shop.stet.database.db.selectFrom('articles').select('id').execute();
    const preview = await send('/sources/preview', { address: firstSource().homepage });
    expect(preview.status).toBe(200);
    expect(preview.html('.found > li').length).toBeGreaterThan(0);
    expect(preview.html('.found').text()).toMatch(/feed: \d+ articles/);
    expect(preview.text).toContain('disallows /preview/'); // its first article, which is asked for politely
    const [, another] = shop.stet.config().sources;
    const readable = await send('/sources/preview', { address: another?.homepage ?? '' });
    expect(readable.html('.facts').text()).toMatch(/Headline\s*\S/);
    file = preview.html('textarea').text();
    expect(file).toContain('discover:');
    expect(await shop.stet.database.db.selectFrom('articles').select('id').execute()).toEqual(before);
  });

  it('says why nothing can be made of an address', async () => {
    const none = await send('/sources/preview', { address: `${new URL(firstSource().homepage).origin}/no/such/page` });
    expect([none.status, none.html('[role=alert]').text()]).toEqual([422, expect.stringContaining('404')]);
    const forbidden = await send('/sources/preview', { address: 'http://169.254.169.254/latest/' });
    expect([forbidden.status, forbidden.html('[role=alert]').text()]).toEqual([
      422,
      expect.stringContaining('link local'),
    ]);
    for (const address of ['', 'file:///etc/passwd', 'not an address']) {
      expect((await send('/sources/preview', { address })).status, address).toBe(400);
    }
  });

  it('writes the file, once, and says who reads it', async () => {
    const made = await send('/sources/new', { id: 'brand-new', text: file.replaceAll('\n', '\r\n'), action: 'save' });
    expect([made.status, made.text]).toEqual([200, expect.stringContaining('takes it up within seconds')]);
    expect(readFileSync(fileOf('brand-new'), 'utf8')).toBe(file);
    const again = await send('/sources/new', { id: 'brand-new', text: file, action: 'save' });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('There is a source brand-new already')]);
    const elsewhere = await send('/sources/new', { id: 'other', text: file, action: 'save' }, openApp(false));
    expect(elsewhere.text).toContain('the file has to be brought there too');
  });

  it.each(['../evil', 'UPPER', '', 'a b'])('refuses %j as an id', async (id) => {
    expect((await send('/sources/new', { id, text: file, action: 'save' })).status).toBe(400);
  });

  it('is not to be had in a process without files, which says so', async () => {
    const { stet } = shop;
    const bare = buildApp({
      db: stet.database.db,
      sources: () => [],
      clock: stet.clock,
      host: '127.0.0.1',
      token: null,
    });
    const refused = await send('/sources/new', { id: 'x', text: file, action: 'save' }, bare);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('no configuration folder')]);
  });
});

describe('editing the file of a source', () => {
  const open = async (id: string) => load(await (await app.request(`/sources/${id}/file`)).text());

  it('gives it as it is, checks it, saves it, and tells of a conflict', async () => {
    const { id } = firstSource();
    const page = await open(id);
    const text = page('textarea').text();
    expect(text).toBe(readFileSync(fileOf(id), 'utf8'));
    const digest = page('[name=digest]').attr('value') ?? '';
    const faulty = await send(`/sources/${id}/file`, { text: `${text}\nfetsch: {}\n`, digest, action: 'save' });
    expect([faulty.status, faulty.html('#faults').text()]).toEqual([422, expect.stringMatching(/Line \d+, column 1/)]);
    expect(faulty.html('textarea').text()).toBe(`${text}\nfetsch: {}\n`); // nothing that was typed is lost
    expect(readFileSync(fileOf(id), 'utf8')).toBe(text);
    const edited = `# mine\n${text}`;
    expect((await send(`/sources/${id}/file`, { text: edited, digest, action: 'check' })).text).toContain(
      'not saved yet',
    );
    expect(readFileSync(fileOf(id), 'utf8')).toBe(text);
    const saved = await send(`/sources/${id}/file`, { text: edited, digest, action: 'save' });
    expect(saved.status).toBe(200);
    expect(readFileSync(fileOf(id), 'utf8')).toBe(edited);
    writeFileSync(fileOf(id), `# theirs\n${text}`);
    const next = saved.html('[name=digest]').attr('value') ?? '';
    const late = await send(`/sources/${id}/file`, { text: `${edited}# more\n`, digest: next, action: 'save' });
    expect(late.status).toBe(409);
    expect(late.html('.there').text()).toContain('# theirs');
    expect(late.html('textarea').text()).toContain('# mine');
    expect(readFileSync(fileOf(id), 'utf8')).toBe(`# theirs\n${text}`);
    writeFileSync(fileOf(id), text);
  });

  it('knows no other files', async () => {
    expect((await app.request('/sources/no-such/file')).status).toBe(404);
    expect((await app.request('/sources/..%2fstet/file')).status).toBe(404);
  });
});

describe('a source, by the API', () => {
  const ask = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.request(`/api/v1/sources/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
    });
    return { status: answer.status, told: (await answer.json()) as Record<string, unknown> };
  };

  const withSecret = (text: string) =>
    `${text.replace(/^fetch:.*\n(?: +.*\n)*/m, '').trimEnd()}\nfetch: { headers: { x-key: "env:HOME" } }\n`;

  it('has its file checked, with the lines of what is wrong, and nothing is stored', async () => {
    const { id } = firstSource();
    const text = readFileSync(fileOf(id), 'utf8');
    expect(await ask(`${id}/check`, { text })).toEqual({ status: 200, told: { faults: [] } });
    const wrong = await ask('quite-new/check', { text: `${text.trimEnd()}\nfetsch: {}\n` });
    const line = text.trimEnd().split('\n').length + 1;
    expect(wrong.told.faults).toEqual([expect.objectContaining({ line, column: 1, path: 'fetsch' })]);
    const secret = withSecret(text);
    const strange = await ask('quite-new/check', { text: secret });
    expect(JSON.stringify(strange.told.faults)).toContain('env:HOME');
    expect(existsSync(fileOf('quite-new'))).toBe(false);
    expect((await ask('..%2Fx/check', { text })).status).toBe(400);
    expect((await ask(`${id}/check`, {})).status).toBe(400);
  });

  it('is tried by its file, or by a text, and nothing is stored', async () => {
    const { db } = shop.stet.database;
    const before = await db.selectFrom('articles').select('id').execute();
    const [, another] = shop.stet.config().sources;
    const tried = await ask(`${another?.id}/trial`, {});
    expect(tried.status).toBe(200);
    const { endpoints, article } = tried.told as { endpoints: { articles: number }[]; article: object };
    expect(endpoints[0]?.articles).toBeGreaterThan(0);
    expect(article).toMatchObject({ kind: 'article', headline: expect.stringMatching(/\w/), reason: null });
    const text = readFileSync(fileOf(another?.id ?? ''), 'utf8');
    expect((await ask('quite-new/trial', { text })).told).toMatchObject({ id: 'quite-new', waits: [] });
    expect((await ask('quite-new/trial', { text: 'name:' })).status).toBe(422);
    const secret = withSecret(text);
    expect((await ask('quite-new/trial', { text: secret })).told.detail).toContain('env:HOME');
    expect((await ask('no-such/trial', {})).status).toBe(404);
    expect(await db.selectFrom('articles').select('id').execute()).toEqual(before);
  });
});

describe('a paused source', () => {
  it('makes no visits at all, says so, and goes on where it was resumed', async () => {
    const { stet } = shop;
    const { db } = stet.database;
    const { id, name } = firstSource();
    const sweepNow = async () =>
      await sweep(stet, shop.queues, { ...SWEEP_SETTINGS, requeueMs: 1 }, STARTS_AT, new Date());
    await discoverSource(stet, { sourceId: id }, STARTS_AT);
    const [article] = await db.selectFrom('articles').select('id').where('source_id', '=', id).execute();
    await db.updateTable('endpoints').set({ next_visit_at: STARTS_AT }).where('source_id', '=', id).execute();
    await db.updateTable('endpoints').set({ enabled: false }).where('source_id', '<>', id).execute();
    expect(await sweepNow()).toMatchObject({ sources: 1, articles: expect.any(Number) });
    const askedAt = () => db.selectFrom('hosts').select(['host', 'asked_at']).orderBy('host').execute();
    const asked = await askedAt();

    expect((await send(`/sources/${id}/pause`, {})).location).toBe(`/sources?source=${id}&done=pause#done`);
    expect(await sweepNow()).toMatchObject({ sources: 0, articles: 0 });
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // what a process remembers is a second old at most
    const reports = await discoverSource(stet, { sourceId: id }, STARTS_AT); // a job that was queued before
    expect(reports.every(({ outcome }) => outcome !== 'ok')).toBe(true);
    expect(await visitArticle(stet, { articleId: article?.id ?? '' }, STARTS_AT)).toBeNull();
    expect(await askedAt()).toEqual(asked);
    const page = load(await (await app.request('/sources')).text());
    expect(page(`#source-${id}`).text()).toContain('It is paused since');
    expect(page(`#source-${id} h2`).text()).toContain('paused');
    const api = (await (await app.request('/api/v1/sources')).json()) as { items: { id: string; pausedAt: unknown }[] };
    expect(api.items.find((source) => source.id === id)?.pausedAt).toBe(STARTS_AT.toISOString());
    expect((await send(`/sources/${id}/visit`, {})).status).toBe(409);

    await send(`/sources/${id}/resume`, {});
    expect(await sweepNow()).toMatchObject({ sources: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await visitArticle(stet, { articleId: article?.id ?? '' }, STARTS_AT)).not.toBeNull();
    expect(load(await (await app.request('/sources')).text())(`#source-${id} h2`).text()).toContain(name);
  });

  it('keeps who paused it first', async () => {
    const { db } = shop.stet.database;
    const { id } = firstSource();
    await pauseSource(db, id, 'anna', STARTS_AT);
    await pauseSource(db, id, 'boris', STARTS_AT);
    expect(load(await (await app.request('/sources')).text())(`#source-${id}`).text()).toContain('by anna');
    await resumeSource(db, id);
    expect(await pauseSource(db, 'no-such', null, STARTS_AT)).toBe(false);
  });
});

describe('visit now', () => {
  it('makes its endpoints due, and its articles where that is asked for', async () => {
    const { db } = shop.stet.database;
    const { id } = firstSource();
    const later = new Date(STARTS_AT.getTime() + 3_600_000);
    await db.updateTable('endpoints').set({ next_visit_at: later }).where('source_id', '=', id).execute();
    await db.updateTable('articles').set({ next_visit_at: later }).where('source_id', '=', id).execute();
    const countDue = async (table: 'endpoints' | 'articles') =>
      (
        await db
          .selectFrom(table)
          .select('id')
          .where('source_id', '=', id)
          .where('next_visit_at', '<=', STARTS_AT)
          .execute()
      ).length;
    expect((await send(`/sources/${id}/visit`, {})).status).toBe(303);
    expect(await countDue('endpoints')).toBeGreaterThan(0);
    expect(await countDue('articles')).toBe(0);
    await send(`/sources/${id}/visit`, { articles: '1' });
    expect(await countDue('articles')).toBeGreaterThan(0);
    expect((await send('/sources/no-such/visit', {})).status).toBe(404);
    expect(errors).toEqual([]);
  });
});
