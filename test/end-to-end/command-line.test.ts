import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Run, runStet } from '../helpers/run-stet.ts';
import { setUpWatch, type WatchSetup } from '../helpers/watch.ts';
import { makeShortScript } from '../newspaper/short-script.ts';
import { type Newspaper, startNewspaper } from '../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

// Articles older than a month are not visited again: the newspaper's time is the command line's own, which is real.
const STARTS_AT = new Date(Date.now() - 20 * 60_000);
const clock = makeStoryClock(STARTS_AT);

let newspaper: Newspaper;
// A test runs up to ten commands, each a process of its own that opens the database.
vi.setConfig({ testTimeout: 90_000 });

let setup: WatchSetup;
let env: Record<string, string>;
let folder: string;
const run = (...args: string[]): Promise<Run> => runStet(args, env);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stet cli '));
  const script = makeShortScript({ startsAt: STARTS_AT, hasEndlessPage: false });
  newspaper = await startNewspaper({ now: clock.now, script });
  setup = await setUpWatch(newspaper.origin);
  const { configDir, varDir, databaseUrl } = setup.environment;
  env = { STET_CONFIG: configDir, STET_DATA: varDir, DATABASE_URL: databaseUrl ?? '' };
  const first = await run('visit', '--all');
  expect(first.code, first.out + first.err).toBe(0);
  clock.goTo(16);
  const second = await run('visit', '--all', '--now');
  expect(second.code, second.out + second.err).toBe(0);
}, 120_000);

afterAll(async () => {
  await newspaper.stop();
  await setup.close();
  await rm(folder, { recursive: true });
});

type ArticleLine = { id: string; url: string; source: string; versions: number; headline: string; firstSeenAt: string };
type ChangeLine = { id: string; article: string; from: number; to: number; kinds: string[]; importance: number };

async function listArticles(...filters: string[]): Promise<ArticleLine[]> {
  return (await run('articles', '--json', '--limit', '100', ...filters)).lines as ArticleLine[];
}
async function listChanges(...filters: string[]): Promise<ChangeLine[]> {
  return (await run('changes', '--json', ...filters)).lines as ChangeLine[];
}

describe('stet visit', () => {
  it('visits an article by a part of its id, by its URL, and only when it is due', async () => {
    const [article] = await listArticles('--source', 'capital-times');
    const byId = await run('visit', article?.id.slice(0, 9) ?? '', '--now', '--json');
    expect(byId.lines).toMatchObject([{ article: article?.id, url: article?.url, outcome: expect.any(String) }]);
    const byUrl = await run('visit', article?.url ?? '');
    expect(byUrl).toMatchObject({ code: 0, out: '' });
    expect(byUrl.err).toContain('Nothing is due');
  });

  it('takes a URL as people have it', async () => {
    const [article] = await listArticles('--source', 'capital-times');
    const url = article?.url ?? '';
    for (const spelling of [
      `${url}?utm_source=rss`,
      `${url}#top`,
      `${url}/`,
      ` ${url}`,
      url.replace('-a7', '-other-slug-a7'),
    ]) {
      const { code, out, err } = await run('show', spelling, '--format', 'json');
      expect(code, spelling + err).toBe(0);
      expect(JSON.parse(out).article).toBe(article?.id);
    }
    expect(await run('show', `${url}999`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no article'),
    });
    expect(await run('show', '')).toMatchObject({ code: 1 });
  });

  it('needs to know what, and says so', async () => {
    expect(await run('visit')).toMatchObject({ code: 2, err: 'stet: Name sources or articles to visit, or --all.\n' });
    expect(await run('visit', 'nosuch')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no article "nosuch"'),
    });
  });
});

