import { type Selectable, sql } from 'kysely';
import type { Outcome } from '../src/model/outcome.ts';
import { loadKeptFigures } from './kept-figures.ts';
import type { Db } from './open-database.ts';
import type { EndpointsTable, SourcesTable } from './tables.ts';

/** How far back changes and new articles are counted. */
export const HEALTH_DAYS_MS = 7 * 24 * 60 * 60 * 1_000;

/** What is counted of a source. Counts are of all time, but for `changes` and `newArticles`. */
export type SourceFigures = {
  articles: number;
  /** Articles first seen since the given time. */
  newArticles: number;
  /** Articles that were ever read, and those of them that were ever edited. */
  captured: number;
  edited: number;
  versions: number;
  lastVisitAt: Date | null;
  nextVisitAt: Date | null;
  /** What the last visits of its articles came to, most frequent first. */
  outcomes: { outcome: Outcome; articles: number }[];
  /** Changes since the given time, without those that are noise by rule. */
  changes: number;
};

/** How a source has been doing. */
export type SourceHealth = Selectable<SourcesTable> &
  SourceFigures & {
    /** Those that the configuration names, by address. */
    endpoints: Selectable<EndpointsTable>[];
    /** When its figures were counted beforehand; `null`: they were counted now. */
    countedAt: Date | null;
  };

/** The health of the sources that were ever configured, or of one of them, by name; counted as `loadHealth` does. */
export async function listSourceHealth(
  db: Db,
  since: Date,
  { sourceId }: { sourceId?: string } = {},
): Promise<SourceHealth[]> {
  let query = db.selectFrom('sources').selectAll();
  if (sourceId !== undefined) query = query.where('id', '=', sourceId);
  return await loadHealth(db, since, await query.orderBy('name').orderBy('id').execute());
}

/** The health of these sources. Changes and new articles are counted since `since`, or are as they were kept beforehand. */
export async function loadHealth<Source extends Selectable<SourcesTable>>(
  db: Db,
  since: Date,
  sources: Source[],
): Promise<(Source & SourceHealth)[]> {
  const ids = sources.map(({ id }) => id);
  const [endpoints, { figures, countedAt }] = await Promise.all([
    db
      .selectFrom('endpoints')
      .selectAll()
      .where('enabled', '=', true)
      .where(sql<boolean>`source_id = any (${ids})`)
      .orderBy('url')
      .execute(),
    loadFigures(db, since, ids),
  ]);
  const endpointsOf = Map.groupBy(endpoints, (endpoint) => endpoint.source_id);
  return sources.map((source) => ({
    ...source,
    endpoints: endpointsOf.get(source.id) ?? [],
    ...(figures.get(source.id) ?? sumUp([], 0)),
    countedAt,
  }));
}

/** The figures that are kept; without any, those that are counted now. */
async function loadFigures(db: Db, since: Date, ids: string[]) {
  const kept = await loadKeptFigures<Jsonified<SourceFigures>>(db, 'health', ['', ...ids]);
  const countedAt = kept[0]?.countedAt ?? null;
  if (countedAt === null) return { figures: await countHealth(db, since), countedAt };
  const asDate = (text: string | null) => (text === null ? null : new Date(text));
  const figures = kept.map(
    ({ sourceId, figures: { lastVisitAt, nextVisitAt, ...counts } }): [string, SourceFigures] => {
      return [sourceId, { ...counts, lastVisitAt: asDate(lastVisitAt), nextVisitAt: asDate(nextVisitAt) }];
    },
  );
  return { figures: new Map(figures), countedAt };
}

type Jsonified<T> = { [K in keyof T]: T[K] extends Date | null ? string | null : T[K] };

/** Counts what there is of each source, by its id; under an empty one nothing, which tells that it was counted. */
export async function countHealth(db: Db, since: Date): Promise<Map<string, SourceFigures>> {
  const [outcomes, changes] = await Promise.all([countOutcomesBySource(db, since), countChangesBySource(db, since)]);
  const outcomesOf = Map.groupBy(outcomes, (row) => row.source_id);
  const changesOf = new Map(changes.map((row) => [row.source_id, Number(row.count)]));
  const ids = new Set([...outcomesOf.keys(), ...changesOf.keys()]);
  const figures = [...ids].map((id): [string, SourceFigures] => [
    id,
    sumUp(outcomesOf.get(id) ?? [], changesOf.get(id) ?? 0),
  ]);
  return new Map([['', sumUp([], 0)], ...figures]);
}

/** The articles of a source that came to the same outcome last (`null`: not visited yet). */
type OutcomeCount = {
  last_outcome: Outcome | null;
  articles: number;
  new_articles: number;
  captured: number;
  edited: number;
  versions: number;
  last_visit_at: Date | null;
  next_visit_at: Date | null;
};

