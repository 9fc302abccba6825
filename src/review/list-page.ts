import type { Walked } from '../../storage/walk-for.ts';
import { type Position, readPlace } from './api/cursor.ts';
import { toPage } from './api/list-answer.ts';

/** A page of a list. Lists by words go on from a place, others by the number of their page. */
export type ShownPage<Row, Place> = {
  items: Row[];
  /** Whether there is a page behind it, or may be. */
  hasMore: boolean;
  /** The place where that begins; `null`: there is none. */
  next: string | null;
  /** Only so far was gone through for words that many versions have; `null`: there is nothing to add. */
  lookedTo: Place | null;
};

/** Which page of a list is asked for: by its number, or, of a list by words, by the place where it begins. */
export type AskedPage = { size: number; page: number; after?: string | undefined };

/** The same as the storage takes it. */
export type Cut = { limit: number; offset?: number; behind?: Position | undefined };

/** A page of a list, of which `find` gives what stands at a place or a number, and one row more where there are more. */
export async function loadListPage<Row, Place extends { at: Date; id: string }>(
  isByWords: boolean,
  { size, page, after }: AskedPage,
  find: (cut: Cut) => Promise<Walked<Row, Place>>,
  placeOf: (row: Row) => Place,
): Promise<ShownPage<Row, Place>> {
  const cut = isByWords ? { behind: readPlace(after) } : { offset: (page - 1) * size };
  const { found, lookedTo } = await find({ ...cut, limit: size + 1 });
  const { items, next } = toPage(found, size, { write: (row) => row, placeOf, lookedTo });
  return { items, hasMore: next !== null, next, lookedTo: found.length > size ? null : lookedTo };
}
