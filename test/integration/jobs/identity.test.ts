import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applySources } from '../../../jobs/apply-sources.ts';
import { discoverSource } from '../../../jobs/discover-source.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { findOneArticle } from '../../../src/cli/find-one.ts';
import { tellAliases } from '../../../src/cli/tell-aliases.ts';
import type { Source } from '../../../src/model/source.ts';
import { buildApp } from '../../../src/review/build-app.ts';
import { listAliases, mergeArticle, separateArticle } from '../../../storage/aliases.ts';
import { listArticleUrls, loadArticle, makeArticlesDue, type StoredArticle } from '../../../storage/articles.ts';
import { listCaptures } from '../../../storage/captures.ts';
import { listChangeSummaries } from '../../../storage/changes.ts';
import { makeEndpointsDue } from '../../../storage/endpoints.ts';
import { syncSources } from '../../../storage/sources.ts';
import { listVersions } from '../../../storage/versions.ts';
import { articleHtml, feedXml, type Site, startSite } from '../../helpers/start-site.ts';
import { openWorkshop, STARTS_AT, setSources, type Workshop } from './open-workshop.ts';

let workshop: Workshop;
let paper: Site;
let partner: Site;
let minute = 0;
const now = () => new Date(STARTS_AT.getTime() + minute * 60_000);
const db = () => workshop.stet.database.db;

beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

// New sites for each test: what the database holds of others is no part of it.
beforeEach(async () => {
  minute = 0;
  [paper, partner] = await Promise.all([startSite(), startSite('127.0.0.2')]);
  await watch(makeSource('paper', paper), makeSource('partner', partner));
});
afterEach(async () => {
  await Promise.all([paper.stop(), partner.stop()]);
});

