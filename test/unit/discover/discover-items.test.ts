import { describe, expect, it } from 'vitest';
import { discoverItems, type EndpointFetch } from '../../../src/discover/discover-items.ts';
import type { EndpointAnswer } from '../../../src/discover/read-endpoint.ts';
import type { Endpoint } from '../../../src/model/source.ts';

const now = new Date('2026-01-10T12:00:00Z');
const site = 'https://paper.example';
const endpoint: Endpoint = { kind: 'sitemap', url: `${site}/sitemap.xml`, newerThanMs: null, links: null };

const index = (...sitemaps: (string | [string, string])[]) =>
  `<sitemapindex>${sitemaps
    .map((each) =>
      typeof each === 'string'
        ? `<sitemap><loc>${each}</loc></sitemap>`
        : `<sitemap><loc>${each[0]}</loc><lastmod>${each[1]}</lastmod></sitemap>`,
    )
    .join('')}</sitemapindex>`;
const urlset = (...locs: string[]) => `<urlset>${locs.map((loc) => `<url><loc>${loc}</loc></url>`).join('')}</urlset>`;

async function discover(files: Record<string, string>, options: { newerThanMs?: number; maxSitemaps?: number } = {}) {
  const asked: string[] = [];
  const answerOf = (path: string): EndpointAnswer => ({
    url: new URL(path, site),
    bytes: Buffer.from(files[path] ?? ''),
    contentType: null,
  });
  const fetch = async (url: URL): Promise<EndpointFetch> => {
    asked.push(url.pathname);
    if (files[url.pathname] === undefined) return { kind: 'skipped', reason: `${url.href} is not there.` };
    return { kind: 'answer', answer: answerOf(url.pathname) };
  };
  const { maxSitemaps, newerThanMs = null } = options;
  const limits = maxSitemaps === undefined ? { now } : { now, maxSitemaps };
  const found = await discoverItems(answerOf('/sitemap.xml'), { ...endpoint, newerThanMs }, fetch, limits);
  return { asked, problems: found.problems, paths: found.items.map((item) => new URL(item.url).pathname) };
}

describe('discoverItems', () => {
  it('reads a plain sitemap without fetching anything', async () => {
    expect(await discover({ '/sitemap.xml': urlset('/a', '/b') })).toEqual({
      asked: [],
      problems: [],
      paths: ['/a', '/b'],
    });
  });

  it('follows an index by date, newest first', async () => {
    const files = {
      '/sitemap.xml': index(['/old.xml', '2025-12-01'], ['/new.xml', '2026-01-10'], '/undated.xml'),
      '/old.xml': urlset('/old'),
      '/new.xml': urlset('/new'),
      '/undated.xml': urlset('/undated'),
    };
    expect(await discover(files)).toMatchObject({
      asked: ['/new.xml', '/old.xml', '/undated.xml'],
      paths: ['/new', '/old', '/undated'],
    });
  });

  it('follows an index without dates by the numbers in its addresses', async () => {
    const { asked } = await discover({ '/sitemap.xml': index('/s-2025-9.xml', '/s-2025-12.xml', '/s-2026-1.xml') });
    expect(asked).toEqual(['/s-2026-1.xml', '/s-2025-12.xml', '/s-2025-9.xml']);
  });

  it('stops at the first sitemap with nothing new, and passes over those not touched since', async () => {
    const files = {
      '/sitemap.xml': index('/3.xml', '/2.xml', '/1.xml', ['/0.xml', '2025-01-01']),
      '/3.xml': urlset('/2026/01/09/c'),
      '/2.xml': urlset('/2025/12/01/b'),
      '/1.xml': urlset('/2025/11/01/a'),
    };
    expect((await discover(files, { newerThanMs: 7 * 24 * 3600 * 1000 })).asked).toEqual(['/3.xml', '/2.xml']);
  });

  it('fetches no more than it may, each once, and ends cycles', async () => {
    const many = Array.from({ length: 50 }, (_, number) => `/${number}.xml`);
    expect((await discover({ '/sitemap.xml': index(...many) }, { maxSitemaps: 4 })).asked).toHaveLength(4);
    const cycle = {
      '/sitemap.xml': index('/a.xml', '/a.xml', '/sitemap.xml'),
      '/a.xml': index('/sitemap.xml', '/a.xml', '/b.xml'),
      '/b.xml': urlset('/b'),
    };
    expect(await discover(cycle)).toMatchObject({ asked: ['/a.xml', '/b.xml'], paths: ['/b'] });
  });

  it('goes three levels deep and says what lies deeper', async () => {
    const files = {
      '/sitemap.xml': index('/a.xml'),
      '/a.xml': index('/b.xml'),
      '/b.xml': index('/c.xml'),
      '/c.xml': index('/d.xml'),
      '/d.xml': urlset('/d'),
    };
    const { asked, problems } = await discover(files);
    expect(asked).toEqual(['/a.xml', '/b.xml', '/c.xml']);
    expect(problems).toEqual([expect.stringContaining('/c.xml')]);
  });

  it('loses nothing to a sitemap that cannot be had or read', async () => {
    const files = { '/sitemap.xml': index('/3.xml', '/2.xml', '/1.xml'), '/2.xml': '<html>', '/1.xml': urlset('/a') };
    const { paths, problems } = await discover(files);
    expect(paths).toEqual(['/a']);
    expect(problems).toEqual([expect.stringContaining('/3.xml'), expect.stringContaining('/2.xml')]);
  });

  it('says why the endpoint itself cannot be read', async () => {
    expect(await discover({ '/sitemap.xml': '<html>' })).toMatchObject({
      paths: [],
      problems: [expect.stringContaining('no sitemap')],
    });
  });
});
