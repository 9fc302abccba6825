import { sql } from 'kysely';
import type { FigureSubject } from './figure-tables.ts';
import type { Db } from './open-database.ts';

/** Where fewer articles are stored, figures are counted when somebody looks at them: that takes hundredths of a second. */
const MANY_ARTICLES = 20_000;

/** Figures as they were kept; `T` is what JSON leaves of them. */
export type KeptFigures<T> = { sourceId: string; figures: T; since: Date; countedAt: Date };

/** Whether so much is stored that figures are to be kept beforehand: by PostgreSQL's own estimate, which costs nothing. */
export async function isMuchStored(db: Db): Promise<boolean> {
  const { rows } = await sql<{ articles: number }>`
    select reltuples as articles from pg_class where oid = 'articles'::regclass`.execute(db);
  return (rows[0]?.articles ?? 0) >= MANY_ARTICLES;
}

/** Keeps the figures of all sources in the place of those that were kept before; with none, nothing is kept any more. */
export async function keepFigures(
  db: Db,
  subject: FigureSubject,
  figures: Map<string, unknown>,
  { since, countedAt }: { since: Date; countedAt: Date },
): Promise<void> {
  const ids = [...figures.keys()];
  const texts = [...figures.values()].map((each) => JSON.stringify(each));
  await sql`with kept as (
      insert into kept_figures (subject, source_id, figures, since, counted_at)
      select ${subject}, f.id, f.figures::json, ${since}, ${countedAt}
      from unnest(${ids}::text[], ${texts}::text[]) as f (id, figures)
      on conflict (subject, source_id) do update
        set figures = excluded.figures, since = excluded.since, counted_at = excluded.counted_at
      returning source_id
    )
    delete from kept_figures where subject = ${subject} and source_id <> all (array(select source_id from kept))`.execute(
    db,
  );
}

/** The figures that are kept of these sources; of all of them where none are named. */
export async function loadKeptFigures<T>(
  db: Db,
  subject: FigureSubject,
  sourceIds: string[] | null,
): Promise<KeptFigures<T>[]> {
  const rows = await db
    .selectFrom('kept_figures')
    .select(['figures', 'source_id', 'since', 'counted_at'])
    .where('subject', '=', subject)
    .$if(sourceIds !== null, (query) => query.where(sql<boolean>`source_id = any (${sourceIds ?? []})`))
    .execute();
  return rows.map(({ source_id: sourceId, counted_at: countedAt, figures, since }) => {
    return { sourceId, figures: figures as T, since, countedAt };
  });
}
