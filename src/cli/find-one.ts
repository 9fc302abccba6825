import { findArticles, findArticlesByAddress, type StoredArticle } from '../../storage/articles.ts';
import { findChanges, type StoredChange } from '../../storage/changes.ts';
import { findDrifts, type StoredDrift } from '../../storage/drifts.ts';
import type { Db } from '../../storage/open-database.ts';
import { isStoredSource } from '../../storage/sources.ts';
import { hasUsers, loadUser, USER_NAME } from '../../storage/users.ts';
import { identifyArticle } from '../discover/identify-article.ts';
import { cleanUrl } from '../discover/normalise-url.ts';
import { bareHost } from '../discover/site-of.ts';
import type { Source } from '../model/source.ts';
import { StetError } from '../model/stet-error.ts';

/**
 * The article that a person means: by a prefix of its id, or by its URL as people have it (with tracking parameters,
 * a fragment, another slug with the same id).
 * @throws StetError when there is none, or more than one.
 */
export async function findOneArticle(db: Db, reference: string, sources: Source[]): Promise<StoredArticle> {
  const name = reference.trim();
  const found = /^https?:\/\//i.test(name)
    ? await findByUrl(db, name, sources)
    : await findByPrefix(name, findArticles, db);
  return pickOne(found, `article "${name}"`, 'stet articles', (article) => article.headline ?? article.url);
}

/**
 * The article that a person means by a prefix of its id alone.
 * @throws StetError when there is none, or more than one.
 */
export async function findOneArticleById(db: Db, reference: string): Promise<StoredArticle> {
  const name = reference.trim();
  const found = await findByPrefix(name, findArticles, db);
  return pickOne(found, `article "${name}"`, 'stet articles', (article) => article.headline ?? article.url);
}

/**
 * The change that a person means, by a prefix of its id.
 * @throws StetError when there is none, or more than one.
 */
export async function findOneChange(db: Db, reference: string): Promise<StoredChange> {
  const found = await findByPrefix(reference.trim(), findChanges, db);
  return pickOne(found, `change "${reference}"`, 'stet changes', (change) => change.headline ?? change.url);
}

/**
 * The drift that a person means, by a prefix of its id.
 * @throws StetError when there is none, or more than one.
 */
export async function findOneDrift(db: Db, reference: string): Promise<StoredDrift> {
  const found = await findByPrefix(reference.trim(), findDrifts, db);
  return pickOne(found, `drift "${reference}"`, 'stet drift', (drift) => drift.source_id);
}

/**
 * Makes sure that a source of this id is configured, or was once.
 * @throws StetError when neither is so.
 */
export async function requireKnownSource(db: Db, id: string | undefined, sources: Source[]): Promise<void> {
  if (id === undefined || sources.some((source) => source.id === id) || (await isStoredSource(db, id))) return;
  const names = sources.map((source) => source.id).join(', ');
  throw new StetError(`There is no source "${id}"; there are: ${names}.`, { exitCode: 2 });
}

async function findByPrefix<T>(prefix: string, find: (db: Db, prefix: string) => Promise<T[]>, db: Db): Promise<T[]> {
  return prefix === '' ? [] : await find(db, prefix);
}

async function findByUrl(db: Db, text: string, sources: Source[]): Promise<StoredArticle[]> {
  const url = URL.parse(text);
  if (url === null) return [];
  const normal = cleanUrl(url).href;
  const bare = normal.replace(/\/$/, '');
  const spellings = [text, normal, bare, `${bare}/`].flatMap((each) => [
    each,
    each.replace(/^http:/, 'https:'),
    each.replace(/^https:/, 'http:'),
  ]);
  const identities = sources.flatMap((source) => {
    const found = identifyArticle(url, source.articles);
    return found === null || source.articles.identity === null
      ? []
      : [{ sourceId: source.id, identity: found.identity, host: new URL(source.homepage).hostname }];
  });
  // The id in an address counts only at the site whose addresses are read so.
  const own = identities.filter(({ host }) => bareHost(host) === bareHost(url.hostname));
  return await findArticlesByAddress(db, [...new Set(spellings)], own);
}

function pickOne<T extends { id: string }>(found: T[], what: string, list: string, describe: (one: T) => string): T {
  const [first] = found;
  if (first === undefined) throw new StetError(`There is no ${what}: "${list}" lists what there is.`);
  if (found.length === 1) return first;
  const names = found.map((one) => `${one.id.slice(0, 10)} (${describe(one)})`).join(', ');
  throw new StetError(`There is more than one ${what}, e.g. ${names}: write more letters of the id.`, { exitCode: 2 });
}

/**
 * The name of a person who reviews, as it is kept; where there are users, one of them.
 * @throws StetError when it is none.
 */
export async function findReviewer(db: Db, given: string): Promise<string> {
  const name = given.trim().toLowerCase();
  if (!USER_NAME.test(name)) {
    throw new StetError(`"${given}" cannot be a name: take letters, digits and . _ @ + - only.`, { exitCode: 2 });
  }
  if ((await loadUser(db, name)) === null && (await hasUsers(db))) {
    throw new StetError(`There is no user "${given}": "stet users list" names them.`);
  }
  return name;
}
