import { createServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stet } from '../../../jobs/stet.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { fetchPage } from '../../../src/fetch/fetch-page.ts';
import { openGuardedClient } from '../../../src/fetch/open-guarded-client.ts';
import { openPageFetcher } from '../../../src/fetch/open-page-fetcher.ts';
import { addArticles } from '../../../storage/articles.ts';
import { makeCertificates } from '../../helpers/certificates.ts';
import { type HostileServer, startHostileServer, TRICKS } from '../../helpers/hostile-server.ts';
import { openWorkshop, STARTS_AT, setSources, type Workshop } from './open-workshop.ts';

const DEADLINE_MS = 9_000;
const SILENCE_MS = 5_000;
/** What a busy machine may add to a deadline. */
const SLACK_MS = 15_000;
const HANDS = 12;
const QUICK = 20;

/** What each visit must come to: an outcome, and what its reason says. */
const EXPECTED: Record<string, [outcome: string, reason: RegExp]> = {
  tarpit: ['failed', /fell silent/],
  'hangs up at once': ['failed', /broke off/],
  'headers a byte at a time': ['failed', /fell silent|not whole within 9 s/],
  'body a byte at a time': ['failed', /not whole within 9 s/],
  'silence in mid-body': ['failed', /fell silent/],
  'endless chunks': ['failed', /larger than 1 MiB/],
  'endless body': ['failed', /larger than 1 MiB/],
  'length too large': ['failed', /broke off/],
  'length too small': ['failed', /more than the 20 bytes that it announced/],
  'two lengths': ['failed', /broke off/],
  'no last chunk': ['failed', /broke off/],
  'no size of a chunk': ['failed', /not answer in HTTP/],
  'reset in mid-body': ['failed', /broke off .*ECONNRESET/],
  'no status': ['failed', /not answer in HTTP/],
  'no HTTP': ['failed', /not answer in HTTP/],
  'only the page, without headers': ['failed', /not answer in HTTP/],
  'huge headers': ['failed', /headers larger than the cap/],
  'many headers': ['failed', /more than 256 headers/],
  'endless interim answers': ['failed', /broke off .*bad response/],
  'another protocol': ['failed', /broke off .*bad upgrade/],
  'gzip that is cut': ['failed', /broken or incomplete as gzip/],
  'gzip that is none': ['failed', /broken or incomplete as gzip/],
  'compressed ten times over': ['failed', /compressed 10 times over/],
  'gzip of which nothing comes out': ['failed', /larger than 1 MiB even as it comes/],
  'bomb of gzip': ['failed', /larger than 1 MiB/],
  'bomb of gzip in gzip': ['failed', /larger than 1 MiB/],
  'bomb of deflate': ['failed', /larger than 1 MiB/],
  'bomb of br': ['failed', /larger than 1 MiB/],
  'bomb of zstd': ['failed', /larger than 1 MiB/],
  'redirect to itself': ['failed', /redirects in a loop/],
  'redirect without end': ['failed', /redirects more than 10 times/],
  'redirect to metadata': ['failed', /pointed to a refused address: .*link local/],
  'redirect to a file': ['failed', /only http and https/],
  'redirect to nowhere': ['failed', /leads nowhere \(302\)/],
  'redirect to the front page': ['redirected', /the front page now: /],
  'redirect to a section': ['redirected', /another page now: .*\/news/],
  'status 401': ['blocked', /asks for a login/],
  'status 403': ['blocked', /turns us away/],
  'status 404': ['gone', /not there any more/],
  'status 410': ['gone', /taken down for good/],
  'status 429': ['throttled', /ask too often/],
  'status 451': ['blocked', /legal reasons/],
  'status 500': ['failed', /an error \(500\)/],
  'status 502': ['failed', /an error \(502\)/],
  'status 503': ['throttled', /not available/],
};
const BLOCKED: [string, RegExp] = ['blocked', /challenge|turns us away/];

/** What the reason must name for each bad certificate. */
const FAULTS: Record<string, RegExp> = {
  expired: /its certificate has expired/,
  'not yet valid': /is not valid yet/,
  'of another host': /was issued for another host/,
  'signed by itself': /is signed by itself/,
  'of an unknown authority': /by an authority that this machine does not know/,
  'without its chain': /comes without the whole chain/,
  'with a weak key': /the key of its certificate is too weak/,
  'with a weak signature': /the signature of its certificate is too weak/,
  'made for clients': /was made for another purpose/,
  'over an old protocol': /only versions of TLS that are no longer safe/,
  'no TLS at all': /does not speak TLS on this port/,
};

const ARTICLE = `<!doctype html><html lang="en"><head><title>The ferry did not leave</title><meta property="og:type" content="article"></head><body><article><h1>The ferry did not leave</h1>${'<p>The ferry did not leave on Tuesday morning, and the passengers who had come early went home again.</p>'.repeat(5)}</article></body></html>`;

type Visit = { name: string; outcome: string; reason: string; tookMs: number };
let shop: Workshop;
let hostile: HostileServer;
const servers: Server[] = [];
let stet: Stet;
let visits: Map<string, Visit>;
let quick: Visit[];

/** `rebinding.example` is this machine when it is asked for first, and then a private address. */
let rebindings = 0;
const lookup: LookupFunction = (hostname, _options, callback) => {
  const isRebound = hostname === 'rebinding.example' && rebindings++ > 0;
  callback(null, [{ address: isRebound ? '10.0.0.1' : '127.0.0.1', family: 4 }]);
};

