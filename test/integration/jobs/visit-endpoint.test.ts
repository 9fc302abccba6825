import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discoverSource } from '../../../jobs/discover-source.ts';
import type { Endpoint } from '../../../src/model/source.ts';
import { addArticles } from '../../../storage/articles.ts';
import { makeEndpointsDue } from '../../../storage/endpoints.ts';
import { syncSources } from '../../../storage/sources.ts';
import { openWorkshop, STARTS_AT, setSources, type Workshop } from './open-workshop.ts';

const SOURCE = 'plain-wire';
const MINUTE = 60_000;

/** What the paper answers, by path; the clock of the visits goes on by ten minutes each. */
let answers: Record<string, { status?: number; body: string; headers?: Record<string, string> }> = {};
let at = 0;
let shop: Workshop;
let origin: string;

const server = createServer((request, response) => {
  const answer = answers[request.url ?? ''] ?? { status: 404, body: '' };
  const isKnown = answer.headers?.etag !== undefined && request.headers['if-none-match'] === answer.headers.etag;
  response.writeHead(isKnown ? 304 : (answer.status ?? 200), answer.headers ?? {});
  response.end(isKnown ? '' : answer.body);
});

beforeAll(async () => {
  shop = await openWorkshop();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await shop.close();
});
beforeEach(() => {
  answers = {};
});

const rss = (paths: string[]) =>
  `<rss><channel>${paths.map((path) => `<item><title>${path}</title><link>${path}</link></item>`).join('')}</channel></rss>`;

async function watch(endpoints: Pick<Endpoint, 'kind' | 'url'>[]) {
  const sources = setSources(shop, (all) =>
    all.map((source) => {
      if (source.id !== SOURCE) return source;
      const discover = endpoints.map(({ kind, url }) => ({
        kind,
        url: `${origin}${url}`,
        newerThanMs: null,
        links: null,
      }));
      return { ...source, homepage: origin, discover, articles: { match: null, identity: null } };
    }),
  );
  await syncSources(shop.stet.database.db, sources, STARTS_AT);
}

async function visit() {
  at += 1;
  const now = new Date(STARTS_AT.getTime() + at * 10 * MINUTE);
  await makeEndpointsDue(shop.stet.database.db, SOURCE, now);
  return await discoverSource(shop.stet, { sourceId: SOURCE }, now);
}

async function listArticles() {
  const { db } = shop.stet.database;
  return await db
    .selectFrom('articles')
    .select(['identity', 'url', 'status'])
    .where('source_id', '=', SOURCE)
    .execute();
}

async function loadEndpoint(path: string) {
  const { db } = shop.stet.database;
  return await db.selectFrom('endpoints').selectAll().where('url', '=', `${origin}${path}`).executeTakeFirstOrThrow();
}

