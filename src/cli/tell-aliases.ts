import { type Alias, listAliases } from '../../storage/aliases.ts';
import { loadArticle, type StoredArticle } from '../../storage/articles.ts';
import type { Db } from '../../storage/open-database.ts';

/** Lines that say of an article what it is visited as, and what is visited as it; none for most. */
export async function tellAliases(db: Db, article: StoredArticle): Promise<string[]> {
  const other = article.merged_into === null ? null : await loadArticle(db, article.merged_into);
  const aliases = await listAliases(db, article.id);
  return [
    ...(other === null ? [] : [`It turned out to be ${nameOf(other)}, and is visited as that.`]),
    ...aliases.map((alias) => `Also known as ${nameOf(alias)}.`),
  ];
}

function nameOf({ id, url, versions }: Pick<Alias, 'id' | 'url' | 'versions'>): string {
  return `${id.slice(0, 8)} ${url} (${versions === 1 ? '1 version' : `${versions} versions`})`;
}