beforeAll(async () => {
  shop = await openWorkshop();
  hostile = await startHostileServer();
  const client = openGuardedClient({
    userAgent: 'stet-test/1.0 (+https://paper.example/)',
    allowPrivate: ['127.0.0.0/8'],
    maxBodyBytes: 1024 * 1024,
    timeoutMs: DEADLINE_MS,
    idleTimeoutMs: SILENCE_MS,
    lookup,
  });
  const fetcher = openPageFetcher((url, options) => fetchPage(client, url, options), { concurrency: 200 });
  stet = { ...shop.stet, client, fetcher };
  setSources(shop, (sources) =>
    sources.map((source) => ({
      ...source,
      articles: { match: /:\d+\/(?!news)./, identity: /:\d+\/(.+)$/ },
      extract: [],
    })),
  );
  // Each under a name of its own: a host that misbehaves is left alone, and would take the others with it.
  const urls = new Map(
    Object.keys(TRICKS).map((name, n) => [
      name,
      `http://trick-${n}.example:${hostile.port}/${encodeURIComponent(name)}`,
    ]),
  );
  for (const [name, certificate] of Object.entries(await makeCertificates())) {
    const server = createHttpsServer(certificate, (_, response) => response.end(ARTICLE));
    server.on('tlsClientError', () => undefined);
    urls.set(
      `certificate ${name}`,
      `https://localhost:${await listen(server)}/certificate-${encodeURIComponent(name)}`,
    );
  }
  urls.set('certificate no TLS at all', `https://127.0.0.1:${hostile.port}/certificate-none`);
  urls.set('rebinding', `http://rebinding.example:${hostile.port}/rebinding`);
  const quickPort = await listen(createServer((_, response) => response.end(ARTICLE)));
  for (let n = 0; n < QUICK; n += 1) urls.set(`quick ${n}`, `http://127.0.0.1:${quickPort}/quick-${n}`);

  const all = await visitAll(urls);
  visits = new Map(all.map((visit) => [visit.name, visit]));
  quick = all.filter(({ name }) => name.startsWith('quick'));
  await fetcher.close();
  await client.close();
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await hostile.close();
  await shop.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Visits everything at the same time, as a worker with many hands would. */
async function visitAll(urls: Map<string, string>): Promise<Visit[]> {
  const { db } = stet.database;
  const source = 'plain-wire';
  const candidates = [...urls].map(([name, url]) => ({ identity: name, url, title: null }));
  await addArticles(db, source, candidates, STARTS_AT);
  const articles = await db.selectFrom('articles').select(['id', 'identity']).where('source_id', '=', source).execute();
  const named = (names: string[]) => articles.filter(({ identity }) => names.includes(identity));
  // One of the quick host beforehand, lest all others wait for its robots.txt.
  const first = await Promise.all(named(['quick 0']).map(visitOne));
  // Those that keep a visitor waiting are at it all the while that the others are visited, by a few hands.
  const slow = named(['tarpit', 'headers a byte at a time', 'body a byte at a time', 'silence in mid-body']);
  const waiting = Promise.all(slow.map(visitOne));
  const done = new Set([...first.map(({ name }) => name), ...slow.map(({ identity }) => identity)]);
  const others = articles.filter(({ identity }) => !done.has(identity));
  const visited: Visit[] = [];
  const work = async () => {
    for (let next = others.shift(); next !== undefined; next = others.shift()) visited.push(await visitOne(next));
  };
  await Promise.all(Array.from({ length: HANDS }, work));
  return [...first, ...visited, ...(await waiting)];
}

async function visitOne({ id, identity }: { id: string; identity: string }): Promise<Visit> {
  const begunAt = performance.now();
  const report = await visitArticle(stet, { articleId: id }, STARTS_AT);
  const { outcome = 'none', reason = '' } = report?.verdict ?? {};
  return { name: identity, outcome, reason, tookMs: performance.now() - begunAt };
}

describe('a visit of a hostile site', () => {
  it.each(Object.keys(TRICKS))('%s', (name) => {
    const [outcome, reason] = EXPECTED[name] ?? BLOCKED;
    expect(visits.get(name)).toMatchObject({ outcome, reason: expect.stringMatching(reason) });
    expect(visits.get(name)?.reason).toMatch(/\.$/);
    expect(visits.get(name)?.tookMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
  });

  it.each(Object.entries(FAULTS))('whose certificate is %s', (name, reason) => {
    expect(visits.get(`certificate ${name}`)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(reason),
    });
  });

  it.each(['good', 'whole chain'])('whose certificate is %s: none is refused without a reason', (name) => {
    expect(visits.get(`certificate ${name}`)).toMatchObject({ outcome: 'new' });
  });

  it('whose name leads to a private address the second time', () => {
    expect(visits.get('rebinding')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/rebinding\.example:\d+ is not fetched: 10\.0\.0\.1 is a private address/),
    });
  });

  it('holds up no other host', () => {
    expect(quick.map(({ outcome }) => outcome)).toEqual(Array(QUICK).fill('new'));
    const slowest = (some: Visit[]) => Math.max(...some.map(({ tookMs }) => tookMs));
    expect(slowest(quick)).toBeLessThan(slowest([...visits.values()]));
  });
});
