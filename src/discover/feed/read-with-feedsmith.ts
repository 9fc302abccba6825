import { type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import type { Item } from '../../model/item.ts';
import { parseDate } from '../parse-date.ts';
import { foldSpace, toPlainText } from '../plain-text.ts';
import { resolveLink } from '../resolve-link.ts';

type Rss = RssFeed.Feed<string>;
type Rdf = RdfFeed.Feed<string>;
type Atom = AtomFeed.Feed<string>;
type Json = JsonFeed.Feed<string>;
type Based = { xml?: { base?: string } };

/** The items with an address, as npm feedsmith finds them in a feed; none where it refuses the whole. */
export function readWithFeedsmith(source: string, url: URL): Item[] {
  try {
    return itemsOf(parseFeed(source), url.href);
  } catch {
    return [];
  }
}

function itemsOf(parsed: ReturnType<typeof parseFeed>, url: string): Item[] {
  switch (parsed.format) {
    case 'rss':
      return readRss(parsed.feed as Rss, url);
    case 'rdf':
      return readRdf(parsed.feed as Rdf, url);
    case 'atom':
      return readAtom(parsed.feed as Atom, url);
    case 'json':
      return readJson(parsed.feed as Json, url);
  }
}

function readRss(feed: Rss, url: string): Item[] {
  const feedBase = baseOf(feed, url);
  return (feed.items ?? []).flatMap((item) => {
    const base = baseOf(item, feedBase);
    const permalink = item.guid?.isPermaLink === false ? null : item.guid?.value;
    const address =
      resolveLink(item.link, base) ?? resolveAtomLink(item.atom?.links, base) ?? resolveAbsolute(permalink) ?? null;
    return toItem(address, toPlainText(item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value), {
      published:
        item.pubDate ??
        item.dc?.dates?.[0] ??
        item.dcterms?.issued?.[0] ??
        item.dcterms?.created?.[0] ??
        item.atom?.published,
      updated: item.atom?.updated ?? item.dcterms?.modified?.[0],
    });
  });
}

function readRdf(feed: Rdf, url: string): Item[] {
  const feedBase = baseOf(feed, url);
  return (feed.items ?? []).flatMap((item) =>
    toItem(
      resolveLink(item.link, baseOf(item, feedBase)) ?? resolveAbsolute(item.rdf?.about),
      toPlainText(item.title),
      {
        published: item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0] ?? item.dcterms?.created?.[0],
        updated: item.dcterms?.modified?.[0],
      },
    ),
  );
}

function readAtom(feed: Atom, url: string): Item[] {
  const feedBase = baseOf(feed, url);
  return (feed.entries ?? []).flatMap((entry) => {
    const address = resolveAtomLink(entry.links, baseOf(entry, feedBase)) ?? resolveAbsolute(entry.id);
    const isHtml = /html/i.test(entry.title?.type ?? '');
    const title = isHtml ? toPlainText(entry.title?.value) : foldSpace(entry.title?.value);
    return toItem(address, title, { published: entry.published, updated: entry.updated });
  });
}

function readJson(feed: Json, url: string): Item[] {
  return (feed.items ?? []).flatMap((item) => {
    const address = resolveLink(item.url, url) ?? resolveAbsolute(item.id) ?? resolveLink(item.external_url, url);
    return toItem(address, foldSpace(item.title), { published: item.date_published, updated: item.date_modified });
  });
}

type Dates = { published: string | null | undefined; updated: string | null | undefined };

function toItem(url: string | null, title: string | null, { published, updated }: Dates): Item[] {
  return url === null ? [] : [{ url, title, publishedAt: parseDate(published), updatedAt: parseDate(updated) }];
}

/** RFC 4287 § 4.2.7.2: a link without rel is an alternate; a page is preferred to other renderings. */
function resolveAtomLink(
  links: { href?: string; rel?: string; type?: string }[] | undefined,
  base: string,
): string | null {
  const alternates = (links ?? []).filter(({ rel }) => rel === undefined || rel === '' || rel === 'alternate');
  const page = alternates.find(({ type }) => type === undefined || /html/i.test(type)) ?? alternates[0];
  return resolveLink(page?.href, base);
}

/** An id that is an address already; `tag:` and `urn:` ids are none. */
function resolveAbsolute(id: string | null | undefined): string | null {
  return /^https?:\/\//i.test(id?.trim() ?? '') ? resolveLink(id, 'about:blank') : null;
}

/** RFC 4287 § 2 and XML Base: a base may itself be relative to the one outside it. */
function baseOf(element: Based, outer: string): string {
  return resolveLink(element.xml?.base, outer) ?? outer;
}
