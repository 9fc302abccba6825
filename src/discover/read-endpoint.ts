import type { FeedRhythm } from '../model/endpoint-pace.ts';
import type { Item } from '../model/item.ts';
import type { FetchedPage } from '../model/page.ts';
import type { Endpoint } from '../model/source.ts';
import { decodeText } from './decode-text.ts';
import { NO_RHYTHM } from './feed/feed-document.ts';
import { parseFeed } from './parse-feed.ts';
import { parseSection } from './parse-section.ts';
import { readSitemap, type SitemapLink } from './parse-sitemap.ts';
import type { KnownAddresses } from './section/choose-article-links.ts';
import { unpackText } from './sitemap/unpack-text.ts';

/** What came over the wire for an endpoint; `url` is where it was found in the end. */
export type EndpointAnswer = { url: URL; bytes: Uint8Array; contentType: string | null };

/** A fetched page as the answer of an endpoint. */
export function toEndpointAnswer({ finalUrl, bytes, headers }: FetchedPage): EndpointAnswer {
  return { url: new URL(finalUrl), bytes, contentType: headers['content-type'] ?? null };
}

/** What an endpoint holds: items, further sitemaps, or a sentence why neither. */
export type EndpointReading =
  | {
      kind: 'items';
      items: Item[];
      /** How many more there were that `keep` did not want. */
      passedOver: number;
      /** A sentence for what could not be read; `null` when all of it was. */
      problem: string | null;
      rhythm: FeedRhythm;
    }
  | { kind: 'index'; sitemaps: SitemapLink[] }
  | { kind: 'unreadable'; reason: string };

export type ReadOptions = {
  /** Of a sitemap, only the items that it wants are held. */
  keep?: (item: Item) => boolean;
  /** What is known of the source, where the links of a section page are to be judged by it; else all are taken. */
  known?: KnownAddresses | null;
};

/** Reads the bytes of an endpoint as what it is configured to be. */
export async function readEndpoint(
  answer: EndpointAnswer,
  endpoint: Pick<Endpoint, 'kind' | 'links'>,
  { keep, known = null }: ReadOptions = {},
): Promise<EndpointReading> {
  const { url, bytes, contentType } = answer;
  if (bytes.length === 0) return { kind: 'unreadable', reason: `${url.href} answered with an empty body.` };
  switch (endpoint.kind) {
    case 'feed':
      return await readFeedAnswer(answer);
    case 'sitemap':
      return await readSitemapAnswer(answer, keep);
    case 'section': {
      const reading = parseSection(decodeText(bytes, contentType), url, endpoint.links, known);
      return reading.kind === 'items' ? whole(reading.items) : { kind: 'unreadable', reason: reading.reason };
    }
  }
}

async function readFeedAnswer(answer: EndpointAnswer): Promise<EndpointReading> {
  const { url } = answer;
  const reading = parseFeed(await textOf(answer), url);
  if (reading.kind === 'items') return whole(reading.items, reading.rhythm);
  const sitemap = await readSitemap(answer, () => false);
  if (sitemap.kind === 'not-a-sitemap') return { kind: 'unreadable', reason: reading.reason };
  return {
    kind: 'unreadable',
    reason: `${url.href} is a sitemap, not a feed; name it as “sitemap:” in the configuration.`,
  };
}

/** A feed is a sitemap too, as sitemaps.org has it. */
async function readSitemapAnswer(answer: EndpointAnswer, keep?: (item: Item) => boolean): Promise<EndpointReading> {
  const reading = await readSitemap(answer, keep);
  if (reading.kind === 'items') return { ...reading, rhythm: NO_RHYTHM };
  if (reading.kind === 'index') return reading;
  const feed = parseFeed(await textOf(answer), answer.url);
  return feed.kind === 'items' ? whole(feed.items, feed.rhythm) : { kind: 'unreadable', reason: reading.reason };
}

/** The text as a whole. Feeds are packed at times too, without a word in the headers. */
async function textOf(answer: EndpointAnswer): Promise<string> {
  const { bytes, contentType } = answer;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return decodeText(bytes, contentType);
  const pieces: string[] = [];
  await unpackText(bytes, contentType, (piece) => pieces.push(piece) > 0);
  return pieces.join('');
}

function whole(items: Item[], rhythm: FeedRhythm = NO_RHYTHM): EndpointReading {
  return { kind: 'items', items, passedOver: 0, problem: null, rhythm };
}
