import { type Claimants, chooseOwner, indexClaimants } from '../src/discover/choose-owner.ts';
import { identifyArticle } from '../src/discover/identify-article.ts';
import type { Source } from '../src/model/source.ts';
import { findArticlesAt } from '../storage/aliases.ts';
import { addArticles, type Candidate } from '../storage/articles.ts';
import { keepFormerIdentities } from '../storage/former-identities.ts';
import { heedUpdates } from './heed-updates.ts';
import type { Stet } from './stet.ts';

/** So many at a time: a sitemap may name fifty thousand. */
const BATCH = 1_000;

/** An article as an endpoint named it, perhaps with when it was last edited. */
type Named = Candidate & { updatedAt: string | null; formerIdentities?: string[] };

/** Sources are indexed once for each configuration that is read. */
const INDEXES = new WeakMap<Source[], Claimants>();

/**
 * Adds the articles that an endpoint of `finder` named, each to the source that owns it: one article, whichever source
 * met it. Gives how many were not known.
 */
export async function keepArticles(stet: Stet, finder: Source, named: Named[], now: Date): Promise<number> {
  let added = 0;
  for (let from = 0; from < named.length; from += BATCH) {
    const batch = named.slice(from, from + BATCH);
    for (const { owner, candidates } of await groupByOwner(stet, finder, batch)) {
      const { db } = stet.database;
      const known = await keepFormerIdentities(db, owner.id, candidates);
      added += await addArticles(db, owner.id, known, now);
      await heedUpdates(stet, owner, known, now);
    }
  }
  return added;
}

type Owned = { owner: Source; candidates: (Named & { formerIdentities: string[] })[] };

async function groupByOwner(stet: Stet, finder: Source, named: Named[]): Promise<Iterable<Owned>> {
  const known = await findArticlesAt(
    stet.database.db,
    named.map(({ url }) => url),
  );
  const { sources } = stet.config();
  const claimants = indexOf(sources);
  const groups = new Map<string, Owned>();
  for (const candidate of named) {
    const url = new URL(candidate.url);
    const holder = known.get(candidate.url)?.sourceId;
    const ownerId = chooseOwner(url, claimants, holder === undefined ? [finder.id] : [holder, finder.id])?.id;
    const owner = (ownerId === finder.id ? finder : sources.find(({ id }) => id === ownerId)) ?? finder;
    const { identity, formerIdentities } = identifyArticle(url, owner.articles) ?? candidate;
    const group = groups.get(owner.id) ?? { owner, candidates: [] };
    group.candidates.push({ ...candidate, identity, formerIdentities: formerIdentities ?? [] });
    groups.set(owner.id, group);
  }
  return groups.values();
}

/** A source that is switched off visits nothing: what it owns is left to whoever finds it. */
function indexOf(sources: Source[]): Claimants {
  const known = INDEXES.get(sources);
  if (known !== undefined) return known;
  const index = indexClaimants(sources.filter((source) => source.enabled));
  INDEXES.set(sources, index);
  return index;
}
