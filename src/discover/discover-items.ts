import type { Item } from '../model/item.ts';
import type { Endpoint } from '../model/source.ts';
import type { SitemapLink } from './parse-sitemap.ts';
import { type EndpointAnswer, readEndpoint } from './read-endpoint.ts';
import { isFresh } from './select-items.ts';

/** What fetching one URL of an endpoint came to. */
export type EndpointFetch = { kind: 'answer'; answer: EndpointAnswer } | { kind: 'skipped'; reason: string };

/** All items that were found, and a sentence for each part that could not be read. */
export type Discovery = { items: Item[]; problems: string[] };

export type DiscoverOptions = {
  now: Date;
  /** Sitemaps of an index that are fetched in one visit, at most. */
  maxSitemaps?: number;
};

type Walk = {
  endpoint: Endpoint;
  fetch: (url: URL) => Promise<EndpointFetch>;
  now: Date;
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
  { now, maxSitemaps = 10 }: DiscoverOptions,
): Promise<Discovery> {
  const seen = new Set([first.url.href, endpoint.url]);
  return await walk({ endpoint, fetch, now, left: maxSitemaps, seen }, first, 0);
}

async function walk(state: Walk, answer: EndpointAnswer, depth: number): Promise<Discovery> {
  const reading = readEndpoint(answer, state.endpoint);
  if (reading.kind === 'items') return { items: reading.items, problems: [] };
  if (reading.kind === 'unreadable') return { items: [], problems: [reading.reason] };
  if (depth >= MAX_DEPTH) return { items: [], problems: [`${answer.url.href} is an index too deep inside others.`] };

  const found: Discovery = { items: [], problems: [] };
  for (const sitemap of newestFirst(reading.sitemaps, state)) {
    if (state.left === 0) break;
    if (state.seen.has(sitemap.url)) continue;
    state.seen.add(sitemap.url);
    state.left -= 1;
    const fetched = await state.fetch(new URL(sitemap.url));
    const part = fetched.kind === 'answer' ? await walk(state, fetched.answer, depth + 1) : noItems(fetched.reason);
    found.items.push(...part.items);
    found.problems.push(...part.problems);
    if (isOldNews(part, state)) break;
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

/** Whether a sitemap held entries, and all of them too old: the ones after it are older still. */
function isOldNews({ items }: Discovery, { endpoint, now }: Walk): boolean {
  return (
    endpoint.newerThanMs !== null && items.length > 0 && !items.some((item) => isFresh(item, endpoint.newerThanMs, now))
  );
}

function noItems(reason: string): Discovery {
  return { items: [], problems: [reason] };
}
