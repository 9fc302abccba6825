import type { Standing } from './outcome.ts';

/** Where an article is in its life, and what a later visit has still to confirm. */
export type Life = {
  standing: Standing;
  /** What the latest visits found instead, in a row: too few of them to believe it yet. `since` is ISO 8601. */
  doubt: { standing: Standing; visits: number; since: string } | null;
  /** It answered at a new address, and has been read there this many times. */
  move: { from: string; to: string; visits: number } | null;
};

/** The life of an article that nothing has befallen. */
export const UNTROUBLED: Life = { standing: 'live', doubt: null, move: null };