function sumUp(rows: OutcomeCount[], changes: number): SourceFigures {
  const moments = (times: (Date | null)[]) => times.flatMap((time) => time?.getTime() ?? []);
  const visited = moments(rows.map((row) => row.last_visit_at));
  const due = moments(rows.map((row) => row.next_visit_at));
  const sum = (column: 'articles' | 'new_articles' | 'captured' | 'edited' | 'versions') =>
    rows.reduce((total, row) => total + Number(row[column]), 0);
  return {
    articles: sum('articles'),
    newArticles: sum('new_articles'),
    captured: sum('captured'),
    edited: sum('edited'),
    versions: sum('versions'),
    lastVisitAt: visited.length === 0 ? null : new Date(Math.max(...visited)),
    nextVisitAt: due.length === 0 ? null : new Date(Math.min(...due)),
    outcomes: rows.flatMap(({ last_outcome: outcome, articles }) =>
      outcome === null ? [] : [{ outcome, articles: Number(articles) }],
    ),
    changes,
  };
}

/** All that is counted of articles, in one look at them. */
async function countOutcomesBySource(db: Db, since: Date) {
  return await db
    .selectFrom('articles')
    .select((eb) => [
      'source_id',
      'last_outcome',
      eb.fn.countAll<number>().as('articles'),
      eb.fn.countAll<number>().filterWhere('first_seen_at', '>=', since).as('new_articles'),
      eb.fn.countAll<number>().filterWhere('versions', '>', 0).as('captured'),
      eb.fn.countAll<number>().filterWhere('versions', '>', 1).as('edited'),
      eb.fn.sum<number>('versions').as('versions'),
      eb.fn.max('last_visit_at').as('last_visit_at'),
      eb.fn.min('next_visit_at').as('next_visit_at'),
    ])
    .groupBy(['source_id', 'last_outcome'])
    .orderBy('articles', 'desc')
    .orderBy('last_outcome')
    .execute();
}

async function countChangesBySource(db: Db, since: Date) {
  return await db
    .selectFrom('changes')
    .select((eb) => ['source_id', eb.fn.countAll<number>().as('count')])
    .where('detected_at', '>=', since)
    .where('noise', '=', false)
    .groupBy('source_id')
    .execute();
}

/** How far the first look at the sources has come. */
export type Progress = {
  endpoints: number;
  endpointsVisited: number;
  articles: number;
  articlesCaptured: number;
  nextVisitAt: Date | null;
};

/** How far stet has come with what it watches now. */
export async function loadProgress(db: Db): Promise<Progress> {
  const { rows } = await sql<{
    endpoints: number;
    endpoints_visited: number;
    articles: number;
    articles_captured: number;
    next_visit_at: Date | null;
  }>`
    select e.*, a.articles, a.articles_captured, least(e.next_endpoint, a.next_article) as next_visit_at
    from (
      select count(*) as endpoints, count(last_visit_at) as endpoints_visited, min(next_visit_at) as next_endpoint
      from endpoints where enabled
    ) e, (
      select count(*) as articles, count(*) filter (where versions > 0) as articles_captured,
        min(next_visit_at) as next_article
      from articles where merged_into is null
    ) a`.execute(db);
  const row = rows[0];
  return {
    endpoints: Number(row?.endpoints ?? 0),
    endpointsVisited: Number(row?.endpoints_visited ?? 0),
    articles: Number(row?.articles ?? 0),
    articlesCaptured: Number(row?.articles_captured ?? 0),
    nextVisitAt: row?.next_visit_at ?? null,
  };
}

/** How a database does: `full` answers, and has no room for what it is to store. */
export type DatabaseState = 'stores' | 'full' | 'silent';

/** Whether the database answers within `timeoutMs`, and could store a page. */
export async function askDatabase(db: Db, timeoutMs: number): Promise<DatabaseState> {
  const late = Promise.withResolvers<DatabaseState>();
  const timer = setTimeout(() => late.resolve('silent'), timeoutMs);
  const answer = tryToWrite(db).then(
    () => 'stores' as const,
    (error: { severity?: string }) => (error.severity === 'ERROR' ? 'full' : 'silent'),
  );
  const state = await Promise.race([answer, late.promise]);
  clearTimeout(timer);
  return state;
}

/**
 * Rows that do not fit into its memory make the database write a file of some 90 kB beside its tables, which goes with
 * the query. Their number hangs on the memory's size, so that this is set first.
 */
async function tryToWrite(db: Db): Promise<void> {
  await sql`with small as materialized (select set_config('work_mem', '64kB', true) as memory)
    select count(*) from small, generate_series(1, 6000 + length(memory))`.execute(db);
}