describe('stet articles, history, show', () => {
  it('list articles with the fields that other programs rely on, filtered', async () => {
    const articles = await listArticles();
    expect(articles.length).toBeGreaterThan(25);
    const fields = [
      'id',
      'source',
      'url',
      'status',
      'headline',
      'publishedAt',
      'firstSeenAt',
      'versions',
      'mergedInto',
    ];
    for (const article of articles) expect(Object.keys(article)).toEqual(fields);
    const ledger = await listArticles('--source', 'harbour-ledger');
    expect(ledger.length).toBeGreaterThan(5);
    expect(ledger.every((article) => article.source === 'harbour-ledger')).toBe(true);
    expect(await listArticles('--search', 'dredging', '--source', 'harbour-ledger')).not.toEqual([]);
    expect(await listArticles('--search', 'zzzzz')).toEqual([]);
    expect((await run('articles')).out).toMatch(/^ID +SOURCE +STATUS +VERSIONS +SEEN +HEADLINE\n/);
  });

  it('tell the history of an article: captures with outcomes, and versions', async () => {
    const [change] = await listChanges('--kind', 'headline');
    const { lines } = await run('history', change?.article ?? '', '--json');
    expect(lines[0]).toMatchObject({ article: change?.article, status: 200, outcome: 'new', reason: '' });
    expect(lines).toContainEqual(
      expect.objectContaining({ number: 2, seenAt: expect.any(String), digest: expect.any(String) }),
    );
    expect((await run('history', change?.article.slice(0, 8) ?? '')).out).toContain('next visit:');
  });

  it('show a version in every format, the bytes as they came', async () => {
    const [change] = await listChanges('--kind', 'headline', '--source', 'capital-times');
    const id = change?.article ?? '';
    const [first] = (await run('show', id, '--version', '1', '--json')).lines as { headline: string; number: number }[];
    const [second] = (await run('show', id, '--format', 'json')).lines as { headline: string; number: number }[];
    expect([first?.number, second?.number]).toEqual([1, 2]);
    expect(first?.headline).not.toBe(second?.headline);
    expect((await run('show', id)).out).toMatch(new RegExp(`^# ${second?.headline}\\n`));
    expect((await run('show', id)).out).toContain('Original url:');
    expect((await run('show', id, '--format', 'text')).out).toContain(second?.headline ?? '-');
    expect((await run('show', id, '--format', 'html')).out).toMatch(/^<!doctype html>/i);
    expect(await run('show', id, '--version', '9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('its versions are 1 to 2'),
    });
  });
});

describe('stet changes, diff, annotate', () => {
  it('list changes with the fields that other programs rely on, filtered', async () => {
    const changes = await listChanges();
    const fields = [
      'id',
      'article',
      'from',
      'to',
      'capture',
      'detectedAt',
      'kinds',
      'importance',
      'terms',
      'reasons',
      'silent',
      'noise',
      'touched',
      'passedOver',
      'drift',
      'assignee',
      'fields',
      'blocks',
    ];
    expect(changes.length).toBeGreaterThan(5);
    for (const change of changes) expect(Object.keys(change)).toEqual(fields);
    const important = await listChanges('--min-importance', '0.7');
    expect(important.length).toBeGreaterThan(0);
    expect(important.every((change) => change.importance >= 0.7)).toBe(true);
    expect((await listChanges('--kind', 'moved-block')).length).toBeGreaterThan(0);
    expect(await listChanges('--since', '2999-01-01')).toEqual([]);
    expect(await listChanges('--article-status', 'withdrawn')).toEqual([]);
    expect((await listChanges('--article-status', 'live')).length).toBeGreaterThan(0);
  });

  it('show what differs in every format', async () => {
    const [change] = await listChanges('--kind', 'headline', '--source', 'capital-times');
    const id = change?.article ?? '';
    expect((await run('diff', id)).out).toMatch(/\[-.+-\]/);
    expect((await run('diff', id, '--format', 'html')).out).toContain('<ins');
    expect((await run('diff', id, '1', '2', '--format', 'markdown')).out.length).toBeGreaterThan(20);
    expect((await run('diff', id, '--json')).lines).toMatchObject([
      { kinds: change?.kinds, fields: [{ field: 'headline' }] },
    ]);
    expect((await run('diff', id, '2', '2', '--json')).lines).toEqual([null]);
  });

  it('keep a verdict, the newest of which counts', async () => {
    const [change] = await listChanges();
    expect(await run('annotate', change?.id.slice(0, 8) ?? '', 'flagged', '--note', 'look again')).toMatchObject({
      code: 0,
    });
    expect((await listChanges('--status', 'flagged')).map(({ id }) => id)).toEqual([change?.id]);
    await run('annotate', change?.id ?? '', 'noise');
    expect((await listChanges()).map(({ id }) => id)).not.toContain(change?.id);
    expect((await listChanges('--noise')).map(({ id }) => id)).toContain(change?.id);
    expect(await run('annotate', change?.id ?? '', 'brilliant')).toMatchObject({ code: 2 });
  });
});

