import { type RawBuilder, sql } from 'kysely';
import { parseSearch, type Search } from '../src/model/parse-search.ts';
import type { StoredArticle } from './articles.ts';
import { isBehind, isUpTo } from './is-behind.ts';
import { hasWords } from './match-words.ts';
import type { Db } from './open-database.ts';
import { type SearchBounds, walkFor } from './walk-for.ts';
import { fewOf, listArticlesWith } from './weigh-words.ts';

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

/** What was found, and how far articles were gone through for it; `null`: to the last. */
export type FoundArticleList = { articles: StoredArticle[]; lookedTo: ArticlePosition | null };

type Condition = RawBuilder<boolean>;

const NEWS_AT = sql`coalesce(last_change_at, first_seen_at)`;

/** Articles that fit a filter, newest change (else newest find) first, however long that takes. */
export async function listArticles(db: Db, filter: ArticleFilter): Promise<StoredArticle[]> {
  const search = filter.search === undefined ? null : parseSearch(filter.search);
  const having = search === null ? null : await listArticlesWith(db, search);
  return await listFitting(db, filter, hasThem(search, having));
}

/**
 * The same within the time that a page may take, as with the list of changes: where the words stand in many versions,
 * articles are gone through; `lookedTo` says where to go on from, also where nothing was found so far.
 */
export async function findArticlesWithin(
  db: Db,
  filter: ArticleFilter,
  bounds: SearchBounds,
): Promise<FoundArticleList> {
  const startedAt = performance.now();
  const search = filter.search === undefined ? null : parseSearch(filter.search);
  const having =
    search === null || bounds.few === 0 ? null : await listArticlesWith(db, search, bounds.few ?? fewOf(search));
  const words = hasThem(search, having);
  if (search === null || having !== null) {
    return { articles: await listFitting(db, filter, words), lookedTo: null };
  }
  const { found, lookedTo } = await walkFor<StoredArticle, ArticlePosition>(
    filter.limit,
    bounds,
    async (many, from) => {
      const behind = from ?? filter.behind;
      const upTo = await findEnd(db, { ...filter, behind }, many);
      const conditions = upTo === null ? words : [...words, isUpTo(NEWS_AT, 'id', upTo)];
      return { rows: await listFitting(db, { ...filter, behind }, conditions), upTo };
    },
    startedAt,
  );
  return { articles: found, lookedTo };
}

/** The place of the last of the next so many articles, whether they have the words or not; `null`: there are fewer. */
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

/** That any version of an article has the words; `having`: the articles that may, where these are few. */
function hasThem(search: Search | null, having: string[] | null): Condition[] {
  if (search === null) return [];
  if (having !== null) return [sql`id = any(${having})`];
  return [sql`exists (select from version_words w where w.article_id = articles.id and ${hasWords('w', search)})`];
}
