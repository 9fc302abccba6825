import type { SourceHealth } from '../../storage/health.ts';
import type { Outcome } from '../model/outcome.ts';

/** The days over which `SourceHealth` counts what is new. */
const DAYS = 7;

/** What goes wrong of a source's visits, as shares of its articles (0 to 1); `null` where there are none to tell by. */
export type SourceShares = {
  /** Articles first seen a day, over the last week. */
  articlesADay: number;
  /** Of those that were ever read, how many were ever edited. */
  edited: number | null;
  /** Whose last visit failed, was asked to wait, was blocked or met a paywall, was disallowed by robots.txt. */
  failed: number | null;
  blocked: number | null;
  disallowed: number | null;
};

/** A part of a whole, 0 to 1; `null` where there is nothing to have a part of. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** The rates of a source, by what the last visits of its articles came to. */
export function listShares({ newArticles, captured, edited, outcomes }: SourceHealth): SourceShares {
  const visited = outcomes.reduce((sum, { articles }) => sum + articles, 0);
  const shareWith = (...wanted: Outcome[]) => {
    const found = outcomes.filter(({ outcome }) => wanted.includes(outcome));
    return shareOf(
      found.reduce((sum, { articles }) => sum + articles, 0),
      visited,
    );
  };
  return {
    articlesADay: newArticles / DAYS,
    edited: shareOf(edited, captured),
    failed: shareWith('failed', 'throttled'),
    blocked: shareWith('blocked', 'paywalled'),
    disallowed: shareWith('disallowed'),
  };
}
