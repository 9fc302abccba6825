import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeSitemapBytes, parseSitemap } from '../../../src/discover/parse-sitemap.ts';

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
    expect(parseSitemap(text, url)).toEqual({
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
    expect(parseSitemap('<urlset/>', url)).toEqual({ kind: 'items', items: [] });
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

describe('decodeSitemapBytes', () => {
  it('unpacks gzip by its bytes, whatever it is called', () => {
    const bytes = gzipSync('<urlset/>');
    expect(decodeSitemapBytes(bytes, 'text/xml')).toEqual({ kind: 'text', text: '<urlset/>' });
    expect(decodeSitemapBytes(Buffer.from('<urlset/>'), 'application/gzip')).toEqual({
      kind: 'text',
      text: '<urlset/>',
    });
  });

  it.each([
    ['a bomb', gzipSync(Buffer.alloc(60_000_000))],
    ['an end in the middle', gzipSync('<urlset/>').subarray(0, -4)],
  ])('refuses %s', (_, bytes) => {
    expect(decodeSitemapBytes(bytes, null)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('gzip'),
    });
  });
});
