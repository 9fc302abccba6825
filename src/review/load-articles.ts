import type { StoredArticle } from '../../storage/articles.ts';
import {
  type ArticleFilter,
  type ArticlePosition,
  findArticlesWithin,
  listArticles,
} from '../../storage/list-articles.ts';
import type { Db } from '../../storage/open-database.ts';
import { PAGE_BOUNDS } from '../../storage/walk-for.ts';
import { readPlace } from './api/cursor.ts';
import { type AskedPage, type ShownPage, toNumberedPage, toPlacedPage } from './list-page.ts';

export type ArticlesPage = ShownPage<StoredArticle, ArticlePosition>;

/** A page of the articles that fit a filter. */
export async function loadArticles(
  db: Db,
  filter: Omit<ArticleFilter, 'limit'>,
  { size, page, after }: AskedPage,
): Promise<ArticlesPage> {
  const limit = size + 1;
  if (filter.search === undefined) {
    return toNumberedPage(await listArticles(db, { ...filter, limit, offset: (page - 1) * size }), size);
  }
  const behind = readPlace(after);
  const { articles, lookedTo } = await findArticlesWithin(db, { ...filter, behind, limit }, PAGE_BOUNDS);
  return toPlacedPage(articles, size, { placeOf: placeOfArticle, lookedTo });
}

/** Where an article stands in the list. */
export function placeOfArticle(article: StoredArticle): ArticlePosition {
  return { at: article.last_change_at ?? article.first_seen_at, id: article.id };
}
