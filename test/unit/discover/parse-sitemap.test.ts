import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSitemap, readSitemap } from '../../../src/discover/parse-sitemap.ts';
import { readEndpoint } from '../../../src/discover/read-endpoint.ts';

const url = new URL('https://paper.example/sitemaps/news.xml');
const urls = (text: string) => {
  const reading = parseSitemap(text, url);
  return reading.kind === 'items' ? reading.items.map((item) => item.url) : reading.kind;
};

describe('parseSitemap', () => {
  it('reads addresses, dates and the news extension, and takes no image for a page', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?><!-- made by <b> -->
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
        <url><loc> https://paper.example/1?a=1&amp;b=2 </loc><lastmod>2022-02-11</lastmod>
          <image:image><image:loc>https://paper.example/1.jpg</image:loc><image:title>Image</image:title></image:image>
          <news:news><news:publication><news:name>Paper</news:name><news:language>en</news:language></news:publication>
            <news:publication_date>2022-02-11T12:05:00+03:00</news:publication_date><news:title>One &amp; two</news:title></news:news></url>
        <url><loc><![CDATA[/2]]></loc><video:video><video:title>Video</video:title></video:video></url>
        <url><lastmod>2022-02-11</lastmod></url>
      </urlset>`;
    expect(parseSitemap(text, url)).toMatchObject({
      kind: 'items',
      items: [
        {
          url: 'https://paper.example/1?a=1&b=2',
          title: 'One & two',
          publishedAt: '2022-02-11T09:05:00.000Z',
          updatedAt: '2022-02-11T00:00:00.000Z',
        },
        { url: 'https://paper.example/2', title: null, publishedAt: null, updatedAt: null },
      ],
    });
  });

  it.each([
    [
      'a prefix',
      '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>https://a.example/1</s:loc></s:url></s:urlset>',
    ],
    [
      'another namespace',
      '<urlset xmlns="http://www.google.com/schemas/sitemap/0.84"><url><loc>https://a.example/1</loc></url></urlset>',
    ],
    ['no namespace, bare ampersands', '<urlset><url><loc>https://a.example/1?a&b</loc></url></urlset>'],
    ['an end in the middle', '<urlset><url><loc>https://a.example/1</loc></url><url><lo'],
    ['addresses without loc', '<urlset><url>\nhttps://a.example/1\n</url></urlset>'],
    ['lines of text', '\uFEFFhttps://a.example/1\r\n\r\nhttps://a.example/2\n'.slice(1)],
  ])('reads %s', (_, text) => {
    expect(urls(text)).toContainEqual(expect.stringMatching(/^https:\/\/a\.example\/1/));
  });

  it('reads an index', () => {
    const text = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>https://paper.example/2022-2.xml</loc><lastmod>2022-02-11T12:00:00Z</lastmod></sitemap>
      <sitemap><loc>2022-1.xml</loc></sitemap></sitemapindex>`;
    expect(parseSitemap(text, url)).toEqual({
      kind: 'index',
      sitemaps: [
        { url: 'https://paper.example/2022-2.xml', updatedAt: '2022-02-11T12:00:00.000Z' },
        { url: 'https://paper.example/sitemaps/2022-1.xml', updatedAt: null },
      ],
    });
  });

  it('takes an empty sitemap for one', () => {
    expect(parseSitemap('<urlset/>', url)).toMatchObject({ kind: 'items', items: [] });
  });

  it.each([
    '<html><body>https://a.example/</body></html>',
    '<rss><channel/></rss>',
    'See https://a.example/ for more',
    '',
  ])('says that %j is none', (text) => {
    expect(urls(text)).toBe('not-a-sitemap');
  });
});

