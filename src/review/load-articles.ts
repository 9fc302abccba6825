import type { StoredArticle } from '../../storage/articles.ts';
import { type ArticleFilter, type ArticlePosition, findArticlesWithin } from '../../storage/list-articles.ts';
import type { Db } from '../../storage/open-database.ts';
import { type AskedPage, type Cut, loadListPage, type ShownPage } from './list-page.ts';

export type ArticlesPage = ShownPage<StoredArticle, ArticlePosition>;

/** A page of the articles that fit a filter. */
export async function loadArticles(
  db: Db,
  filter: Omit<ArticleFilter, 'limit'>,
  asked: AskedPage,
): Promise<ArticlesPage> {
  const find = (cut: Cut) => findArticlesWithin(db, { ...filter, ...cut });
  return await loadListPage(filter.search !== undefined, asked, find, placeOfArticle);
}

/** Where an article stands in the list. */
export function placeOfArticle(article: StoredArticle): ArticlePosition {
  return { at: article.last_change_at ?? article.first_seen_at, id: article.id };
}
