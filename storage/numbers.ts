import { sql } from 'kysely';
import type { ChangeKind } from '../src/model/change.ts';
import type { Db } from './open-database.ts';

/** What is counted: changes that were seen in `[since, until)`, and articles first seen then; of one source or of all. */
export type NumbersFilter = { sourceId: string | null; since: Date; until: Date };

/** An edit counts in the hours and days of its source's time zone, by the source's id; elsewhere in UTC. */
export type Zones = Map<string, string>;

/** Counts of a source's changes and articles. Times in milliseconds. */
export type SourceNumbers = {
  sourceId: string;
  /** Edits; what befell articles beside them is in `away`. */
  edits: number;
  silent: number;
  headlineTests: number;
  /** How often articles were found gone, withdrawn, redirected, or no longer to be read. */
  away: number;
  /** Articles that were first seen then and captured, and how many of them were edited since. */
  articles: number;
  edited: number;
};

export type Numbers = {
  sources: SourceNumbers[];
  kinds: { kind: ChangeKind; changes: number }[];
  /** Edits by the hour of the day, 0 to 23. */
  hours: number[];
  /** Edits a day (`2026-01-31`), those without any left out. */
  days: { day: string; edits: number; silent: number }[];
  /** From when an article was first seen to when its first edit was: the quartiles, in milliseconds; `null` where none was edited. */
  firstEdit: { quarterMs: number; medianMs: number; threeQuartersMs: number } | null;
};

/** Kinds by which an article is not there any more, or not for everyone. */
const AWAY: ChangeKind[] = ['gone', 'soft-gone', 'redirected', 'withdrawn', 'paywalled', 'blocked'];

/** Counts changes and articles. Noise, by rule or by a reviewer, and what is in quarantine count for nothing. */
export async function countNumbers(db: Db, filter: NumbersFilter, zones: Zones): Promise<Numbers> {
  const [changes, articles] = await Promise.all([countChanges(db, filter, zones), countArticles(db, filter)]);
  return sumUp(
    changes,
    articles,
    articles.find(({ source }) => source === null),
  );
}

/** The same of all sources, under an empty id, and of each of them, at once. */
export async function countNumbersOfEach(db: Db, filter: NumbersFilter, zones: Zones): Promise<Map<string, Numbers>> {
  const [changes, articles] = await Promise.all([countChanges(db, filter, zones), countArticles(db, filter)]);
  const changesOf = Map.groupBy(changes, ({ source }) => source);
  const articlesOf = new Map(articles.map((row) => [row.source ?? '', row]));
  const ids = new Set([...changesOf.keys(), ...[...articlesOf.keys()].filter((id) => id !== '')]);
  const each = [...ids].map((id): [string, Numbers] => {
    const own = articlesOf.get(id);
    return [id, sumUp(changesOf.get(id) ?? [], own === undefined ? [] : [own], own)];
  });
  return new Map([['', sumUp(changes, articles, articlesOf.get(''))], ...each]);
}

function sumUp(changes: CountedChanges[], articles: CountedArticles[], whole: CountedArticles | undefined): Numbers {
  const { sources, kinds, hours, days } = sumChanges(changes);
  const articlesOf = new Map(articles.flatMap(({ source, ...counts }) => (source === null ? [] : [[source, counts]])));
  const ids = [...new Set([...sources.keys(), ...articlesOf.keys()])].sort();
  const none = { edits: 0, silent: 0, headlineTests: 0, away: 0 };
  return {
    sources: ids.map((sourceId) => {
      const { articles = 0, edited = 0 } = articlesOf.get(sourceId) ?? {};
      return { sourceId, ...(sources.get(sourceId) ?? none), articles, edited };
    }),
    ...{ kinds, hours, days, firstEdit: quartilesOf(whole?.quartiles ?? null) },
  };
}

function quartilesOf(seconds: (number | null)[] | null): Numbers['firstEdit'] {
  const [quarter, median, threeQuarters] = seconds ?? [];
  if (quarter == null || median == null || threeQuarters == null) return null;
  return { quarterMs: quarter * 1_000, medianMs: median * 1_000, threeQuartersMs: threeQuarters * 1_000 };
}

