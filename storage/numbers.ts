import type { ChangeKind } from '../src/model/change.ts';
import type { TimeUnit } from '../src/model/time-unit.ts';
import { type CountedArticles, type CountedChanges, countArticles, countChanges, findUnit } from './counted-rows.ts';
import type { Db } from './open-database.ts';
import { firstEditOf, sumEdits, sumOverTime, sumSources } from './sum-numbers.ts';

/**
 * What is counted: changes that were seen in `[since, until)`, and articles first seen then; of one source or of all.
 * `now`: when it is counted, where that is later than `until`.
 */
export type NumbersFilter = { sourceId: string | null; since: Date; until: Date; now?: Date };

/** An edit counts in the hours and days of its source's time zone, by the source's id; elsewhere in UTC. */
export type Zones = Map<string, string>;

/** How many changes there were. */
export type ChangeNumbers = {
  /** Edits; what befell articles beside them is in `away`. */
  edits: number;
  silent: number;
  headlineTests: number;
  /** How often articles were found gone, withdrawn, redirected, or no longer to be read. */
  away: number;
};

/** Articles that were first seen in a time and captured. Times in milliseconds. */
export type ArticleNumbers = {
  articles: number;
  /** How many of them were edited since. */
  edited: number;
  /** How many of them were not, and are younger than a week: their first edit may still come. */
  young: number;
  /** From when an article was first seen to when its first edit was: the median of those that were edited. */
  firstEditMs: number | null;
};

/** Counts of a source's changes and articles. */
export type SourceNumbers = { sourceId: string } & ChangeNumbers & ArticleNumbers;

/** Counts of a day, week or month, by its first day (`2026-01-31`). */
export type StretchNumbers = { from: string } & ChangeNumbers & ArticleNumbers;

export type Numbers = {
  sources: SourceNumbers[];
  /** Changes by kind, the most frequent first; `each`: in each of the `stretches`. */
  kinds: { kind: ChangeKind; changes: number; each: number[] }[];
  /** Edits by the hour of the day, 0 to 23. */
  hours: number[];
  /** Edits a day (`2026-01-31`), those without any left out. */
  days: { day: string; edits: number; silent: number }[];
  /** From when an article was first seen to when its first edit was: the quartiles, in milliseconds; `null` where none was edited. */
  firstEdit: { quarterMs: number; medianMs: number; threeQuartersMs: number } | null;
  /** What the time is cut into, and the figures of each part, those without any left out. */
  unit: TimeUnit;
  stretches: StretchNumbers[];
};

/** Counts changes and articles. Noise, by rule or by a reviewer, and what is in quarantine count for nothing. */
export async function countNumbers(db: Db, filter: NumbersFilter, zones: Zones): Promise<Numbers> {
  const unit = await findUnit(db, filter);
  const [changes, articles] = await Promise.all([
    countChanges(db, filter, zones),
    countArticles(db, filter, zones, { unit, ofEach: false }),
  ]);
  return sumUp(changes, articles, { unit, of: null });
}

/** The same of all sources, under an empty id, and of each of them, at once. */
export async function countNumbersOfEach(db: Db, filter: NumbersFilter, zones: Zones): Promise<Map<string, Numbers>> {
  const unit = await findUnit(db, filter);
  const [changes, articles] = await Promise.all([
    countChanges(db, filter, zones),
    countArticles(db, filter, zones, { unit, ofEach: true }),
  ]);
  const changesOf = Map.groupBy(changes, ({ source }) => source);
  const articlesOf = Map.groupBy(articles, ({ source }) => source);
  const ids = [...new Set([...changesOf.keys(), ...articlesOf.keys()])].filter((id) => id !== null);
  const each = ids.map((id): [string, Numbers] => {
    return [id, sumUp(changesOf.get(id) ?? [], articlesOf.get(id) ?? [], { unit, of: id })];
  });
  return new Map([['', sumUp(changes, articles, { unit, of: null })], ...each]);
}

/** Numbers of a source, or of all that was counted (`null`). */
function sumUp(
  changes: CountedChanges[],
  articles: CountedArticles[],
  { unit, of }: { unit: TimeUnit; of: string | null },
): Numbers {
  const whole = articles.filter(({ source }) => source === of);
  return {
    sources: sumSources(changes, articles),
    ...sumEdits(changes),
    firstEdit: firstEditOf(whole.find(({ stretch }) => stretch === null)),
    unit,
    ...sumOverTime(changes, whole, unit),
  };
}
