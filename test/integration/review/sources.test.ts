import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/review/build-app.ts';
import { addDrift } from '../../../storage/drifts.ts';
import { saveEndpointVisit } from '../../../storage/endpoints.ts';
import { pauseHost } from '../../../storage/hosts.ts';
import { openDatabase } from '../../../storage/open-database.ts';
import { addRequests } from '../../../storage/request-days.ts';
import { pauseSource } from '../../../storage/source-pauses.ts';
import { syncSources } from '../../../storage/sources.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { createDatabase, openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, clock, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

let database: TestDatabase;
let ui: Awaited<ReturnType<typeof openUi>>;

const SOURCES = [
  makeSource('well', 'The Well'),
  makeSource('failing', 'The Failing'),
  makeSource('empty', 'The Empty'),
  makeSource('astray', 'The Astray'),
  makeSource('late', 'The Late'),
  makeSource('busy', 'The Busy'),
  makeSource('left', 'The Left Alone'),
  makeSource('poor', 'The Poor', { fetch: { ...makeSource('poor', '').fetch, perDay: 20 } }),
  makeSource('hushed', 'The Hushed', { fetch: { ...makeSource('hushed', '').fetch, quiet: { from: 0, to: 1439 } } }),
  makeSource('bare', 'The Bare', { discover: [] }),
  makeSource('asleep', 'The Asleep', { enabled: false }),
  makeSource('drifting', 'The Drifting'),
  makeSource('halted', 'The Halted'),
];

async function visitFeed(sourceId: string, visit: Partial<Parameters<typeof saveEndpointVisit>[2]>, at = NOW) {
  const endpoint = await database.db
    .selectFrom('endpoints')
    .select('id')
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow();
  const good = { outcome: 'ok' as const, reason: null, items: 20, failures: 0, etag: null, lastModified: null };
  const nextVisitAt = new Date(NOW.getTime() + 240_000);
  await saveEndpointVisit(database.db, endpoint.id, { ...good, nextVisitAt, ...visit }, at);
}

beforeAll(async () => {
  database = await openTestDatabase();
  await syncSources(database.db, [makeSource('former', 'The Former')], NOW);
  ui = await openUi(database.db, SOURCES);
  const id = await addStory(database.db, 'well');
  const first = makeRecord('Before', ['One.']);
  await visitStory(database.db, id, first, null, NOW);
  await visitStory(database.db, id, makeRecord('After', ['One.']), first, NOW);
  await visitFeed('well', {});
  await visitFeed('failing', { outcome: 'failed', reason: 'The certificate has expired.', items: null, failures: 3 });
  await visitFeed('empty', { items: 0 });
  await visitFeed('astray', { items: 12 });
  const hourAgo = new Date(NOW.getTime() - 3_600_000);
  await visitFeed('late', { nextVisitAt: hourAgo }, new Date(hourAgo.getTime() - 300_000));
  await visitFeed('busy', { nextVisitAt: hourAgo });
  for (const id of ['left', 'poor', 'hushed']) await visitFeed(id, { nextVisitAt: hourAgo }, new Date(0));
  const reason = 'It says that we ask too often (429).';
  await pauseHost(database.db, 'left.example', { failures: 2, pauseMs: 3_600_000, reason, sourceId: 'left' });
  await addRequests(database.db, 'poor', '2026-03-01', 20);
  await visitFeed('drifting', {});
  await addDrift(database.db, 'drifting', ['same:x'], NOW);
  await visitFeed('halted', { outcome: 'failed', items: null, failures: 1 });
  await pauseSource(database.db, 'halted', 'anna', NOW);
});
afterAll(() => database.drop());

async function sectionOf(id: string): Promise<string> {
  const { text } = await read(ui.app.request('/sources'));
  const start = text.indexOf(`id="source-${id}"`);
  return text.slice(start, text.indexOf('</section>', start));
}