describe('visitEndpoint', () => {
  it('says what is the matter with a feed, and takes no article away for it', async () => {
    await watch([{ kind: 'feed', url: '/rss' }]);
    answers['/rss'] = { body: rss(['/1', '/2']), headers: { etag: '"a"' } };
    expect(await visit()).toMatchObject([{ outcome: 'ok', items: 2, added: 2, reason: null }]);
    expect(await visit()).toMatchObject([{ outcome: 'not-modified', added: 0 }]);
    const before = await listArticles();
    expect(before).toHaveLength(2);

    answers['/rss'] = { body: '<!doctype html><html><body><h1>We will be back soon</h1></body></html>' };
    expect(await visit()).toMatchObject([
      { outcome: 'failed', items: null, reason: expect.stringContaining('HTML page') },
    ]);
    expect(await loadEndpoint('/rss')).toMatchObject({ failures: 1, last_outcome: 'failed', last_items: 2 });

    answers['/rss'] = { body: '' };
    expect(await visit()).toMatchObject([{ outcome: 'failed', reason: expect.stringContaining('empty body') }]);
    expect(await loadEndpoint('/rss')).toMatchObject({ failures: 2 });

    answers['/rss'] = { body: rss([]), headers: { etag: '"b"' } };
    expect(await visit()).toMatchObject([
      { outcome: 'ok', items: 0, reason: expect.stringContaining('lists nothing') },
    ]);
    // What listed nothing is asked whole the next time.
    expect(await loadEndpoint('/rss')).toMatchObject({
      failures: 0,
      etag: null,
      last_reason: expect.stringContaining('lists nothing'),
    });
    expect(await listArticles()).toEqual(before);

    answers['/rss'] = { body: rss(['/1', '/2', '/3']) };
    expect(await visit()).toMatchObject([{ outcome: 'ok', items: 3, added: 1, reason: null }]);
  });

  it('learns the pace of an endpoint, and asks it by that', async () => {
    const path = '/quick';
    await watch([{ kind: 'feed', url: path }]);
    for (let round = 0; round < 4; round += 1) {
      answers[path] = { body: rss(Array.from({ length: 20 }, (_, index) => `/quick/${round * 15 + index}`)) };
      await visit();
    }
    const endpoint = await loadEndpoint(path);
    expect(endpoint.pace).toMatchObject({ listed: 20, burstPerHour: expect.closeTo(90, 0) });
    const waitMs = (endpoint.next_visit_at?.getTime() ?? 0) - (endpoint.last_visit_at?.getTime() ?? 0);
    // Fifteen of twenty were new after ten minutes.
    expect(waitMs).toBeLessThan(6 * MINUTE);
  });

  it('adds the articles of a long sitemap, and adds them once', async () => {
    await watch([{ kind: 'sitemap', url: '/sitemap.xml' }]);
    const entries = Array.from({ length: 3_000 }, (_, index) => `<url><loc>/long/${index}</loc></url>`);
    answers['/sitemap.xml'] = { body: `<urlset>${entries.join('')}</urlset>` };
    expect(await visit()).toMatchObject([{ outcome: 'ok', items: 3_000, added: 3_000 }]);
    expect(await visit()).toMatchObject([{ outcome: 'ok', items: 3_000, added: 0 }]);
  });

  it('knows an article again that was stored when its address was understood less well', async () => {
    const { db } = shop.stet.database;
    const { host } = new URL(origin);
    const identity = `${host}/old?b=1&a=2`;
    await addArticles(db, SOURCE, [{ identity, url: `${origin}/old?b=1&a=2`, title: null }], STARTS_AT);
    await watch([{ kind: 'feed', url: '/again' }]);
    answers['/again'] = { body: rss(['/old?b=1&amp;a=2', '/new?b=1&amp;a=2', '/new?a=2&amp;b=1']) };
    expect(await visit()).toMatchObject([{ items: 2, added: 1 }]);
    const found = (await listArticles()).filter(({ url }) => /\/(?:old|new)\?/.test(url));
    expect(found.map((article) => article.identity).toSorted()).toEqual([`${host}/new?a=2&b=1`, identity]);
  });

  it('finds the articles of a section without a feed, and no other pages', async () => {
    await watch([{ kind: 'section', url: '/news' }]);
    answers['/news'] = {
      body: `<nav><a href="/news/politics">Politics</a> <a href="/login">Log in</a></nav>
        <h2><a href="/2026/03/03/harbour-sale-is-halted-by-court">Harbour sale is halted by court</a></h2>
        <h2><a href="/2026/03/03/storm-closes-schools-on-the-coast">Storm closes schools on the coast</a></h2>
        <footer><a href="/about/how-we-work-in-this-newsroom">How we work</a></footer>`,
    };
    expect(await visit()).toMatchObject([{ outcome: 'ok', items: 2, added: 2 }]);
    answers['/news'] = { body: '<nav><a href="/news/politics">Politics</a></nav>' };
    expect(await visit()).toMatchObject([
      { outcome: 'ok', items: 0, reason: expect.stringContaining('looks like an article') },
    ]);
  });
});
