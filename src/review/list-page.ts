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

/** The page of a list that goes by numbers, of its rows and one more where there are more. */
export function toNumberedPage<Row>(rows: Row[], size: number): ShownPage<Row, never> {
  return { items: rows.slice(0, size), hasMore: rows.length > size, next: null, lookedTo: null };
}

/** The page of a list that goes on from places, of what was found for it and one more where there is more. */
export function toPlacedPage<Row, Place extends { at: Date; id: string }>(
  rows: Row[],
  size: number,
  { placeOf, lookedTo }: { placeOf: (row: Row) => Place; lookedTo: Place | null },
): ShownPage<Row, Place> {
  const { items, next } = toPage(rows, size, { write: (row) => row, placeOf, lookedTo });
  return { items, hasMore: next !== null, next, lookedTo: rows.length > size ? null : lookedTo };
}
