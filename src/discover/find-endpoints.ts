import { load } from 'cheerio/slim';
import { foldSpace } from './plain-text.ts';
import { resolveLink } from './resolve-link.ts';

/** What a homepage and its robots.txt say of a site's endpoints. */
export type FoundEndpoints = {
  /** The site's name, and its language as a BCP 47 tag, where the page gives them. */
  title: string | null;
  language: string | null;
  feeds: { url: string; title: string | null }[];
  sitemaps: string[];
  /** Usual places to try, where nothing is announced: not known to exist. */
  candidates: { feeds: string[]; sitemaps: string[] };
};

const FEED_TYPES = /^application\/(rss\+xml|atom\+xml|rdf\+xml|feed\+json)\b|^application\/json\b.*feed|^text\/xml\b/i;
const FEED_PATHS = [
  '/feed',
  '/rss',
  '/rss.xml',
  '/feed.xml',
  '/atom.xml',
  '/index.xml',
  '/feeds/all.rss.xml',
  '/rss/news',
];
const SITEMAP_PATHS = ['/sitemap.xml', '/sitemap_index.xml', '/news-sitemap.xml', '/sitemap-news.xml'];

/** What to write into a new source's configuration, from its homepage and, where there is one, its robots.txt. */
export function findEndpoints(html: string, url: URL, robotsText: string | null): FoundEndpoints {
  const $ = load(html);
  const base = resolveLink($('base[href]').first().attr('href'), url.href) ?? url.href;
  const feeds = new Map<string, { url: string; title: string | null }>();
  for (const link of $('link[href][rel]').toArray()) {
    const rels = ($(link).attr('rel') ?? '').toLowerCase().split(/\s+/);
    const address = resolveLink($(link).attr('href'), base);
    if (address === null || !rels.includes('alternate') || !FEED_TYPES.test($(link).attr('type') ?? '')) continue;
    if (!feeds.has(address)) feeds.set(address, { url: address, title: foldSpace($(link).attr('title')) });
  }
  const sitemaps = listSitemaps(robotsText ?? '', url);
  return {
    title:
      foldSpace($('meta[property="og:site_name"]').first().attr('content')) ?? foldSpace($('title').first().text()),
    language: languageOf($('html').attr('lang') ?? $('meta[http-equiv="content-language" i]').attr('content')),
    feeds: [...feeds.values()],
    sitemaps,
    candidates: { feeds: resolveAll(FEED_PATHS, url), sitemaps: resolveAll(SITEMAP_PATHS, url) },
  };
}

/** The addresses of the `Sitemap:` lines of a robots.txt, each once. */
function listSitemaps(robotsText: string, url: URL): string[] {
  const lines = robotsText.split(/\r\n|\r|\n/).map((line) => /^\s*site-?map\s*:\s*(\S+)/i.exec(line)?.[1]);
  const addresses = lines.map((line) => resolveLink(line, url.href)).filter((address) => address !== null);
  return [...new Set(addresses)];
}

function resolveAll(paths: string[], url: URL): string[] {
  return paths.map((path) => new URL(path, url).href);
}

function languageOf(tag: string | undefined): string | null {
  const name = tag?.split(',')[0]?.trim().replaceAll('_', '-') ?? '';
  try {
    return name === '' ? null : (Intl.getCanonicalLocales(name)[0] ?? null);
  } catch {
    return null;
  }
}
