import type { ChangeKind } from '../src/model/change.ts';
import { startOfUnit, type TimeUnit } from '../src/model/time-unit.ts';
import type { CountedArticles, CountedChanges } from './counted-rows.ts';
import type { ArticleNumbers, ChangeNumbers, Numbers, SourceNumbers } from './numbers.ts';

/** Kinds by which an article is not there any more, or not for everyone. */
const AWAY = new Set<ChangeKind>(['gone', 'soft-gone', 'redirected', 'withdrawn', 'paywalled', 'blocked']);

const NO_CHANGES: ChangeNumbers = { edits: 0, silent: 0, headlineTests: 0, away: 0 };
const NO_ARTICLES: ArticleNumbers = { articles: 0, edited: 0, young: 0, firstEditMs: null };

/** After how long the first edits were, in milliseconds. */
export function firstEditOf(counted: CountedArticles | undefined): Numbers['firstEdit'] {
  const [quarter, median, threeQuarters] = counted?.quartiles ?? [];
  if (quarter == null || median == null || threeQuarters == null) return null;
  return { quarterMs: quarter * 1_000, medianMs: median * 1_000, threeQuartersMs: threeQuarters * 1_000 };
}

/** Numbers by source, in the order of their ids. */
export function sumSources(changes: CountedChanges[], articles: CountedArticles[]): SourceNumbers[] {
  const changesOf = sumEach(changes, ({ source }) => source);
  const articlesOf = new Map(
    articles.flatMap((row) => (row.source === null || row.stretch !== null ? [] : [[row.source, numbersOf(row)]])),
  );
  return joinSums(changesOf, articlesOf).map(([sourceId, numbers]) => ({ sourceId, ...numbers }));
}

/**
 * Numbers by day, week or month, in the order of time, and changes by kind, in all and in each of these; `articles`: of
 * those whose changes these are.
 */
export function sumOverTime(
  changes: CountedChanges[],
  articles: CountedArticles[],
  unit: TimeUnit,
): Pick<Numbers, 'stretches' | 'kinds'> {
  const starts = new Map(changes.map(({ day }) => [day, '']));
  for (const day of starts.keys()) starts.set(day, startOfUnit(day, unit));
  const startOf = ({ day }: CountedChanges) => starts.get(day) ?? day;
  const articlesOf = new Map(articles.flatMap((row) => (row.stretch === null ? [] : [[row.stretch, numbersOf(row)]])));
  const stretches = joinSums(sumEach(changes, startOf), articlesOf).map(([from, numbers]) => ({ from, ...numbers }));
  const places = new Map(stretches.map(({ from }, place) => [from, place]));
  return { stretches, kinds: sumKinds(changes, (row) => places.get(startOf(row)) ?? 0, stretches.length) };
}

/** Edits by hour and by day. */
export function sumEdits(rows: CountedChanges[]): Pick<Numbers, 'hours' | 'days'> {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { hour, edit, n } of rows) if (edit) hours[hour] = (hours[hour] ?? 0) + n;
  const days = [...sumEach(rows, ({ day }) => day)].filter(([, { edits }]) => edits > 0);
  return {
    hours,
    days: days
      .map(([day, { edits, silent }]) => ({ day, edits, silent }))
      .sort((one, other) => (one.day < other.day ? -1 : 1)),
  };
}

function sumEach(rows: CountedChanges[], keyOf: (row: CountedChanges) => string): Map<string, ChangeNumbers> {
  const sums = new Map<string, ChangeNumbers>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = sums.get(key) ?? { ...NO_CHANGES };
    sums.set(key, sum);
    if (row.kinds.some((kind) => AWAY.has(kind))) sum.away += row.n;
    if (row.kinds.includes('headline-test')) sum.headlineTests += row.n;
    if (row.edit) sum.edits += row.n;
    if (row.edit && row.silent) sum.silent += row.n;
  }
  return sums;
}

function sumKinds(rows: CountedChanges[], placeOf: (row: CountedChanges) => number, places: number): Numbers['kinds'] {
  const sums = new Map<ChangeKind, number[]>();
  for (const row of rows) {
    const place = placeOf(row);
    for (const kind of row.kinds) {
      const each = sums.get(kind) ?? Array<number>(places).fill(0);
      sums.set(kind, each);
      each[place] = (each[place] ?? 0) + row.n;
    }
  }
  return [...sums]
    .map(([kind, each]) => ({ kind, changes: each.reduce((sum, n) => sum + n, 0), each }))
    .sort((one, other) => other.changes - one.changes || one.kind.localeCompare(other.kind));
}

function numbersOf(row: CountedArticles): ArticleNumbers {
  const { articles, edited, young } = row;
  const median = row.quartiles?.[1];
  return { articles, edited, young, firstEditMs: median == null ? null : Math.round(median * 1_000) };
}

/** What is known of changes and of articles, by the same keys, in their order. */
function joinSums(changes: Map<string, ChangeNumbers>, articles: Map<string, ArticleNumbers>) {
  const keys = [...new Set([...changes.keys(), ...articles.keys()])].sort();
  return keys.map((key): [string, ChangeNumbers & ArticleNumbers] => {
    return [key, { ...(changes.get(key) ?? NO_CHANGES), ...(articles.get(key) ?? NO_ARTICLES) }];
  });
}
