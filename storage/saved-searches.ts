import type { Selectable } from 'kysely';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import type { SavedSearchesTable } from './search-tables.ts';

export type SavedSearch = Selectable<SavedSearchesTable>;

/** What is kept of a search: its name, which list it is of, and that list's filters as an address has them. */
export type SearchToSave = Pick<SavedSearch, 'name' | 'list' | 'query'>;

/** All saved searches, by their names. */
export async function listSavedSearches(db: Db): Promise<SavedSearch[]> {
  return await db.selectFrom('saved_searches').selectAll().orderBy('name').orderBy('id').execute();
}

/** One saved search by its id. */
export async function loadSavedSearch(db: Db, id: string): Promise<SavedSearch | null> {
  return (await db.selectFrom('saved_searches').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Keeps a search; one of the same name, list and filters is that one. */
export async function saveSearch(db: Db, search: SearchToSave, now: Date): Promise<SavedSearch> {
  const id = makeId('search', search.name, search.list, search.query);
  return await db
    .insertInto('saved_searches')
    .values({ id, ...search, created_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: search.name }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Gives a saved search another name; `null`: there is none with this id. */
export async function renameSearch(db: Db, id: string, name: string): Promise<SavedSearch | null> {
  const renamed = db.updateTable('saved_searches').set({ name }).where('id', '=', id).returningAll();
  return (await renamed.executeTakeFirst()) ?? null;
}

/** Removes a saved search; false: there was none with this id. */
export async function deleteSearch(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('saved_searches').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
