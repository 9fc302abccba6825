import { type Claimants, chooseOwner, indexClaimants } from '../src/discover/choose-owner.ts';
import { identifyArticle } from '../src/discover/identify-article.ts';
import type { Source } from '../src/model/source.ts';
import { findArticlesAt } from '../storage/aliases.ts';
import { addArticles, type Candidate } from '../storage/articles.ts';
import type { Stet } from './stet.ts';

/** So many at a time: a sitemap may name fifty thousand. */
const BATCH = 1_000;

/** Sources are indexed once for each configuration that is read. */
const INDEXES = new WeakMap<Source[], Claimants>();

/**
 * Adds the articles that an endpoint of `finder` named, each to the source that owns it: one article, whichever source
 * met it. Gives how many were not known.
 */
export async function keepArticles(stet: Stet, finder: Source, named: Candidate[], now: Date): Promise<number> {
  let added = 0;
  for (let from = 0; from < named.length; from += BATCH) {
    const batch = named.slice(from, from + BATCH);
    for (const [owner, candidates] of await groupByOwner(stet, finder, batch)) {
      added += await addArticles(stet.database.db, owner, candidates, now);
    }
  }
  return added;
}

async function groupByOwner(stet: Stet, finder: Source, named: Candidate[]): Promise<Map<string, Candidate[]>> {
  const known = await findArticlesAt(
    stet.database.db,
    named.map(({ url }) => url),
  );
  const claimants = indexOf(stet.config().sources);
  const groups = new Map<string, Candidate[]>();
  for (const candidate of named) {
    const url = new URL(candidate.url);
    const holder = known.get(candidate.url)?.sourceId;
    const owner = chooseOwner(url, claimants, holder === undefined ? [finder.id] : [holder, finder.id]) ?? finder;
    const identity = identifyArticle(url, owner.articles)?.identity ?? candidate.identity;
    const group = groups.get(owner.id) ?? [];
    group.push({ ...candidate, identity });
    groups.set(owner.id, group);
  }
  return groups;
}

/** A source that is switched off visits nothing: what it owns is left to whoever finds it. */
function indexOf(sources: Source[]): Claimants {
  const known = INDEXES.get(sources);
  if (known !== undefined) return known;
  const index = indexClaimants(sources.filter((source) => source.enabled));
  INDEXES.set(sources, index);
  return index;
}
