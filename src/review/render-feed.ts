import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import type { ChangeFeed, FeedEntry } from './describe-feed.ts';
import { changeJson } from './json-shapes.ts';
import { renderChangeHtml } from './render-change-html.ts';

export const FEED_FORMATS = ['atom', 'rss', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** The media types of feeds: RFC 4287, § 7; what RSS readers expect; JSON Feed 1.1. */
export const FEED_TYPES: Record<FeedFormat, string> = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/feed+json',
};

/** A feed of changes as Atom (RFC 4287), RSS 2.0 or JSON Feed 1.1. All text of captured pages is escaped in it. */
export function renderFeed(feed: ChangeFeed, format: FeedFormat): string {
  if (format === 'atom') return renderAtom(feed);
  return format === 'rss' ? renderRss(feed) : renderJson(feed);
}

function renderAtom(feed: ChangeFeed): string {
  const written = generateAtomFeed({
    id: feed.id,
    title: { value: cleanXml(feed.title) },
    updated: feed.updatedAt,
    generator: { text: 'stet' },
    links: [
      { href: feed.selfUrl, rel: 'self', type: FEED_TYPES.atom },
      { href: feed.homeUrl, rel: 'alternate', type: 'text/html' },
    ],
    entries: feed.entries.map((entry) => ({
      id: entry.id,
      title: { value: cleanXml(entry.title) },
      updated: entry.at,
      published: entry.at,
      authors: [{ name: cleanXml(entry.source) }],
      categories: entry.kinds,
      links: [
        { href: entry.url, rel: 'alternate', type: 'text/html' },
        { href: entry.originalUrl, rel: 'related' },
      ],
      summary: { value: cleanXml(entry.summary) },
      content: { type: 'html', value: renderContent(entry) },
    })),
  });
  return escapeSections(written);
}

function renderRss(feed: ChangeFeed): string {
  const written = generateRssFeed({
    title: cleanXml(feed.title),
    link: feed.homeUrl,
    description: cleanXml(feed.title),
    lastBuildDate: feed.updatedAt,
    generator: 'stet',
    atom: { links: [{ href: feed.selfUrl, rel: 'self', type: FEED_TYPES.rss }] },
    items: feed.entries.map((entry) => ({
      guid: { value: entry.id, isPermaLink: false },
      title: cleanXml(entry.title),
      link: entry.url,
      pubDate: entry.at,
      categories: entry.kinds.map(({ term }) => ({ name: term })),
      dc: { creators: [cleanXml(entry.source)] },
      description: renderContent(entry),
    })),
  });
  return escapeSections(written);
}

function renderJson(feed: ChangeFeed): string {
  const written = generateJsonFeed({
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      external_url: entry.originalUrl,
      title: entry.title,
      summary: entry.summary,
      content_html: renderContent(entry),
      date_published: entry.at,
      authors: [{ name: entry.source }],
      tags: entry.kinds.map(({ term }) => term),
    })),
  }) as { items?: object[] }; // left out where there are none, which § "Top-level" does not allow
  const items = (written.items ?? []).map((item, index) => ({ ...item, _stet: describeItem(feed.entries[index]) }));
  return JSON.stringify({ ...written, items });
}

/** The extension of an item, by § "Extensions" of JSON Feed 1.1: the change as other programs get it. */
function describeItem(entry: FeedEntry | undefined): object | null {
  return entry === undefined ? null : changeJson(entry.change);
}

function renderContent({ change }: FeedEntry): string {
  return cleanXml(renderChangeHtml({ ...change, passedOver: change.passed_over }));
}

/** A text as the library writes one that needs escaping: sections of CDATA, with white space about them. */
const SECTIONS = /\s*((?:<!\[CDATA\[[\s\S]*?\]\]>)+)\s*/g;

/** Texts escaped in place of CDATA: readers take the white space about that for a part of titles and addresses. */
function escapeSections(xml: string): string {
  return xml.replaceAll(SECTIONS, (_, sections: string) =>
    sections
      .slice('<![CDATA['.length, -']]>'.length)
      .replaceAll(']]><![CDATA[', '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;'),
  );
}

/** Without the characters that XML 1.0 does not allow (§ 2.2): one of them makes a whole feed unreadable. */
function cleanXml(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}
