import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a row stands behind a place in a list that is ordered by a time, newest first, and then by id: where a page of
 * it ended, whatever is added in front meanwhile.
 */
export function isBehind(time: RawBuilder<unknown>, id: string, place: { at: Date; id: string }): RawBuilder<boolean> {
  // The first condition is one that an index is entered by; "or" is not.
  return sql<boolean>`(${time} <= ${place.at} and (${time} < ${place.at} or ${sql.ref(id)} > ${place.id}))`;
}

/** Whether a row stands in such a list in front of a place, or at it. */
export function isUpTo(time: RawBuilder<unknown>, id: string, place: { at: Date; id: string }): RawBuilder<boolean> {
  return sql<boolean>`(${time} >= ${place.at} and (${time} > ${place.at} or ${sql.ref(id)} <= ${place.id}))`;
}