describe('stet reextract', () => {
  it('leaves alone what the present extractor and rules have read', async () => {
    expect((await run('reextract', '--dry-run')).err).toContain('Nothing to do');
    const { lines, code } = await run('reextract', '--source', 'capital-times', '--json');
    expect({ code, lines }).toEqual({ code: 0, lines: [] });
    expect((await run('reextract', '--source', 'nobody')).code).toBe(2);
  });
});

describe('stet sources', () => {
  it('lists them, checks one for real, and says what it would bring', async () => {
    const listed = (await run('sources', 'list', '--json')).lines as { id: string }[];
    expect(listed.map(({ id }) => id)).toEqual(['capital-times', 'elbtaler-bote', 'harbour-ledger', 'plain-wire']);
    const before = await listArticles();
    const checked = await run('sources', 'check', 'capital-times');
    expect(checked).toMatchObject({ code: 0, out: expect.stringMatching(/feed .*: \d+ articles/) });
    expect(checked.out).toContain('headline');
    expect(await listArticles()).toEqual(before);
  });

  it('says what the last visits of endpoints came to', async () => {
    const listed = (await run('sources', 'list', '--json')).lines as { lastVisits: Record<string, unknown>[] }[];
    const visits = listed.flatMap(({ lastVisits }) => lastVisits);
    expect(Object.keys(visits[0] ?? {}).sort()).toEqual([
      'endpoint',
      'failures',
      'items',
      'nextVisitAt',
      'outcome',
      'reason',
      'visitedAt',
    ]);
    expect(visits).toContainEqual(
      expect.objectContaining({ endpoint: `${newspaper.origin}/rss/news`, outcome: 'ok', items: expect.any(Number) }),
    );
    const { out } = await run('sources', 'list');
    expect(out).toMatch(/^capital-times {2}feed \S+\/rss\/news: .*\d+ items \(20/m);
    expect(out).toMatch(/^ID +ON +VISITED +LANGUAGE/);
    expect(out).toMatch(/^capital-times +on +20\d\d-\d\d-\d\d/m);
  });

  it('says when articles are visited next, and why then', async () => {
    const [checked] = (await run('sources', 'check', 'capital-times', '--json')).lines as {
      article: { url: string };
      visits: { url: string; why: string; reasons: string[] }[];
    }[];
    const [first] = checked?.visits ?? [];
    expect(Object.keys(first ?? {}).sort()).toEqual([
      'article',
      'headline',
      'liveliness',
      'nextVisitAt',
      'reasons',
      'url',
      'why',
    ]);
    expect(first?.url, 'the article that was tried comes first').toBe(checked?.article.url);
    const { out } = await run('sources', 'check', 'capital-times');
    expect(out).toMatch(/next visit 20\d\d-/);
    expect(out).toContain(first?.reasons[0]);
    expect((await run('history', first?.url ?? '')).out).toContain(first?.reasons[0]);
  });

  it('adds one from its front page, which then can be visited', async () => {
    const added = await run('sources', 'add', `${newspaper.origin}/ledger/`, '--id', 'added');
    expect(added, added.err).toMatchObject({ code: 0, out: expect.stringContaining('added.yaml') });
    const file = join(setup.environment.configDir, 'sources', 'added.yaml');
    expect(await readFile(file, 'utf8')).toContain('/ledger/feed/atom/');
    expect(await run('sources', 'check', 'added', '--json')).toMatchObject({ code: 0 });
    const again = await run('sources', 'add', `${newspaper.origin}/ledger/`, '--id', 'added');
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('added.yaml') });
    await rm(file);
  });

  it('says of a source without articles why', async () => {
    const file = join(setup.environment.configDir, 'sources', 'silent.yaml');
    await writeFile(
      file,
      `name: Silent\nhomepage: ${newspaper.origin}/\ndiscover:\n  - feed: ${newspaper.origin}/nowhere\n`,
    );
    expect(await run('sources', 'check', 'silent')).toMatchObject({ code: 1, out: expect.stringContaining('404') });
    await rm(file);
  });
});

