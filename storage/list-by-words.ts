import type { RawBuilder } from 'kysely';
import { parseSearch, type Search } from '../src/model/parse-search.ts';
import type { Db } from './open-database.ts';
import { PAGE_BOUNDS, type SearchBounds, type Walked, walkFor } from './walk-for.ts';
import { fewOf, listVersionsWith, type VersionsWith } from './weigh-words.ts';

export type Condition = RawBuilder<boolean>;

/** What a list is asked for, as far as its words and its pages go. */
export type Asked<Place> = { search?: string | undefined; behind?: Place | undefined; limit: number };

/** A list in an order of its own, of which each row has a place. */
export type WordedList<Row, Place> = {
  /** The rows that fit what is asked for, and these conditions. */
  list(asked: Asked<Place>, conditions: Condition[]): Promise<Row[]>;
  /** The place of the last of the next so many rows, whether they have the words or not; `null`: there are fewer. */
  findEnd(asked: Asked<Place>, many: number): Promise<Place | null>;
  /** That a row stands in front of a place, or at it. */
  isUpTo(place: Place): Condition;
  /** That a row has the words; `having`: the versions that have all that are wanted, `null` where these are many. */
  hasWords(search: Search, having: VersionsWith | null): Condition[];
};

/** All that fits, up to `limit`, however long that takes. */
export async function listWhole<Row, Place>(db: Db, asked: Asked<Place>, list: WordedList<Row, Place>): Promise<Row[]> {
  if (asked.search === undefined) return await list.list(asked, []);
  const search = parseSearch(asked.search);
  return await list.list(asked, list.hasWords(search, await listVersionsWith(db, search)));
}

/**
 * The same within the time that a page may take: where the words that are looked for stand in many versions, the list is
 * gone through in its order until there are `limit` rows or the time is over; then `lookedTo` says where to go on from,
 * also where nothing was found so far.
 */
export async function listWithin<Row, Place>(
  db: Db,
  asked: Asked<Place>,
  list: WordedList<Row, Place>,
  bounds: SearchBounds = PAGE_BOUNDS,
): Promise<Walked<Row, Place>> {
  if (asked.search === undefined) return { found: await list.list(asked, []), lookedTo: null };
  const startedAt = performance.now();
  const search = parseSearch(asked.search);
  const having = bounds.few === 0 ? null : await listVersionsWith(db, search, bounds.few ?? fewOf(search));
  const words = list.hasWords(search, having);
  if (having !== null) return { found: await list.list(asked, words), lookedTo: null };
  const look = async (many: number, from: Place | null) => {
    const rest = from === null ? asked : { ...asked, behind: from };
    const upTo = await list.findEnd(rest, many);
    return { rows: await list.list(rest, upTo === null ? words : [...words, list.isUpTo(upTo)]), upTo };
  };
  return await walkFor(asked.limit, bounds, look, startedAt);
}
