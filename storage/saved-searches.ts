import type { Selectable } from 'kysely';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import type { SavedSearchesTable } from './search-tables.ts';

export type SavedSearch = Selectable<SavedSearchesTable>;

/** What is kept of a search: its name, which list it is of, and that list's filters as an address has them. */
export type SearchToSave = Pick<SavedSearch, 'name' | 'list' | 'query'> & {
  /** The channel that is told of what meets it; left out: as it was, at first none. */
  channel?: string | null | undefined;
};

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
  const { name, list, query, channel } = search;
  const id = makeId('search', name, list, query);
  return await db
    .insertInto('saved_searches')
    .values({ id, name, list, query, channel: channel ?? null, created_at: now })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ name, ...(channel === undefined ? {} : { channel }) }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Gives a saved search another name, and another channel where one is said; `null`: there is none with this id. */
export async function editSearch(
  db: Db,
  id: string,
  { name, channel }: Pick<SearchToSave, 'name' | 'channel'>,
): Promise<SavedSearch | null> {
  const values = { name, ...(channel === undefined ? {} : { channel }) };
  const edited = db.updateTable('saved_searches').set(values).where('id', '=', id).returningAll();
  return (await edited.executeTakeFirst()) ?? null;
}

/** The saved searches that are joined with a channel. */
export async function listSearchAlerts(db: Db): Promise<(SavedSearch & { channel: string })[]> {
  const rows = await db.selectFrom('saved_searches').selectAll().where('channel', 'is not', null).execute();
  return rows.flatMap(({ channel, ...search }) => (channel === null ? [] : [{ ...search, channel }]));
}

/** Removes a saved search; false: there was none with this id. */
export async function deleteSearch(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('saved_searches').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
