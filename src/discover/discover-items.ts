import type { FeedRhythm } from '../model/endpoint-pace.ts';
import type { Item } from '../model/item.ts';
import type { Endpoint } from '../model/source.ts';
import { NO_RHYTHM } from './feed/feed-document.ts';
import type { SitemapLink } from './parse-sitemap.ts';
import { type EndpointAnswer, readEndpoint } from './read-endpoint.ts';
import type { KnownAddresses } from './section/choose-article-links.ts';
import { isFresh } from './select-items.ts';

/** What fetching one URL of an endpoint came to. */
export type EndpointFetch = { kind: 'answer'; answer: EndpointAnswer } | { kind: 'skipped'; reason: string };

/** All items that were found, a sentence for each part that could not be read, and what a feed says of its rhythm. */
export type Discovery = { items: Item[]; problems: string[]; rhythm: FeedRhythm };

export type DiscoverOptions = {
  now: Date;
  /** Sitemaps of an index that are fetched in one visit, at most. */
  maxSitemaps?: number;
  /** What is known of the source, where the links of a section page are to be judged by it. */
  known?: KnownAddresses | null;
};

type Walk = {
  endpoint: Endpoint;
  fetch: (url: URL) => Promise<EndpointFetch>;
  now: Date;
  known: KnownAddresses | null;
  left: number;
  seen: Set<string>;
};

/** An index in an index in an index is allowed nowhere (sitemaps.org allows one level), but seen. */
const MAX_DEPTH = 3;

/** Addresses with numbers or dates in them, the highest first: where an index gives no dates, those are the newest. */
const byNumbers = new Intl.Collator('en', { numeric: true });

/**
 * The items of an endpoint from its first answer on: of an index, the sitemaps newest first, through `fetch`, until
 * there are enough of them or, where `newerThanMs` is set, one holds nothing new any more. No sitemap is fetched twice.
 */
export async function discoverItems(
  first: EndpointAnswer,
  endpoint: Endpoint,
  fetch: (url: URL) => Promise<EndpointFetch>,
  { now, maxSitemaps = 10, known = null }: DiscoverOptions,
): Promise<Discovery> {
  const seen = new Set([first.url.href, endpoint.url]);
  const { items, problems, rhythm } = await walk({ endpoint, fetch, now, known, left: maxSitemaps, seen }, first, 0);
  return { items, problems, rhythm };
}

/** A part of a discovery; `isOldNews`: it held entries, and all of them are too old. */
type Part = Discovery & { isOldNews: boolean };

async function walk(state: Walk, answer: EndpointAnswer, depth: number): Promise<Part> {
  const { endpoint, now, known } = state;
  const keep = (item: Item) => isFresh(item, endpoint.newerThanMs, now);
  const reading = await readEndpoint(answer, endpoint, { keep, known });
  if (reading.kind === 'unreadable') return noItems(reading.reason);
  if (reading.kind === 'items') {
    const { items, passedOver, problem, rhythm } = reading;
    const isOldNews = passedOver > 0 && items.length === 0;
    return { items, problems: problem === null ? [] : [problem], rhythm, isOldNews };
  }
  if (depth >= MAX_DEPTH) return noItems(`${answer.url.href} is an index too deep inside others.`);

  const found: Part = { items: [], problems: [], rhythm: NO_RHYTHM, isOldNews: false };
  for (const sitemap of newestFirst(reading.sitemaps, state)) {
    if (state.left === 0) break;
    if (state.seen.has(sitemap.url)) continue;
    state.seen.add(sitemap.url);
    state.left -= 1;
    const fetched = await state.fetch(new URL(sitemap.url));
    const part = fetched.kind === 'answer' ? await walk(state, fetched.answer, depth + 1) : noItems(fetched.reason);
    // One by one: an argument list of 50,000 is too long.
    for (const item of part.items) found.items.push(item);
    found.problems.push(...part.problems);
    // The ones after it are older still.
    if (part.isOldNews) break;
  }
  return found;
}

function newestFirst(sitemaps: SitemapLink[], { endpoint, now }: Walk): SitemapLink[] {
  return sitemaps
    .filter(({ url, updatedAt }) =>
      isFresh({ url: '', title: url, publishedAt: null, updatedAt }, endpoint.newerThanMs, now),
    )
    .toSorted((a, b) => {
      const byDate = (b.updatedAt ?? '').localeCompare(a.updatedAt ?? '');
      return byDate === 0 ? byNumbers.compare(numbersOf(b.url), numbersOf(a.url)) : byDate;
    });
}

function numbersOf(url: string): string {
  return (url.match(/\d+/g) ?? []).join(' ');
}

function noItems(reason: string): Part {
  return { items: [], problems: [reason], rhythm: NO_RHYTHM, isOldNews: false };
}
