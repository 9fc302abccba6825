import type { StoredChange } from '../../storage/changes.ts';
import { type ChangeFilter, type ChangePosition, findChangesWithin, listChanges } from '../../storage/list-changes.ts';
import type { Db } from '../../storage/open-database.ts';
import { PAGE_BOUNDS } from '../../storage/walk-for.ts';
import { readPlace } from './api/cursor.ts';
import { type AskedPage, type ShownPage, toNumberedPage, toPlacedPage } from './list-page.ts';

export type ChangesPage = ShownPage<StoredChange, ChangePosition>;

/** A page of the changes that fit a filter. */
export async function loadChanges(
  db: Db,
  filter: Omit<ChangeFilter, 'limit'>,
  { size, page, after }: AskedPage,
): Promise<ChangesPage> {
  const limit = size + 1;
  if (filter.search === undefined) {
    return toNumberedPage(await listChanges(db, { ...filter, limit, offset: (page - 1) * size }), size);
  }
  const behind = readPlace(after);
  const { changes, lookedTo } = await findChangesWithin(db, { ...filter, behind, limit }, PAGE_BOUNDS);
  return toPlacedPage(changes, size, { placeOf: placeOfChange, lookedTo });
}

/** Where a change stands in a list. */
export function placeOfChange({ importance, detected_at: at, id }: StoredChange): ChangePosition {
  return { importance, at, id };
}
