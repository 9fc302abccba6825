import type { Article } from './article.ts';
import type { Change } from './change.ts';
import type { ArticleStatus, Outcome } from './outcome.ts';

/** What is known of an article's visits, for deciding when the next one is due. */
export type VisitHistory = {
  /** When the paper says it was published, else when we first saw it. */
  bornAt: Date;
  lastVisitAt: Date;
  lastOutcome: Outcome;
  /** When each version after the first was seen, oldest first. */
  changedAt: Date[];
  /** Visits in a row that did not get a page. */
  failures: number;
  /** What the server asked for, counted from `lastVisitAt`. */
  retryAfterMs: number | null;
  revisit: { retireAfterMs: number; floorMs: number; ceilingMs: number };
};

/** What a visit of an article came to, decided without any I/O. */
export type Verdict = {
  outcome: Outcome;
  /** A sentence for people; empty where the outcome says it all. */
  reason: string;
  status: ArticleStatus;
  /** The record that becomes a new version; `null` where none does. */
  version: Article | null;
  /** How the new version differs from the one before; `null` for the first. */
  change: Change | null;
  /** The article's address now, where it moved. */
  movedTo: string | null;
};
