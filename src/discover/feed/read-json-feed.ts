import { parseDate } from '../parse-date.ts';
import { foldSpace } from '../plain-text.ts';
import { resolveLink } from '../resolve-link.ts';
import { type FeedDocument, type FeedEntry, NO_RHYTHM } from './feed-document.ts';

/** Reads a JSON Feed (jsonfeed.org, 1.0 and 1.1); `null` when it is none. What an item has of the wrong type it has not. */
export function readJsonFeed(text: string, url: URL): FeedDocument | null {
  const feed = parseObject(text);
  if (feed === null || !Array.isArray(feed.items)) return null;
  const head = {
    id: textOf(feed.feed_url),
    url: resolveLink(textOf(feed.home_page_url), url.href),
    title: foldSpace(textOf(feed.title)),
    publishedAt: null,
    updatedAt: null,
  };
  return { ...head, rhythm: NO_RHYTHM, entries: feed.items.map((item) => toEntry(asObject(item) ?? {}, url)) };
}

function toEntry(item: Record<string, unknown>, url: URL): FeedEntry {
  // JSON Feed 1: an id of another type is to be taken as text.
  const id = typeof item.id === 'number' ? String(item.id) : textOf(item.id);
  const permalink = /^https?:\/\//i.test(id ?? '') ? id : null;
  const address = [item.url, permalink, item.external_url].map((link) => resolveLink(textOf(link), url.href));
  return {
    id,
    url: address.find((each) => each !== null) ?? null,
    title: foldSpace(textOf(item.title)),
    publishedAt: parseDate(textOf(item.date_published)),
    updatedAt: parseDate(textOf(item.date_modified)),
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
