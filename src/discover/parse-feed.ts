import type { FeedRhythm } from '../model/endpoint-pace.ts';
import type { Item } from '../model/item.ts';
import type { FeedDocument, FeedEntry } from './feed/feed-document.ts';
import { readJsonFeed } from './feed/read-json-feed.ts';
import { readWithFeedsmith } from './feed/read-with-feedsmith.ts';
import { readXmlFeed } from './feed/read-xml-feed.ts';

/** `rhythm`: what the feed says of how often it is worth a visit. */
export type FeedReading = { kind: 'items'; items: Item[]; rhythm: FeedRhythm } | { kind: 'not-a-feed'; reason: string };

/**
 * The items of a feed: RSS 0.9x, 1.0 and 2.0, Atom, CDF, JSON Feed, in whatever state. Items without any address are
 * passed over. Where that leaves some out, a second parser is asked, and the reading that has more of them counts.
 */
export function parseFeed(text: string, url: URL): FeedReading {
  const reading = readFeed(text, url);
  if (reading.kind === 'not-a-feed') return reading;
  const items = reading.feed.entries.flatMap(toItem);
  const { rhythm, entries } = reading.feed;
  const second = items.length < Math.max(entries.length, countOpenings(text)) ? readWithFeedsmith(text, url) : [];
  return { kind: 'items', items: second.length > items.length ? second : items, rhythm };
}

/** What a feed says of itself, and all its entries; or a sentence why the text is no feed. */
export function readFeed(
  text: string,
  url: URL,
): { kind: 'feed'; feed: FeedDocument } | { kind: 'not-a-feed'; reason: string } {
  const isJson = /^[\s\uFEFF]*\{/.test(text);
  const reading = isJson ? readJson(text, url) : readXmlFeed(text, url);
  if (reading.kind === 'feed') return reading;
  return { kind: 'not-a-feed', reason: `${url.href} is no feed: ${explain(text, reading.root)}` };
}

function readJson(text: string, url: URL): { kind: 'feed'; feed: FeedDocument } | { kind: 'not-a-feed'; root: 'json' } {
  const feed = readJsonFeed(text, url);
  return feed === null ? { kind: 'not-a-feed', root: 'json' } : { kind: 'feed', feed };
}

function explain(text: string, root: string | null): string {
  if (text.trim() === '') return 'it is empty; it is asked again.';
  if (root === 'json') return 'it is JSON, but no JSON Feed; name a feed.';
  if (root === null) return 'it is plain text; name a feed.';
  if (root === 'html' || /^\s*<!doctype html/i.test(text)) {
    return 'it is an HTML page; name its feed, or name the page as “section:” in the configuration.';
  }
  return `it begins with <${root}>; name a feed.`;
}

function toItem({ url, title, publishedAt, updatedAt }: FeedEntry): Item[] {
  return url === null ? [] : [{ url, title, publishedAt, updatedAt }];
}

function countOpenings(text: string): number {
  return text.match(/<(?:[\w.-]+:)?(?:item|entry)[\s>]/gi)?.length ?? 0;
}
