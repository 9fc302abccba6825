import type { StoredChange } from '../../storage/changes.ts';
import { type ChangeFilter, type ChangePosition, findChangesWithin } from '../../storage/list-changes.ts';
import type { Db } from '../../storage/open-database.ts';
import { type AskedPage, type Cut, loadListPage, type ShownPage } from './list-page.ts';

export type ChangesPage = ShownPage<StoredChange, ChangePosition>;

/** A page of the changes that fit a filter. */
export async function loadChanges(db: Db, filter: Omit<ChangeFilter, 'limit'>, asked: AskedPage): Promise<ChangesPage> {
  const find = (cut: Cut) => findChangesWithin(db, { ...filter, ...cut });
  return await loadListPage(filter.search !== undefined, asked, find, placeOfChange);
}

/** Where a change stands in a list. */
export function placeOfChange({ importance, detected_at: at, id }: StoredChange): ChangePosition {
  return { importance, at, id };
}
