/**
 * What is alike in the changes of many articles. One inner list a difference, of the ways in which it can be said, the
 * narrowest first: `same:…` for the very same words, `alike:…` for the same place and kind.
 */
export type Traits = string[][];

/** How often a trait came up in a source of late, counted in articles. */
export type TraitCount = {
  trait: string;
  /** Articles whose changes have it. */
  articles: number;
  /** Articles of the source that were visited since the first of these changes. */
  visited: number;
};

/** `open`: nobody has decided; `accepted`: real edits; `rejected`: the template's or the extractor's doing. */
export const DRIFT_STATUSES = ['open', 'accepted', 'rejected'] as const;
export type DriftStatus = (typeof DRIFT_STATUSES)[number];
