/**
 * How often a source's articles are edited, by their age: in each bin of age the edits that were seen, and how many
 * articles were watched through it (a part of one for a part of it).
 */
export type EditRates = { edits: readonly number[]; exposure: readonly number[] };

/**
 * How much articles differ: the shares of those that are edited so many times as often as the mean article, by the
 * grid of `src/revisit/liveliness.ts`.
 */
export type LivelinessShares = readonly number[];

/** So many visits an article come of this threshold, on average over its life. */
export type VisitsAtThreshold = { threshold: number; visits: number };

/** What the next visits are planned by: what was learned of a source, of all articles, and of what visits cost. */
export type RevisitPlan = {
  rates: EditRates;
  shares: LivelinessShares;
  /** The expected number of unseen edits at which an article is visited. */
  threshold: number;
};

/**
 * Why a visit is due when it is: so many unseen edits are `expected`, or fewer, and the article was left alone for so
 * long that one would have `waited`; a `sweep` at 24 hours or 7 days; the source's `floor` or `ceiling`; something is in
 * `doubt` and has to be confirmed; it is `gone`; after `failures`; the server asked for it (`retry-after`); a feed or
 * sitemap `told` of an edit; its address was found to be `elsewhere`; it was `merged` into another article; or it is
 * `retired`.
 */
export const VISIT_REASONS = [
  'expected',
  'waited',
  'sweep',
  'floor',
  'ceiling',
  'doubt',
  'gone',
  'failures',
  'retry-after',
  'told',
  'elsewhere',
  'browser',
  'merged',
  'retired',
] as const;
export type VisitReason = (typeof VISIT_REASONS)[number];

/**
 * When an article is due again (`null`: never), why then, and how many times as often as the mean article it is taken to
 * be edited (`null`: nobody asked, for it is no article of its own, or only its address was found).
 */
export type VisitPlan = { at: Date | null; why: VisitReason; liveliness: number | null };
