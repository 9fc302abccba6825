import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely';
import type { Db } from './open-database.ts';
import type { VersionWordsTable } from './search-tables.ts';
import type { ArticlesTable, CapturesTable, PayloadsTable, VersionsTable } from './tables.ts';

/** What a visit leaves behind in any case. */
export type VisitRows = {
  article: Updateable<ArticlesTable>;
  capture: Insertable<CapturesTable>;
  /** `null`: nothing was answered, or the bytes are stored already. */
  payload: Insertable<PayloadsTable> | null;
  version: Insertable<VersionsTable> | null;
  /** The words of the version; `null` with it. */
  words: Insertable<VersionWordsTable> | null;
};

/**
 * Stores an article's visit in one statement, which is a transaction by itself: most visits leave nothing else behind.
 * False, and nothing stored, when another visit of it was stored since it was loaded with so many `visits`.
 */
export async function storeVisit(
  db: Db,
  { id, visits }: { id: string; visits: number },
  { article, capture, payload, version, words }: VisitRows,
): Promise<boolean> {
  const visited = db
    .updateTable('articles')
    .set({ ...article, visits: visits + 1 })
    .where('id', '=', id)
    .where('visits', '=', visits)
    .returning('id');
  const { rows } = await sql<{ id: string }>`with visited as (${visited})
    ${payload === null ? sql`` : sql`, payload as (${insertIfVisited('payloads', payload)} on conflict do nothing)`}
    , capture as (${insertIfVisited('captures', capture)})
    ${version === null ? sql`` : sql`, version as (${insertIfVisited('versions', version)})`}
    ${words === null ? sql`` : sql`, words as (${insertIfVisited('version_words', words)})`}
    select id from visited`.execute(db);
  return rows.length > 0;
}

/** Numbers and times go as text, which PostgreSQL takes for what the column is. */
function insertIfVisited(table: string, row: object): RawBuilder<unknown> {
  const columns = Object.keys(row).map((name) => sql.ref(name));
  return sql`insert into ${sql.table(table)} (${sql.join(columns)}) select ${sql.join(Object.values(row))} from visited`;
}
