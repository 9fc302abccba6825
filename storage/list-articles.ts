import { sql } from 'kysely';
import type { Search } from '../src/model/parse-search.ts';
import type { StoredArticle } from './articles.ts';
import { isBehind, isUpTo } from './is-behind.ts';
import { type Condition, listWhole, listWithin, type WordedList } from './list-by-words.ts';
import { hasWords, isAllWords } from './match-words.ts';
import type { Db } from './open-database.ts';
import type { SearchBounds, Walked } from './walk-for.ts';
import type { VersionsWith } from './weigh-words.ts';

export type ArticleFilter = {
  sourceId?: string | undefined;
  status?: string | undefined;
  since?: Date | undefined;
  /** Words that stand in the text of any version. */
  search?: string | undefined;
  /** Only what comes behind the article that was last changed (else found) at this moment: where a page went on from. */
  behind?: ArticlePosition | undefined;
  limit: number;
  offset?: number | undefined;
};

/** An article's place in the list: when it was last changed, else found. */
export type ArticlePosition = { at: Date; id: string };

const NEWS_AT = sql`coalesce(last_change_at, first_seen_at)`;

/** Articles that fit a filter, newest change (else newest find) first, however long that takes. */
export async function listArticles(db: Db, filter: ArticleFilter): Promise<StoredArticle[]> {
  return await listWhole(db, filter, listOf(db, filter));
}

/** The same within the time that a page may take. */
export async function findArticlesWithin(
  db: Db,
  filter: ArticleFilter,
  bounds?: SearchBounds,
): Promise<Walked<StoredArticle, ArticlePosition>> {
  return await listWithin(db, filter, listOf(db, filter), bounds);
}

function listOf(db: Db, filter: ArticleFilter): WordedList<StoredArticle, ArticlePosition> {
  return {
    list: (asked, conditions) => listFitting(db, { ...filter, ...asked }, conditions),
    findEnd: (asked, many) => findEnd(db, { ...filter, ...asked }, many),
    isUpTo: (place) => isUpTo(NEWS_AT, 'id', place),
    hasWords: hasThem,
  };
}

async function findEnd(db: Db, filter: ArticleFilter, stretch: number): Promise<ArticlePosition | null> {
  const { rows } = await sql<ArticlePosition>`
    select ${NEWS_AT} as at, id from articles where ${sql.join(conditionsOf(filter), sql` and `)}
    order by ${NEWS_AT} desc, id offset ${stretch - 1} limit 1`.execute(db);
  return rows[0] ?? null;
}

async function listFitting(db: Db, filter: ArticleFilter, words: Condition[]): Promise<StoredArticle[]> {
  return await db
    .selectFrom('articles')
    .selectAll()
    .where(sql<boolean>`${sql.join([...conditionsOf(filter), ...words], sql` and `)}`)
    .orderBy(NEWS_AT, 'desc')
    .orderBy('id')
    .limit(filter.limit)
    .offset(filter.offset ?? 0)
    .execute();
}

function conditionsOf({ sourceId, status, since, behind }: ArticleFilter): Condition[] {
  const conditions: Condition[] = [sql`true`];
  if (sourceId !== undefined) conditions.push(sql`source_id = ${sourceId}`);
  if (status !== undefined) conditions.push(sql`status = ${status}`);
  if (since !== undefined) conditions.push(sql`${NEWS_AT} >= ${since}`);
  if (behind !== undefined) conditions.push(isBehind(NEWS_AT, 'id', behind));
  return conditions;
}

/** That any version of an article has the words. */
function hasThem(search: Search, having: VersionsWith | null): Condition[] {
  const hasAny: Condition = sql`exists (select from version_words w where w.article_id = articles.id and ${hasWords('w', search)})`;
  if (having === null) return [hasAny];
  const isTheirs: Condition = sql`id = any(${[...new Set(having.articles)]})`;
  return isAllWords(search) ? [isTheirs] : [isTheirs, hasAny];
}
