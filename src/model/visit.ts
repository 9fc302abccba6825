import type { Article } from './article.ts';
import type { Change, ChangeKind } from './change.ts';
import type { Life } from './life.ts';
import type { ArticleStatus, Outcome } from './outcome.ts';
import type { RevisitPlan } from './revisit.ts';

/** What is known of an article's visits, for deciding when the next one is due. */
export type VisitHistory = {
  /** When the paper says it was published, else when we first saw it. */
  bornAt: Date;
  firstSeenAt: Date;
  lastVisitAt: Date;
  lastOutcome: Outcome;
  /** When each version after the first was seen, oldest first. */
  changedAt: Date[];
  /** When its page was seen to say that it was modified, with nothing changed. */
  touchedAt: Date[];
  /** Visits in a row that did not get a page. */
  failures: number;
  /** What the server asked for, counted from `lastVisitAt`. */
  retryAfterMs: number | null;
  /** The last visit found something that the next one has to confirm. */
  isInDoubt: boolean;
  revisit: { retireAfterMs: number; floorMs: number; ceilingMs: number };
  plan: RevisitPlan;
};

/**
 * A version as a later one is judged by it: `digest` by the extractor that reads now, `null` where that has not read
 * it; `gist` of what a reader takes from it and `headline`, `null` where they are not asked for; `kinds` of the change that it came with.
 */
export type PastVersion = {
  number: number;
  digest: string | null;
  gist: string | null;
  headline: string | null;
  seenAt: Date;
  kinds: ChangeKind[];
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
  /** What is to be kept of the newest version beside that: what befell the article, and noise. No version comes of it. */
  remarks: Change[];
  life: Life;
  /** The article's address now, where it moved. */
  movedTo: string | null;
  /** The id of the stored article that it turned out to be: it is visited as that one from now on. */
  mergedInto: string | null;
};
