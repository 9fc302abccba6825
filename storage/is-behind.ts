import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a row stands behind a place in a list that is ordered by a time, newest first, and then by id: where a page of
 * it ended, whatever is added in front meanwhile.
 */
export function isBehind(time: RawBuilder<unknown>, id: string, place: { at: Date; id: string }): RawBuilder<boolean> {
  return sql<boolean>`(${time} < ${place.at} or (${time} = ${place.at} and ${sql.ref(id)} > ${place.id}))`;
}
