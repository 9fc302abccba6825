import { type Selectable, sql } from 'kysely';
import type { Outcome } from '../src/model/outcome.ts';
import type { Db } from './open-database.ts';
import type { EndpointsTable, SourcesTable } from './tables.ts';

/** How a source has been doing. Counts are of all time, but for `changes`. */
export type SourceHealth = Selectable<SourcesTable> & {
  /** Those that the configuration names, by address. */
  endpoints: Selectable<EndpointsTable>[];
  articles: number;
  versions: number;
  lastVisitAt: Date | null;
  nextVisitAt: Date | null;
  /** What the last visits of its articles came to, most frequent first. */
  outcomes: { outcome: Outcome; articles: number }[];
  /** Changes since the given time, without those that are noise by rule. */
  changes: number;
};

/** The health of every source that was ever configured, by name; changes are counted since `since`. */
export async function listSourceHealth(db: Db, since: Date): Promise<SourceHealth[]> {
  const [sources, endpoints, articles, outcomes, changes] = await Promise.all([
    db.selectFrom('sources').selectAll().orderBy('name').orderBy('id').execute(),
    db.selectFrom('endpoints').selectAll().where('enabled', '=', true).orderBy('url').execute(),
    countArticlesBySource(db),
    countOutcomesBySource(db),
    countChangesBySource(db, since),
  ]);
  return sources.map((source) => {
    const counts = articles.find((row) => row.source_id === source.id);
    return {
      ...source,
      endpoints: endpoints.filter((endpoint) => endpoint.source_id === source.id),
      articles: Number(counts?.articles ?? 0),
      versions: Number(counts?.versions ?? 0),
      lastVisitAt: counts?.last_visit_at ?? null,
      nextVisitAt: counts?.next_visit_at ?? null,
      outcomes: outcomes
        .filter((row) => row.source_id === source.id)
        .flatMap((row) =>
          row.last_outcome === null ? [] : [{ outcome: row.last_outcome, articles: Number(row.count) }],
        ),
      changes: Number(changes.find((row) => row.source_id === source.id)?.count ?? 0),
    };
  });
}

async function countArticlesBySource(db: Db) {
  return await db
    .selectFrom('articles')
    .select((eb) => [
      'source_id',
      eb.fn.countAll<number>().as('articles'),
      eb.fn.sum<number>('versions').as('versions'),
      eb.fn.max('last_visit_at').as('last_visit_at'),
      eb.fn.min('next_visit_at').as('next_visit_at'),
    ])
    .groupBy('source_id')
    .execute();
}

async function countOutcomesBySource(db: Db) {
  return await db
    .selectFrom('articles')
    .select((eb) => ['source_id', 'last_outcome', eb.fn.countAll<number>().as('count')])
    .where('last_outcome', 'is not', null)
    .groupBy(['source_id', 'last_outcome'])
    .orderBy('count', 'desc')
    .orderBy('last_outcome')
    .execute();
}

async function countChangesBySource(db: Db, since: Date) {
  return await db
    .selectFrom('changes as c')
    .innerJoin('articles as a', 'a.id', 'c.article_id')
    .select((eb) => ['a.source_id', eb.fn.countAll<number>().as('count')])
    .where('c.detected_at', '>=', since)
    .where('c.noise', '=', false)
    .groupBy('a.source_id')
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

/** Whether the database answers within `timeoutMs`. */
export async function isDatabaseUp(db: Db, timeoutMs: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), timeoutMs);
  const answer = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
  const isUp = await Promise.race([answer, late.promise]);
  clearTimeout(timer);
  return isUp;
}
