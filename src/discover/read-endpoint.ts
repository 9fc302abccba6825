import type { Item } from '../model/item.ts';
import type { FetchedPage } from '../model/page.ts';
import type { Endpoint } from '../model/source.ts';
import { decodeText } from './decode-text.ts';
import { parseFeed } from './parse-feed.ts';
import { parseSection } from './parse-section.ts';
import { decodeSitemapBytes, parseSitemap, type SitemapLink } from './parse-sitemap.ts';

/** What came over the wire for an endpoint; `url` is where it was found in the end. */
export type EndpointAnswer = { url: URL; bytes: Uint8Array; contentType: string | null };

/** A fetched page as the answer of an endpoint. */
export function toEndpointAnswer({ finalUrl, bytes, headers }: FetchedPage): EndpointAnswer {
  return { url: new URL(finalUrl), bytes, contentType: headers['content-type'] ?? null };
}

/** What an endpoint holds: items, further sitemaps, or a sentence why neither. */
export type EndpointReading =
  | { kind: 'items'; items: Item[] }
  | { kind: 'index'; sitemaps: SitemapLink[] }
  | { kind: 'unreadable'; reason: string };

/** Reads the bytes of an endpoint as what it is configured to be. */
export function readEndpoint(answer: EndpointAnswer, endpoint: Pick<Endpoint, 'kind' | 'links'>): EndpointReading {
  const { url, bytes, contentType } = answer;
  if (bytes.length === 0) return { kind: 'unreadable', reason: `${url.href} answered with an empty body.` };
  switch (endpoint.kind) {
    case 'feed':
      return readFeed(decodeText(bytes, contentType), url);
    case 'sitemap':
      return readSitemap(answer);
    case 'section':
      return orUnreadable(parseSection(decodeText(bytes, contentType), url, endpoint.links));
  }
}

function readFeed(text: string, url: URL): EndpointReading {
  const reading = parseFeed(text, url);
  if (reading.kind === 'items') return reading;
  const sitemap = parseSitemap(text, url);
  if (sitemap.kind === 'not-a-sitemap') return { kind: 'unreadable', reason: reading.reason };
  return {
    kind: 'unreadable',
    reason: `${url.href} is a sitemap, not a feed; name it as “sitemap:” in the configuration.`,
  };
}

/** A feed is a sitemap too, as sitemaps.org has it. */
function readSitemap({ url, bytes, contentType }: EndpointAnswer): EndpointReading {
  const decoded = decodeSitemapBytes(bytes, contentType);
  if (decoded.kind === 'unreadable')
    return { kind: 'unreadable', reason: `${url.href} is no sitemap: ${decoded.reason}.` };
  const reading = parseSitemap(decoded.text, url);
  if (reading.kind !== 'not-a-sitemap') return reading;
  const feed = parseFeed(decoded.text, url);
  return feed.kind === 'items' ? feed : { kind: 'unreadable', reason: reading.reason };
}

function orUnreadable(reading: ReturnType<typeof parseSection>): EndpointReading {
  return reading.kind === 'items' ? reading : { kind: 'unreadable', reason: reading.reason };
}
