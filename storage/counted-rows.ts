import { sql } from 'kysely';
import type { ChangeKind } from '../src/model/change.ts';
import { chooseUnit, type TimeUnit } from '../src/model/time-unit.ts';
import type { NumbersFilter, Zones } from './numbers.ts';
import type { Db } from './open-database.ts';

/** Changes of a source in an hour of a day, of the same kinds. */
export type CountedChanges = {
  source: string;
  day: string;
  hour: number;
  kinds: ChangeKind[];
  edit: boolean;
  silent: boolean;
  n: number;
};

/**
 * Articles of a source (`null`: of all) that were first seen in a day, week or month (`null`: in the whole time), how many
 * of them were edited or are young and were not, and after how many seconds a quarter, half and three quarters were.
 */
export type CountedArticles = {
  source: string | null;
  stretch: string | null;
  articles: number;
  edited: number;
  young: number;
  quartiles: (number | null)[] | null;
};

/** An article that is older is edited for the first time very seldom. */
const YOUNG_MS = 7 * 86_400_000;

/** What the time of the filter is cut into, as far back as there is anything, be it of another source. */
export async function findUnit(db: Db, { since, until }: NumbersFilter): Promise<TimeUnit> {
  const unit = chooseUnit(until.getTime() - since.getTime());
  if (unit === 'day') return unit;
  const { rows } = await sql<{ first: Date | null }>`
    select min(a.first_seen_at) as first from sources s cross join lateral (
      select first_seen_at from articles where source_id = s.id order by first_seen_at limit 1
    ) a`.execute(db);
  return chooseUnit(until.getTime() - Math.max(since.getTime(), rows[0]?.first?.getTime() ?? 0));
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

function namedZones(zones: Zones) {
  return sql`zones as (
      select * from unnest(${[...zones.keys()]}::text[], ${[...zones.values()]}::text[]) as z (source_id, zone)
    )`;
}

/** Counts changes by all that is asked of them. */
export async function countChanges(db: Db, filter: NumbersFilter, zones: Zones): Promise<CountedChanges[]> {
  const { rows } = await sql<CountedChanges>`
    with ${namedZones(zones)}, counted as (
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

/** Counts articles by their source, by when they were first seen, and all; `ofEach`: of each source also by when. */
export async function countArticles(
  db: Db,
  filter: NumbersFilter,
  zones: Zones,
  { unit, ofEach }: { unit: TimeUnit; ofEach: boolean },
): Promise<CountedArticles[]> {
  const { sourceId, since, until, now = until } = filter;
  const everything = { sourceId, since, until: new Date(8.64e15) };
  const youngSince = new Date(now.getTime() - YOUNG_MS);
  const { rows } = await sql<CountedArticles>`
    with ${namedZones(zones)}, seen as (
      select a.id, a.source_id, a.first_seen_at,
        date_trunc(${unit}, a.first_seen_at at time zone coalesce(z.zone, 'UTC')) as stretch
      from articles a left join zones z using (source_id)
      where a.first_seen_at >= ${since} and a.first_seen_at < ${until} and a.versions > 0
        ${sourceId === null ? sql`` : sql`and a.source_id = ${sourceId}`}
    ), edited as (
      select c.article_id as id, min(c.detected_at) as at from ${countedChanges(everything)}
        and c.from_version <> c.to_version group by 1
    )
    select source_id as source, to_char(stretch, 'YYYY-MM-DD') as stretch, count(*) as articles, count(e.at) as edited,
      count(*) filter (where e.at is null and seen.first_seen_at >= ${youngSince}) as young,
      percentile_cont(array[0.25, 0.5, 0.75]) within group (
        order by extract(epoch from e.at - seen.first_seen_at)
      ) as quartiles
    from seen left join edited e using (id)
    group by grouping sets ((source_id), (), (stretch) ${ofEach ? sql`, (source_id, stretch)` : sql``})`.execute(db);
  return rows;
}