describe('readSitemap', () => {
  const read = (bytes: Uint8Array, contentType: string | null = null) => readSitemap({ bytes, contentType, url });
  const entries = (count: number) =>
    Array.from({ length: count }, (_, at) => `<url><loc>/${at}</loc><lastmod>2022-02-11</lastmod></url>`).join('');

  it('unpacks gzip by its bytes, whatever it is called', async () => {
    expect(await read(gzipSync('<urlset/>'), 'text/xml')).toMatchObject({ kind: 'items', problem: null });
    expect(await read(Buffer.from('<urlset/>'), 'application/gzip')).toMatchObject({ kind: 'items', problem: null });
  });

  it('holds of many entries only those that are wanted', async () => {
    const bytes = gzipSync(`<urlset>${entries(50_000)}</urlset>`);
    const reading = await readSitemap({ bytes, contentType: null, url }, (item) => item.url.endsWith('/77'));
    expect(reading).toMatchObject({ kind: 'items', passedOver: 49_999, problem: null });
    expect(reading.kind === 'items' && reading.items.map((item) => item.url)).toEqual(['https://paper.example/77']);
  });

  it('takes no more entries than a sitemap can have twice over, and says so', async () => {
    const reading = await readSitemap({ bytes: Buffer.from(`<urlset>${entries(101_000)}`), contentType: null, url });
    expect(reading).toMatchObject({ kind: 'items', problem: expect.stringContaining('more than 100000 entries') });
  });

  it('gives what stood before the place where its gzip breaks, and no half address', async () => {
    const packed = gzipSync(`<urlset>${entries(20_000)}</urlset>`);
    const reading = await read(packed.subarray(0, packed.length / 2));
    if (reading.kind !== 'items') throw new Error(reading.kind);
    expect(reading.problem).toContain('gzip');
    expect(reading.items.length).toBeGreaterThan(5000);
    expect(reading.items.map((item) => new URL(item.url).pathname)).toEqual(reading.items.map((_, at) => `/${at}`));
  });

  it('decodes letters that lie across the pieces in which it is read', async () => {
    const title = 'Новости'.repeat(40_000);
    const text = `<urlset xmlns:news="n"><url><loc>/1</loc><news:news><news:title>${title}</news:title></news:news></url></urlset>`;
    for (const mark of ['', ' ', '  ', '   ']) {
      const reading = await read(Buffer.from(`<!--${mark}-->${text}`));
      expect(reading.kind === 'items' && reading.items[0]?.title).not.toContain('\uFFFD');
    }
  });

  it('falls back to what is declared where a late piece is no UTF-8', async () => {
    const late = Buffer.from(`<url><loc>/z</loc><news><title>Caf\xe9</title></news></url></urlset>`, 'latin1');
    const bytes = Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?><urlset>${entries(3000)}`),
      late,
    ]);
    const reading = await read(bytes);
    expect(reading.kind === 'items' && reading.items.at(-1)?.title).toBe('Café');
  });

  it.each([
    ['a bomb', gzipSync(Buffer.alloc(60_000_000)), 'no sitemap'],
    ['a bomb of one address', gzipSync(`<urlset><url><loc>${'a'.repeat(60_000_000)}`), '50 MB'],
    ['an end in the middle', gzipSync('<urlset/>').subarray(0, -4), 'gzip'],
    ['nesting without end', Buffer.from('<urlset>'.repeat(100_000) + '</x>'.repeat(100_000)), null],
  ])('comes to an end with %s', async (_, bytes, why) => {
    const reading = await read(bytes);
    if (why === null) expect(reading).toMatchObject({ kind: 'items', items: [] });
    else expect(reading).toMatchObject({ kind: 'not-a-sitemap', reason: expect.stringContaining(why) });
  });

  it('never throws, and gives absolute addresses only', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES)), (pieces) => {
        const reading = parseSitemap(pieces.join(''), url);
        if (reading.kind === 'items') for (const item of reading.items) expect(item.url).toMatch(/^https?:\/\//);
      }),
    );
  });
});

const PIECES = [
  '<urlset>',
  '<url>',
  '</url>',
  '<loc>',
  '</loc>',
  '/a',
  '&',
  '<![CDATA[',
  ']]>',
  '<lastmod>',
  '<!--',
  '"',
];

const shared = process.env.STET_SHARED;
describe.skipIf(shared === undefined)('the sitemaps of crawler-commons (needs STET_SHARED)', () => {
  const folder = join(shared ?? '', 'suites', 'sitemaps');
  const expected: [string, string, number][] = [
    ['sitemaps/sitemap.txt', 'items', 2],
    ['sitemaps/sitemap-with-bom.txt', 'items', 2],
    ['sitemaps/do-not-visit.txt', 'items', 1],
    ['sitemaps/sitemap.badns.xml', 'items', 2],
    ['sitemaps/sitemap.ns.xml', 'items', 2],
    ['sitemaps/sitemap.index.xml', 'index', 15],
    ['sitemaps/xmlSitemap.gz', 'items', 5],
    ['sitemaps/sitemap.txt.gz', 'items', 5],
    ['sitemaps/atom.xml', 'items', 1],
    ['rss/feed.rss', 'items', 4],
    ['rss/xmlRss_pubDate.xml', 'items', 7],
    ['sitemaps/extension/hebdenbridgetimes-articles-sitemap.xml', 'items', 74],
    ['sitemaps/extension/pagemaps-sitemap.xml', 'items', 2],
    ['sitemaps/extension/shinpaideshou-news-sitemap.xml', 'items', 3],
    ['sitemaps/extension/sitemap-images.xml', 'items', 1],
    ['sitemaps/extension/sitemap-links.xml', 'items', 3],
    ['sitemaps/extension/sitemap-mobile.xml', 'items', 3],
    ['sitemaps/extension/sitemap-news.xml', 'items', 2],
    ['sitemaps/extension/sitemap-videos-tvshow.xml', 'items', 1],
    ['sitemaps/extension/sitemap-videos.xml', 'items', 3],
  ];

  it.each(expected)('%s: %s, %i', async (file, kind, count) => {
    const answer = { url, bytes: readFileSync(join(folder, file)), contentType: null };
    const reading = await readEndpoint(answer, { kind: 'sitemap', links: null });
    expect(reading.kind).toBe(kind);
    if (reading.kind === 'items') expect(reading.items).toHaveLength(count);
    if (reading.kind === 'index') expect(reading.sitemaps).toHaveLength(count);
  });
});
