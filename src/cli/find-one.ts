import { findArticles, type StoredArticle } from '../../storage/articles.ts';
import { findChanges, type StoredChange } from '../../storage/changes.ts';
import type { Db } from '../../storage/open-database.ts';
import { StetError } from '../model/stet-error.ts';

/**
 * The article that a person means: by a prefix of its id, or by its URL.
 * @throws StetError when there is none, or more than one.
 */
export async function findOneArticle(db: Db, reference: string): Promise<StoredArticle> {
  return pickOne(await findArticles(db, reference), `article "${reference}"`, 'stet articles');
}

/**
 * The change that a person means, by a prefix of its id.
 * @throws StetError when there is none, or more than one.
 */
export async function findOneChange(db: Db, reference: string): Promise<StoredChange> {
  return pickOne(await findChanges(db, reference), `change "${reference}"`, 'stet changes');
}

function pickOne<T>(found: T[], what: string, list: string): T {
  const [first] = found;
  if (first === undefined) throw new StetError(`There is no ${what}: "${list}" lists what there is.`);
  if (found.length > 1)
    throw new StetError(`There is more than one ${what}: write more letters of its id.`, { exitCode: 2 });
  return first;
}