describe('the sources', () => {
  it.each([
    ['well', 'All is well.'],
    [
      'failing',
      'None of its endpoints answers as it should. The last answer: The certificate has expired. Failing endpoints are asked again by themselves; “stet sources check failing” tries them at once',
    ],
    ['empty', 'named no articles'],
    ['astray', 'none of them is an article'],
    ['late', 'A visit has been due since 1 hour ago.'],
    ['busy', '<p class="unwell">Its endpoints name items, but'],
    [
      'left',
      /left\.example is left alone until \d{4}-\d\d-\d\d \d\d:\d\d UTC \(.*\)\. It says that we ask too often \(429\)\./,
    ],
    ['left', '<p class="unwell">'],
    ['poor', 'Its 20 requests of today are spent; it is asked again after midnight in UTC.'],
    ['poor', '<dd>20 of 20</dd>'],
    ['hushed', /It has quiet hours until .* 23:59 UTC/],
    ['bare', 'It has no endpoint'],
    ['asleep', 'put “enabled: true” into config/sources/asleep.yaml'],
    ['former', 'It is not in the configuration any more.'],
  ])('%s: %s', async (id, sentence) => {
    const section = await sectionOf(id);
    if (typeof sentence === 'string') expect(section).toContain(sentence);
    else expect(section).toMatch(sentence);
    // Why nothing happens is known: nobody is sent to look for a scheduler.
    if (['left', 'poor', 'hushed'].includes(id)) expect(section).not.toContain('A visit has been due');
  });

  it('come in one line each: those that fail first, then those that need a look, then the others by name', async () => {
    const { text } = await read(ui.app.request('/sources'));
    const lines = [...text.slice(0, text.indexOf('<section')).matchAll(/<tr>.*?<\/tr>/gs)].slice(1);
    const told = lines.map(([line]) => {
      const [, id] = /href="#source-([a-z]+)"/.exec(line) ?? [];
      const [, state] = /<span class="status state-[a-z]+">([^<]+)</.exec(line) ?? [];
      return `${id} ${state}`;
    });
    expect(told).toEqual([
      'failing failing',
      'drifting drift alarm',
      ...['bare', 'empty', 'hushed', 'left', 'poor'].map((id) => `${id} quiet`),
      'halted paused',
      // What is known of their articles says that nothing comes, which is not looked up for the order.
      ...['astray quiet', 'busy quiet', 'late quiet'],
      'well working',
      'asleep disabled',
      'former no longer configured',
    ]);
    const [well] = lines.find(([line]) => line.includes('#source-well')) ?? [''];
    const cells = [...well.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell?.replaceAll(/<[^>]+>/g, ''));
    expect(cells).toEqual(['working', 'now', '0.1', '100 %', '0 %']);
    for (const [line] of lines) expect(text).toContain(`id="${/#(source-[a-z]+)/.exec(line)?.[1]}"`);
  });

  it('show what their endpoints came to', async () => {
    const failing = await sectionOf('failing');
    expect(failing).toContain('https://failing.example/rss');
    expect(failing).toContain('The certificate has expired.');
    expect(failing).toContain('<td class="number">3</td>');
    expect(failing).toContain('in 4 minutes');
  });

  it('count articles, versions and the changes of a week', async () => {
    const well = await sectionOf('well');
    expect(well).toMatch(/<dt>Articles<\/dt>\s*<dd><a href="\/articles\?source=well">1<\/a>/);
    expect(well).toMatch(/<dt>Versions<\/dt>\s*<dd>2<\/dd>/);
    expect(well).toMatch(/<dt>Changes in 7 days<\/dt>\s*<dd><a href="\/\?source=well">1<\/a>/);
    expect(well).toContain('changed 1');
  });

  it('come with those that are watched first', async () => {
    const { text } = await read(ui.app.request('/sources'));
    expect(text.indexOf('id="source-asleep"')).toBeGreaterThan(text.indexOf('id="source-well"'));
  });
});

describe('what was done to a source', () => {
  async function act(path: string, fields: Record<string, string> = {}) {
    const headers = { origin: 'http://localhost' };
    const body = new URLSearchParams(fields);
    const answer = await ui.app.request(path, { method: 'POST', body, headers });
    const location = answer.headers.get('location') ?? '';
    const { text } = await read(ui.app.request(location.replace(/#.*/, '')));
    return { location, said: /<p class="done" id="done" role="status">([^<]*)</.exec(text)?.[1] ?? null };
  }

  it.each([
    ['visit', {}, 'visit', 'Asked for a visit of The Well; it starts when a worker is free.'],
    ['visit', { articles: '1' }, 'visit-all', 'Asked for a visit of The Well and of all its articles'],
    ['pause', {}, 'pause', 'The Well is paused: it makes no visits until it is resumed.'],
    ['resume', {}, 'resume', 'The Well is resumed'],
  ])('%s %j is told on the page that follows', async (path, fields, code, sentence) => {
    const { location, said } = await act(`/sources/well/${path}`, { ...fields });
    expect(location).toBe(`/sources?source=well&done=${code}#done`);
    expect(said).toContain(sentence);
  });

  it('is not told by an address that only says so', async () => {
    for (const query of [
      'source=well&done=pause',
      'done=visit',
      'source=well&done=Call+0900',
      'source=none&done=visit',
    ]) {
      const { status, text } = await read(ui.app.request(`/sources?${query}`));
      expect(status).toBe(200);
      expect(text).not.toContain('id="done"');
      expect(text).not.toContain('0900');
    }
  });
});

describe('the health', () => {
  it('is good while the database answers', async () => {
    const { status, text, headers } = await read(ui.app.request('/health'));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ ok: true, database: 'answers' });
    expect(headers.get('content-type')).toContain('application/json');
  });

  it('is bad when it does not, and pages fail without telling how', async () => {
    const { url, drop } = await createDatabase();
    const doomed = await openDatabase({ databaseUrl: url, varDir: '/nonexistent' });
    const errors: Error[] = [];
    const onError = (error: Error) => errors.push(error);
    const app = buildApp({ db: doomed.db, sources: () => [], clock, host: '127.0.0.1', token: null, onError });
    await doomed.close();
    await drop();
    const health = await read(app.request('/health'));
    expect(health.status).toBe(503);
    expect(JSON.parse(health.text)).toMatchObject({ ok: false });
    const page = await read(app.request('/'));
    expect(page.status).toBe(500);
    expect(page.text).toContain('Something went wrong');
    expect(page.text).not.toContain(errors[0]?.message);
    expect(page.text).not.toMatch(/\.ts\b|node_modules/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(errors).toHaveLength(1);
  });
});