describe('stet extract and compare', () => {
  it('read a file, standard input, a URL and a list, without the database', async () => {
    const { url } = newspaper.stories().map(({ path }) => ({ url: newspaper.origin + path }))[0] ?? { url: '' };
    const html = await (await fetch(url)).text();
    const file = join(folder, 'page.html.gz');
    await writeFile(file, gzipSync(html));
    const noDatabase = {
      STET_CONFIG: env.STET_CONFIG ?? '',
      STET_DATA: '/nonexistent',
      DATABASE_URL: 'postgres://127.0.0.1:1/x',
    };
    const [fromFile] = (await runStet(['extract', file, '--url', url, '--json'], noDatabase)).lines as {
      headline: string;
    }[];
    const [fromInput] = (await runStet(['extract', '-', '--url', url, '--json'], noDatabase, html)).lines;
    const [fromUrl] = (await runStet(['extract', url, '--json'], noDatabase)).lines as { digest: string }[];
    expect(fromInput).toEqual(fromFile);
    expect(fromUrl).toMatchObject({ headline: fromFile?.headline });
    expect((await runStet(['extract', file, '--url', url], noDatabase)).out).toContain(`# ${fromFile?.headline}`);

    const explained = await runStet(['extract', file, '--url', url, '--explain'], noDatabase);
    for (const said of [fromFile?.headline, 'Read as an article', 'json-ld', 'html > body', 'Left out of the body'])
      expect(explained.out).toContain(said);
    expect((await runStet(['extract', file, '--url', url, '--explain', '--json'], noDatabase)).lines).toMatchObject([
      { kind: 'article', headlines: expect.arrayContaining([expect.objectContaining({ isChosen: true })]) },
    ]);

    const list = join(folder, 'list.jsonl');
    const entries = [
      { id: 1, url, file: 'page.html.gz' },
      { id: 'two', url, file: 'missing.html' },
      { id: 3, url: 'nonsense', file: 'page.html.gz' },
      { id: 4, url, file: 'page.html.gz' },
    ];
    await writeFile(list, `${entries.map((entry) => JSON.stringify(entry)).join('\n')}\nnot json\n`);
    const batch = await runStet(['extract', '--batch', list], noDatabase);
    expect(batch.code).toBe(0);
    expect(batch.err).toContain('3 of 5 pages could not be read');
    expect(batch.lines).toMatchObject([
      { id: 1, article: { headline: fromFile?.headline } },
      { id: 'two', error: expect.stringContaining('missing.html') },
      { id: 3, error: expect.stringContaining('nonsense') },
      { id: 4, article: { headline: fromFile?.headline } },
      { id: null, error: expect.stringContaining('not JSON') },
    ]);

    const edited = join(folder, 'edited.html');
    await writeFile(edited, html.replaceAll(fromFile?.headline ?? '-', 'Quite another headline'));
    const compared = await runStet(['compare', file, edited, '--url', url, '--format', 'json'], noDatabase);
    expect(compared.lines).toMatchObject([{ kinds: expect.arrayContaining(['headline']) }]);
    expect((await runStet(['compare', file, file, '--url', url, '--json'], noDatabase)).lines).toEqual([null]);
    const judged = await runStet(['compare', file, edited, '--url', url, '--explain'], noDatabase);
    expect(judged.out).toMatch(/Why these kinds\n {2}headline: .*\nWhy 0\.\d\d\n {2}\+0\.60 headline: /);
  });

  it('ask for what is missing', async () => {
    await mkdir(join(folder, 'empty'), { recursive: true });
    expect(await run('extract')).toMatchObject({ code: 2 });
    expect(await run('extract', '--batch', 'list.jsonl', '--explain')).toMatchObject({ code: 2 });
    expect(await run('extract', 'x.html')).toMatchObject({ code: 2, err: expect.stringContaining('--url') });
    expect(await run('extract', 'x.html', '--url', 'ftp://x')).toMatchObject({
      code: 2,
      err: expect.stringContaining('ftp://x'),
    });
    expect(await run('extract', 'x.html', '--url', 'https://x.example/')).toMatchObject({
      code: 1,
      err: expect.stringContaining('x.html'),
    });
  });
});

describe('stet doctor', () => {
  it('finds everything in order, or says what is not', async () => {
    const { code, lines } = await run('doctor', '--json');
    expect(code).toBe(0);
    const parts = (lines as { part: string }[]).map(({ part }) => part);
    expect(parts).toEqual([
      'versions',
      'configuration',
      'contact',
      'port',
      'disk',
      'database',
      'queue',
      'clock',
      'access',
      'browser',
    ]);
    const broken = await runStet(['doctor', '--json'], {
      ...env,
      DATABASE_URL: 'postgres://127.0.0.1:1/x',
      REDIS_URL: '',
    });
    expect(broken.code).toBe(1);
    expect(broken.lines).toContainEqual(expect.objectContaining({ part: 'database', verdict: 'wrong' }));
  });
});
