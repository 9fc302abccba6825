import type { TraitCount, Traits } from '../../model/drift.ts';

type Bounds = { articles: number; share: number };

/** The very same words in so many articles, and in so large a share of those that were looked at. */
const SAME: Bounds = { articles: 5, share: 0.5 };
/** The same kind of difference with other words: news alone can do that to a few. */
const ALIKE: Bounds = { articles: 8, share: 0.8 };

/**
 * The traits by which many articles of a source changed at once in the same way: then the page template changed, or
 * our reading of it, and not the news.
 */
export function findDrift(counts: TraitCount[]): string[] {
  return counts.filter(isDrift).map(({ trait }) => trait);
}

function isDrift({ trait, articles, visited }: TraitCount): boolean {
  const bounds = trait.startsWith('same:') ? SAME : ALIKE;
  return articles >= bounds.articles && articles >= visited * bounds.share;
}

/** Whether all that differs in a change is explained by a drift; an edit of its own keeps the change in sight. */
export function isExplained(traits: Traits, drift: ReadonlySet<string>): boolean {
  return traits.length > 0 && traits.every((ways) => ways.some((way) => drift.has(way)));
}