function makeSource(id: string, { origin }: Site, more: Partial<Source> = {}): Source {
  const [template] = workshop.stet.config().sources;
  if (template === undefined) throw new Error('there is no source');
  const discover = [{ kind: 'feed' as const, url: `${origin}/feed`, newerThanMs: null, links: null }];
  const articles = { match: /\/news\/|\/go\//, identity: null };
  return {
    ...template,
    id,
    name: id,
    homepage: `${origin}/`,
    discover,
    articles,
    extract: [],
    language: 'en',
    ...more,
  };
}

async function watch(...sources: Source[]): Promise<void> {
  setSources(workshop, () => sources);
  await syncSources(db(), sources, now());
}

/** One look at a source's feed, with these addresses in it. */
async function list(site: Site, sourceId: string, urls: string[]): Promise<number> {
  site.pages.set('/feed', feedXml(urls));
  await makeEndpointsDue(db(), sourceId, now());
  const [report] = await discoverSource(workshop.stet, { sourceId }, now());
  expect(report).toMatchObject({ outcome: 'ok' });
  return report?.added ?? -1;
}

async function listAll(): Promise<StoredArticle[]> {
  const hosts = [paper, partner].map(({ origin }) => new URL(origin).host);
  return await db().selectFrom('articles').selectAll().where('host', 'in', hosts).orderBy('url').execute();
}

async function at(url: string): Promise<StoredArticle> {
  const article = (await listAll()).find((one) => one.url === url);
  if (article === undefined) throw new Error(`no article is at ${url}`);
  return article;
}

/** Visits an article a minute later, due or not. */
async function visit({ id }: { id: string }) {
  minute += 1;
  await makeArticlesDue(db(), [id], now());
  const report = await visitArticle(workshop.stet, { articleId: id }, now());
  return { outcome: report?.verdict.outcome ?? null, article: await load(id), report };
}

async function load(id: string): Promise<StoredArticle> {
  const article = await loadArticle(db(), id);
  if (article === null) throw new Error('no such article');
  return article;
}

/** Two articles of the paper, both read. `second` gives the first one's address for its own when it says so. */
async function readTwo(first: string, second: string): Promise<[StoredArticle, StoredArticle]> {
  const urls = ['/news/one', '/news/two'].map((path) => paper.origin + path);
  paper.pages.set('/news/one', first).set('/news/two', second);
  await list(paper, 'paper', urls);
  const [one, two] = [await at(urls[0] ?? ''), await at(urls[1] ?? '')];
  expect(await visit(one)).toMatchObject({ outcome: 'new' });
  expect(await visit(two)).toMatchObject({ outcome: 'new' });
  return [await load(one.id), await load(two.id)];
}

describe('a URL that two sources list', () => {
  it('is one article of the source that owns its host, whoever met it first', async () => {
    const own = `${partner.origin}/news/own`;
    const shared = `${paper.origin}/news/shared`;
    expect(await list(partner, 'partner', [`${shared}?utm_source=partner`, own])).toBe(2);
    expect(await list(paper, 'paper', [shared])).toBe(0);
    expect((await listAll()).map(({ url, source_id }) => [url, source_id])).toEqual([
      [shared, 'paper'],
      [own, 'partner'],
    ]);
  });

  it('goes to its owner with all that was captured of it when that is added later', async () => {
    const url = `${paper.origin}/news/shared`;
    paper.pages.set('/news/shared', articleHtml('bridge'));
    await watch(makeSource('partner', partner));
    await list(partner, 'partner', [url]);
    const { id } = await at(url);
    expect(await visit({ id })).toMatchObject({ outcome: 'new', article: { source_id: 'partner' } });
    await watch(makeSource('paper', paper), makeSource('partner', partner));
    expect(await list(partner, 'partner', [url])).toBe(0);
    expect(await load(id)).toMatchObject({ source_id: 'paper', versions: 1 });
    expect(await visit({ id })).toMatchObject({ outcome: 'unchanged' });
  });

  it('stays with the section of a paper whose pattern it fits', async () => {
    const sport = makeSource('sport', paper, { articles: { match: /\/news\/sport-/, identity: null } });
    await watch(makeSource('paper', paper, { articles: { match: null, identity: null } }), sport);
    await list(
      paper,
      'paper',
      ['/news/sport-1', '/news/other'].map((path) => paper.origin + path),
    );
    expect((await listAll()).map(({ source_id }) => source_id).sort()).toEqual(['paper', 'sport']);
  });
});

describe('variants of an address', () => {
  it('are one article, that every one of them finds', async () => {
    const story = `${paper.origin}/news/story`;
    const variants = [
      `${story}/`,
      `${story}/amp/`,
      `${paper.origin}/amp/news/story`,
      `${story}?print=1`,
      `${story}?page=1`,
    ];
    for (const url of variants) await list(paper, 'paper', [url]);
    const [article, ...others] = await listAll();
    expect(others).toEqual([]);
    const { sources } = workshop.stet.config();
    for (const url of [story, ...variants, `${story}#top`, `${story}?utm_source=x`]) {
      expect((await findOneArticle(db(), url, sources)).id, url).toBe(article?.id);
    }
  });

  it('are read at the plain address, or as they were named where there is none', async () => {
    const [plain, amp] = [`${paper.origin}/news/story`, `${paper.origin}/news/story/amp`];
    paper.pages.set('/news/story/amp', articleHtml('bridge', { isAmp: true, canonical: plain }));
    await list(paper, 'paper', [amp]);
    const { id } = await at(plain);
    expect(await visit({ id })).toMatchObject({ outcome: 'gone' });
    await list(paper, 'paper', [amp]);
    expect(await load(id)).toMatchObject({ url: amp, next_visit_at: now() });
    expect(await visit({ id })).toMatchObject({ outcome: 'new', article: { url: amp, versions: 1 } });
    expect(await visit({ id })).toMatchObject({ outcome: 'unchanged', article: { url: amp } });
    expect(await list(paper, 'paper', [amp])).toBe(0);
  });

  it('that only the page tells are read at the address that it names, and no edit is made up', async () => {
    const [lite, plain] = [`${paper.origin}/news/lite-7`, `${paper.origin}/news/story`];
    paper.pages.set(
      '/news/lite-7',
      articleHtml('bridge', { isAmp: true, canonical: plain, extra: 'Shown on phones only.' }),
    );
    paper.pages.set('/news/story', articleHtml('bridge', { canonical: plain }));
    await list(paper, 'paper', [lite]);
    const { id } = await at(lite);
    expect(await visit({ id })).toMatchObject({
      outcome: 'moved',
      article: { url: plain, versions: 0, status: 'live' },
    });
    expect((await load(id)).next_visit_at).toEqual(now());
    expect(await visit({ id })).toMatchObject({ outcome: 'new' });
    for (let again = 0; again < 3; again += 1) expect(await visit({ id })).toMatchObject({ outcome: 'unchanged' });
    expect(await listChangeSummaries(db(), id)).toEqual([]);
    expect(await list(paper, 'paper', [plain])).toBe(0);
  });
});

describe('two stored articles that turn out to be one', () => {
  it('are one from then on, and what was captured of both stands', async () => {
    const canonical = `${paper.origin}/news/one`;
    const [one, two] = await readTwo(articleHtml('bridge'), articleHtml('bridge'));
    paper.pages.set('/news/two', articleHtml('bridge', { canonical }));
    const before = await listVersions(db(), two.id);
    const merged = await visit(two);
    expect(merged).toMatchObject({
      outcome: 'moved',
      article: { merged_into: one.id, status: 'moved', next_visit_at: null, liveliness: null },
    });
    expect(merged.report?.verdict.reason).toContain(canonical);
    expect(await listVersions(db(), two.id)).toEqual(before);
    expect((await listCaptures(db(), two.id)).map(({ outcome }) => outcome)).toEqual(['moved', 'new']);
    expect((await listChangeSummaries(db(), two.id)).map(({ kinds }) => kinds)).toEqual([['moved']]);
    expect((await load(one.id)).next_visit_at?.getTime()).toBeLessThanOrEqual(now().getTime());

    const asked = paper.asked.length;
    expect(await visit(two)).toMatchObject({ outcome: null });
    expect(paper.asked).toHaveLength(asked);
    expect(await list(paper, 'paper', [two.url, one.url])).toBe(0);
    expect((await load(two.id)).next_visit_at).toBeNull();
    const { sources } = workshop.stet.config();
    expect((await findOneArticle(db(), two.url, sources)).id).toBe(one.id);
    expect((await findOneArticle(db(), two.id, sources)).id).toBe(two.id);
    expect(await listArticleUrls(db(), one.id)).toEqual(expect.arrayContaining([one.url, two.url]));
    expect(await listAliases(db(), one.id)).toMatchObject([{ id: two.id, versions: 1 }]);
  });

  it('say so in the command line and in the UI', async () => {
    const [one, two] = await readTwo(articleHtml('bridge'), articleHtml('bridge'));
    await mergeArticle(db(), two.id, one.id, now());
    expect(await tellAliases(db(), await load(two.id))).toEqual([
      expect.stringContaining(`turned out to be ${one.id.slice(0, 8)}`),
    ]);
    expect(await tellAliases(db(), await load(one.id))).toEqual([
      expect.stringContaining(`known as ${two.id.slice(0, 8)}`),
    ]);
    const { sources } = workshop.stet.config();
    const app = buildApp({
      db: db(),
      sources: () => sources,
      clock: workshop.stet.clock,
      host: '127.0.0.1',
      token: null,
    });
    const page = async (id: string) =>
      await (await app.request(`/articles/${id}`, { headers: { host: '127.0.0.1' } })).text();
    expect(await page(two.id)).toContain(
      `Turned out to be, and is visited as</dt><dd class="address"><a href="/articles/${one.id}">`,
    );
    expect(await page(one.id)).toContain(`Also known as</dt><dd class="address"><a href="/articles/${two.id}">`);
  });

  it('are told by a redirect as well, and not by one that leads to another story', async () => {
    const [one, two] = await readTwo(articleHtml('bridge'), articleHtml('bridge'));
    paper.pages.set('/news/two', { redirect: one.url });
    expect(await visit(two)).toMatchObject({ outcome: 'moved', article: { merged_into: one.id } });
    paper.pages.set('/news/three', articleHtml('harbour'));
    await list(paper, 'paper', [`${paper.origin}/news/three`]);
    const three = await at(`${paper.origin}/news/three`);
    expect(await visit(three)).toMatchObject({ outcome: 'new' });
    paper.pages.set('/news/three', { redirect: one.url });
    expect(await visit(three)).toMatchObject({ outcome: 'redirected', article: { merged_into: null } });
  });

  it('are not, where the texts differ', async () => {
    const [, two] = await readTwo(articleHtml('bridge'), articleHtml('harbour'));
    paper.pages.set('/news/two', articleHtml('harbour', { canonical: `${paper.origin}/news/one` }));
    expect(await visit(two)).toMatchObject({ outcome: 'unchanged', article: { merged_into: null, status: 'live' } });
  });

  it('are not, across sites: a copy elsewhere is edited elsewhere', async () => {
    paper.pages.set('/news/one', articleHtml('bridge'));
    partner.pages.set('/news/copy', articleHtml('bridge', { canonical: `${paper.origin}/news/one` }));
    await list(paper, 'paper', [`${paper.origin}/news/one`]);
    await list(partner, 'partner', [`${partner.origin}/news/copy`]);
    const [one, copy] = [await at(`${paper.origin}/news/one`), await at(`${partner.origin}/news/copy`)];
    expect([await visit(one), await visit(copy)]).toMatchObject([{ outcome: 'new' }, { outcome: 'new' }]);
    expect(await visit(copy)).toMatchObject({ outcome: 'unchanged', article: { merged_into: null } });
  });

  it('are set apart again when more claim to be one than can be', async () => {
    const canonical = `${paper.origin}/news/one`;
    const [one, two] = await readTwo(articleHtml('bridge'), articleHtml('bridge'));
    paper.pages.set('/news/two', articleHtml('bridge', { canonical }));
    const copies = [3, 4, 5, 6, 7].map((place) => `/news/copy-${place}`);
    for (const path of copies) paper.pages.set(path, articleHtml('bridge', { canonical }));
    await list(
      paper,
      'paper',
      copies.map((path) => paper.origin + path),
    );
    expect(await visit(two)).toMatchObject({ article: { merged_into: one.id } });
    const ids: string[] = [];
    for (const path of copies) ids.push((await at(paper.origin + path)).id);
    for (const id of ids.slice(0, 4)) expect(await visit({ id })).toMatchObject({ article: { merged_into: one.id } });
    expect(await visit({ id: ids[4] ?? '' })).toMatchObject({ outcome: 'new', article: { merged_into: null } });
    for (const id of [two.id, ...ids]) expect(await load(id)).toMatchObject({ merged_into: null, status: 'live' });
    expect(await visit(two)).toMatchObject({ outcome: 'unchanged', article: { merged_into: null } });
  });

  it('are two again when a person says so, for good', async () => {
    const canonical = `${paper.origin}/news/one`;
    const [one, two] = await readTwo(articleHtml('bridge'), articleHtml('bridge'));
    paper.pages.set('/news/two', articleHtml('bridge', { canonical }));
    expect(await visit(two)).toMatchObject({ article: { merged_into: one.id } });
    await separateArticle(db(), two.id, now());
    expect(await load(two.id)).toMatchObject({ merged_into: null, next_visit_at: now() });
    expect(await visit(two)).toMatchObject({ outcome: 'unchanged', article: { merged_into: null } });
    expect((await findOneArticle(db(), two.url, workshop.stet.config().sources)).id).toBe(two.id);
  });

  it('never lead in a circle, nor by two steps', async () => {
    const [one, two] = await readTwo(articleHtml('bridge'), articleHtml('bridge'));
    paper.pages.set('/news/three', articleHtml('bridge'));
    await list(paper, 'paper', [`${paper.origin}/news/three`]);
    const three = await at(`${paper.origin}/news/three`);
    expect(await mergeArticle(db(), three.id, two.id, now())).toBe(true);
    expect(await mergeArticle(db(), two.id, one.id, now())).toBe(true);
    expect(await mergeArticle(db(), one.id, two.id, now())).toBe(false);
    expect(await mergeArticle(db(), one.id, one.id, now())).toBe(false);
    expect((await load(three.id)).merged_into).toBe(one.id);
  });
});

describe('an address that leads to another', () => {
  it('is the article there, where it was never read', async () => {
    paper.pages.set('/go/7', { redirect: `${paper.origin}/news/story` }).set('/news/story', articleHtml('bridge'));
    await list(paper, 'paper', [`${paper.origin}/go/7`]);
    const { id } = await at(`${paper.origin}/go/7`);
    expect(await visit({ id })).toMatchObject({ outcome: 'new', article: { url: `${paper.origin}/news/story` } });
    expect(await visit({ id })).toMatchObject({ outcome: 'unchanged' });
    expect(await list(paper, 'paper', [`${paper.origin}/news/story`, `${paper.origin}/go/7`])).toBe(0);
    expect(await listChangeSummaries(db(), id)).toEqual([]);
  });

  it('is an alias, where that article is known', async () => {
    paper.pages.set('/go/7', { redirect: `${paper.origin}/news/story` }).set('/news/story', articleHtml('bridge'));
    await list(paper, 'paper', [`${paper.origin}/go/7`, `${paper.origin}/news/story`]);
    const [short, story] = [await at(`${paper.origin}/go/7`), await at(`${paper.origin}/news/story`)];
    expect(await visit(short)).toMatchObject({ outcome: 'moved', article: { merged_into: story.id, versions: 0 } });
    expect(await visit(story)).toMatchObject({ outcome: 'new' });
  });

  it('has moved with the story, though nothing in the address says so', async () => {
    const [one] = await readTwo(articleHtml('bridge'), articleHtml('harbour'));
    const url = `${paper.origin}/news/renamed`;
    paper.pages.set('/news/one', { redirect: url }).set('/news/renamed', articleHtml('bridge'));
    expect(await visit(one)).toMatchObject({ outcome: 'moved', article: { url, status: 'live' } });
    expect(await visit(one)).toMatchObject({ outcome: 'unchanged' });
    expect((await listChangeSummaries(db(), one.id)).map(({ kinds }) => kinds)).toEqual([['moved']]);
    expect(await list(paper, 'paper', [url, one.url])).toBe(0);
  });

  it('is no event where only a slash was added', async () => {
    const [one] = await readTwo(articleHtml('bridge'), articleHtml('harbour'));
    paper.pages.set('/news/one', { redirect: `${one.url}/` }).set('/news/one/', articleHtml('bridge'));
    for (let again = 0; again < 3; again += 1) expect(await visit(one)).toMatchObject({ outcome: 'unchanged' });
    expect((await load(one.id)).url).toBe(`${one.url}/`);
    expect(await listChangeSummaries(db(), one.id)).toEqual([]);
  });
});

describe('a source that tells its articles apart by another setting', () => {
  /** Takes up the paper's file with another `articles.identity`. */
  async function identifyBy(identity: RegExp | null): Promise<void> {
    const articles = { match: /\/news\//, identity };
    const sources = [makeSource('paper', paper, { articles }), makeSource('partner', partner)];
    setSources(workshop, () => sources);
    await applySources(db(), sources, now());
  }
  const urlOf = (path: string) => `${paper.origin}/news/${path}`;

  it('has no second article of one that is stored, under another slug either', async () => {
    await identifyBy(null);
    paper.pages.set('/news/old-words-a17', articleHtml('The mayor resigns'));
    await list(paper, 'paper', [urlOf('old-words-a17')]);
    const stored = await at(urlOf('old-words-a17'));
    expect(await visit(stored)).toMatchObject({ outcome: 'new' });
    await identifyBy(/-a(\d+)$/);
    expect((await load(stored.id)).identity).toBe('17');
    expect(await list(paper, 'paper', [urlOf('new-words-a17')])).toBe(0);
    expect(await visit(stored)).toMatchObject({ outcome: 'unchanged' });
    await identifyBy(null);
    expect(await list(paper, 'paper', [urlOf('old-words-a17'), urlOf('new-words-a17')])).toBe(0);
    expect(await listAll()).toHaveLength(1);
  });

  it('takes no article for another that had its identity before', async () => {
    await identifyBy(/\/news\/(\d+)/);
    await list(paper, 'paper', [urlOf('5-of-section-7'), urlOf('7-of-section-5')]);
    const [five, seven] = [await at(urlOf('5-of-section-7')), await at(urlOf('7-of-section-5'))];
    await identifyBy(/section-(\d+)$/);
    expect([(await load(five.id)).identity, (await load(seven.id)).identity]).toEqual(['7', '5']);
    // Their ids were made of what two others are known by now.
    await identifyBy(/-x(\d+)$/);
    expect(await list(paper, 'paper', [urlOf('another-x5'), urlOf('another-x7')])).toBe(2);
    expect(await listAll()).toHaveLength(4);
  });

  it('keeps apart two stored articles that have the same identity now', async () => {
    await identifyBy(null);
    await list(paper, 'paper', [urlOf('one-a3'), urlOf('two-a3')]);
    const before = await listAll();
    await identifyBy(/-a(\d+)$/);
    const after = await listAll();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.filter(({ identity }) => identity === '3')).toHaveLength(1);
    expect(new Set(after.map(({ identity }) => identity)).size).toBe(2);
    expect(await list(paper, 'paper', [urlOf('one-a3'), urlOf('two-a3'), urlOf('three-a3')])).toBe(0);
  });
});