/** Changes that count, as `c`. */
function countedChanges({ sourceId, since, until }: NumbersFilter) {
  return sql`changes c left join drifts d on d.id = c.drift_id
    where c.detected_at >= ${since} and c.detected_at < ${until} and not c.noise
      and (c.drift_id is null or d.status = 'accepted')
      and not exists (select from annotations n where n.change_id = c.id and n.verdict = 'noise'
        and not exists (select from annotations l where l.change_id = c.id and l.id > n.id))
      ${sourceId === null ? sql`` : sql`and c.source_id = ${sourceId}`}`;
}

type SourceEdits = Pick<SourceNumbers, 'edits' | 'silent' | 'headlineTests' | 'away'>;

/** Changes of a source in an hour of a day, of the same kinds. */
type CountedChanges = {
  source: string;
  day: string;
  hour: number;
  kinds: ChangeKind[];
  edit: boolean;
  silent: boolean;
  n: number;
};

async function countChanges(db: Db, filter: NumbersFilter, zones: Zones): Promise<CountedChanges[]> {
  const { rows } = await sql<CountedChanges>`
    with zones as (
      select * from unnest(${[...zones.keys()]}::text[], ${[...zones.values()]}::text[]) as z (source_id, zone)
    ), counted as (
      select c.source_id, c.detected_at, c.kinds, c.silent, c.from_version <> c.to_version as edit
      from ${countedChanges(filter)}
    ), local as (
      select c.*, c.detected_at at time zone coalesce(z.zone, 'UTC') as at from counted c left join zones z using (source_id)
    )
    select source_id as source, to_char(at, 'YYYY-MM-DD') as day, extract(hour from at)::int as hour, kinds, edit, silent,
      count(*) as n
    from local group by 1, 2, 3, 4, 5, 6`.execute(db);
  return rows;
}

function sumChanges(rows: CountedChanges[]) {
  const sources = new Map<string, SourceEdits>();
  const kinds = new Map<ChangeKind, number>();
  const hours = Array.from({ length: 24 }, () => 0);
  const days = new Map<string, { edits: number; silent: number }>();
  for (const { source, day, hour, kinds: of, edit, silent, n } of rows) {
    const sum = sources.get(source) ?? { edits: 0, silent: 0, headlineTests: 0, away: 0 };
    sources.set(source, sum);
    for (const kind of of) kinds.set(kind, (kinds.get(kind) ?? 0) + n);
    if (of.some((kind) => AWAY.includes(kind))) sum.away += n;
    if (of.includes('headline-test')) sum.headlineTests += n;
    if (!edit) continue;
    sum.edits += n;
    sum.silent += silent ? n : 0;
    hours[hour] = (hours[hour] ?? 0) + n;
    const ofDay = days.get(day) ?? { edits: 0, silent: 0 };
    days.set(day, { edits: ofDay.edits + n, silent: ofDay.silent + (silent ? n : 0) });
  }
  return {
    sources,
    kinds: [...kinds]
      .map(([kind, changes]) => ({ kind, changes }))
      .sort((one, other) => other.changes - one.changes || one.kind.localeCompare(other.kind)),
    hours,
    days: [...days].map(([day, counts]) => ({ day, ...counts })).sort((one, other) => (one.day < other.day ? -1 : 1)),
  };
}

/** Articles of a source (`null`: of all), how many of them were edited, and after how many seconds a quarter, half and three quarters of those. */
type CountedArticles = { source: string | null; articles: number; edited: number; quartiles: (number | null)[] | null };

async function countArticles(db: Db, { sourceId, since, until }: NumbersFilter): Promise<CountedArticles[]> {
  const everything = { sourceId, since, until: new Date(8.64e15) };
  const { rows } = await sql<CountedArticles>`
    with seen as (
      select id, source_id, first_seen_at from articles
      where first_seen_at >= ${since} and first_seen_at < ${until} and versions > 0
        ${sourceId === null ? sql`` : sql`and source_id = ${sourceId}`}
    ), edited as (
      select c.article_id as id, min(c.detected_at) as at from ${countedChanges(everything)}
        and c.from_version <> c.to_version group by 1
    )
    select source_id as source, count(*) as articles, count(e.at) as edited,
      percentile_cont(array[0.25, 0.5, 0.75]) within group (
        order by extract(epoch from e.at - seen.first_seen_at)
      ) as quartiles
    from seen left join edited e using (id) group by grouping sets ((source_id), ())`.execute(db);
  return rows;
}
