import type { Db } from './open-database.ts';
import type { ArticlesTable } from './tables.ts';

/** When an article is visited next (`null`: never again), and why then. */
export type NextVisit = Pick<
  ArticlesTable,
  'id' | 'url' | 'headline' | 'next_visit_at' | 'next_visit_why' | 'liveliness'
>;

/** The next visits of a source's articles, at most `limit`; first that of the article at `url`, if there is one. */
export async function listNextVisits(
  db: Db,
  sourceId: string,
  url: string | null,
  limit: number,
): Promise<NextVisit[]> {
  const articles = db
    .selectFrom('articles')
    .select(['id', 'url', 'headline', 'next_visit_at', 'next_visit_why', 'liveliness'])
    .where('source_id', '=', sourceId)
    .where('merged_into', 'is', null);
  const ofUrl = db.selectFrom('article_urls').select('article_id').where('url', '=', url);
  const named = url === null ? [] : await articles.where('id', 'in', ofUrl).execute();
  const next = await articles.where('next_visit_at', 'is not', null).orderBy('next_visit_at').limit(limit).execute();
  return [...named, ...next.filter(({ id }) => !named.some((each) => each.id === id))].slice(0, limit);
}
