import type { Item } from '../model/item.ts';
import type { ArticlePattern, Endpoint } from '../model/source.ts';
import { type Identified, identifyArticle } from './identify-article.ts';
import { isSameSite } from './section/choose-article-links.ts';

/**
 * An article that an endpoint names: its item with the URL cleaned, its identity, and those it may be stored under;
 * `variant` where it named the AMP or print page of it.
 */
export type ArticleCandidate = Item & { identity: string; formerIdentities: string[]; variant?: string };

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The articles among the items of an endpoint, in its order and each once: those that match the source's pattern and
 * are not older than `newerThanMs`. What one mention of an article lacks, a later one may give.
 */
export function selectItems(items: Item[], endpoint: Endpoint, pattern: ArticlePattern, now: Date): ArticleCandidate[] {
  const candidates = new Map<string, ArticleCandidate>();
  for (const item of items) {
    const url = URL.parse(item.url);
    const found = url === null || !isOwnLink(url, endpoint, pattern) ? null : identifyArticle(url, pattern);
    if (found === null || !isFresh(item, endpoint.newerThanMs, now)) continue;
    const known = candidates.get(found.identity);
    if (known === undefined) candidates.set(found.identity, toCandidate(item, found));
    else candidates.set(found.identity, { ...known, ...complete(known, item) });
  }
  return [...candidates.values()];
}

function toCandidate(item: Item, { identity, url, variant, formerIdentities }: Identified): ArticleCandidate {
  return { ...item, url: url.href, identity, formerIdentities, ...(variant === null ? {} : { variant: variant.href }) };
}

/** Whether an item may be as new as is asked for; one that says nothing of its date may. */
export function isFresh(item: Item, newerThanMs: number | null, now: Date): boolean {
  if (newerThanMs === null) return true;
  const at = dateOf(item);
  return at === null || at >= now.getTime() - newerThanMs;
}

/** The latest that an item can be from: its dates, else the day in its address, whose end in the westernmost zone counts. */
function dateOf(item: Item): number | null {
  const dates = [item.publishedAt, item.updatedAt].filter((date) => date !== null).map((date) => Date.parse(date));
  if (dates.length > 0) return Math.max(...dates);
  const [, year, month, day] =
    /\/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(item.url) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at) ? null : at + 1.5 * DAY_MS;
}

function complete(known: Item, item: Item): Pick<Item, 'title' | 'publishedAt' | 'updatedAt'> {
  return {
    title: known.title ?? item.title,
    publishedAt: known.publishedAt ?? item.publishedAt,
    updatedAt: known.updatedAt ?? item.updatedAt,
  };
}

/** Whether nothing but their looks says which links of an endpoint are articles: a section page with neither selector nor pattern. */
export function isLearned(endpoint: Endpoint, pattern: ArticlePattern): boolean {
  return endpoint.kind === 'section' && endpoint.links === null && pattern.match === null;
}

/** All links of a page with nothing to choose them by would be the whole web: then only the page's own site counts. */
function isOwnLink(url: URL, endpoint: Endpoint, pattern: ArticlePattern): boolean {
  if (!isLearned(endpoint, pattern)) return true;
  const page = URL.parse(endpoint.url);
  return page !== null && isSameSite(url, page);
}
