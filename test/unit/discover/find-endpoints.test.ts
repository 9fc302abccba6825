import { describe, expect, it } from 'vitest';
import { findEndpoints } from '../../../src/discover/find-endpoints.ts';

const url = new URL('https://www.paper.example/en/');

describe('findEndpoints', () => {
  it('finds what a homepage and its robots.txt announce', () => {
    const html = `<html lang="en_GB"><head><base href="/"><title> The Paper – News </title>
      <meta property="og:site_name" content="The Paper">
      <link rel="alternate" type="application/rss+xml" title="News" href="rss/news">
      <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://feeds.example/atom">
      <link rel="alternate" type="application/rss+xml" href="/rss/news">
      <link rel="alternate" type="application/feed+json" href="/feed.json">
      <link rel="alternate" hreflang="ru" href="https://ru.paper.example/">
      <link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="stylesheet" type="text/css" href="x.css">`;
    const robots =
      'User-agent: *\r\nSitemap: https://static.paper.example/sitemap.xml\r\nsitemap:/news.xml # news\nSitemap: https://static.paper.example/sitemap.xml';
    expect(findEndpoints(html, url, robots)).toMatchObject({
      title: 'The Paper',
      language: 'en-GB',
      feeds: [
        { url: 'https://www.paper.example/rss/news', title: 'News' },
        { url: 'https://feeds.example/atom', title: null },
        { url: 'https://www.paper.example/feed.json', title: null },
      ],
      sitemaps: ['https://static.paper.example/sitemap.xml', 'https://www.paper.example/news.xml'],
    });
  });

  it('has usual places to try, and nulls, where nothing is announced', () => {
    const found = findEndpoints('<p>Hello', url, null);
    expect(found).toMatchObject({ title: null, language: null, feeds: [], sitemaps: [] });
    expect(found.candidates.feeds).toContain('https://www.paper.example/feed');
    expect(found.candidates.sitemaps).toContain('https://www.paper.example/sitemap.xml');
  });

  it.each([
    ['<html lang="ru"><title>Газета</title>', 'ru', 'Газета'],
    ['<html lang="not a tag"><title></title>', null, null],
    ['<meta http-equiv="Content-Language" content="de, en"><title>Zeitung</title>', 'de', 'Zeitung'],
  ])('reads language and title of %s', (html, language, title) => {
    expect(findEndpoints(html, url, null)).toMatchObject({ language, title });
  });
});
