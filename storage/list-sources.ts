import { type Selectable, sql } from 'kysely';
import { SOURCE_STATES, type SourceState } from '../src/model/source-state.ts';
import type { Db } from './open-database.ts';
import type { SourcesTable } from './tables.ts';

/** A source, and how its endpoints and its drift alarm say that it does. */
export type StatedSource = Selectable<SourcesTable> & { state: SourceState };

/** Which sources are listed: one of them, or a page of all. `waiting`: those that are not asked at present, by id. */
export type SourcePage = { sourceId?: string | undefined; waiting: string[]; limit: number; offset?: number };

/**
 * A page of the sources that were ever configured: those that fail first, then those whose drift alarm is open, those
 * of which nothing can come (nothing names an article, or they wait), those that are paused, and the others, each by
 * name. One look at the endpoints and the open drifts of all, and at no article.
 */
export async function listSourcesByState(
  db: Db,
  { sourceId, waiting, limit, offset = 0 }: SourcePage,
): Promise<StatedSource[]> {
  const only = sourceId === undefined ? sql`true` : sql`s.id = ${sourceId}`;
  const { rows } = await sql<StatedSource>`
    with asked as (
      select source_id, bool_or(failures > 0) as fails, bool_or(last_items > 0) as names
      from endpoints where enabled group by source_id
    ), stated as (
      select s.*, case
        when s.removed_at is not null then 'removed'
        when not s.enabled then 'disabled'
        when s.paused_at is not null then 'paused'
        when a.fails then 'failing'
        when s.id in (select d.source_id from drifts d where d.status = 'open') then 'drift'
        when a.names is not true or s.id in (select unnest(${waiting}::text[])) then 'quiet'
        else 'working' end as state
      from sources s left join asked a on a.source_id = s.id where ${only}
    )
    select * from stated order by array_position(${[...SOURCE_STATES]}::text[], state), name, id
    limit ${limit} offset ${offset}`.execute(db);
  return rows;
}
