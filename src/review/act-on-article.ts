import { separateArticle } from '../../storage/aliases.ts';
import { loadArticle, makeArticlesDue } from '../../storage/articles.ts';
import type { Db } from '../../storage/open-database.ts';
import { isAsked } from './act-on-source.ts';

/**
 * Makes an article due, or that which it turned out to be: it is visited when the politeness towards its host allows.
 * Not of a source that is paused or switched off: that would be a promise not kept.
 */
export async function visitArticleSoon(db: Db, id: string, now: Date): Promise<'done' | 'unknown' | 'idle'> {
  const met = await loadArticle(db, id);
  const article = met?.merged_into == null ? met : await loadArticle(db, met.merged_into);
  if (article === null) return 'unknown';
  if (!(await isAsked(db, article.source_id))) return 'idle';
  await makeArticlesDue(db, [article.id], now);
  return 'done';
}

/** Sets an article apart that was wrongly taken for another one, for good; `own`: it was taken for none. */
export async function splitArticle(db: Db, id: string, now: Date): Promise<'done' | 'unknown' | 'own'> {
  if ((await loadArticle(db, id)) === null) return 'unknown';
  return (await separateArticle(db, id, now)) ? 'done' : 'own';
}
