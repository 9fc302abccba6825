import { sql } from 'kysely';
import { localTimeOf } from '../src/model/local-time.ts';
import type { Source } from '../src/model/source.ts';
import type { Db } from './open-database.ts';

/** For so many days it is kept how many requests were made. */
const KEPT_DAYS = 31;

/**
 * Counts one request of a source on a day (`2025-01-31`, of its time zone) if no more than `ceiling` were made then,
 * this one included; gives whether it may be made.
 */
export async function spendRequest(db: Db, sourceId: string, day: string, ceiling: number): Promise<boolean> {
  if (ceiling < 1) return false;
  const { rows } = await sql<{ requests: number }>`
    insert into request_days as d (source_id, day, requests) values (${sourceId}, ${day}::date, 1)
    on conflict (source_id, day) do update set requests = d.requests + 1 where d.requests < ${ceiling}
    returning requests`.execute(db);
  if (rows[0]?.requests === 1) await forgetOldDays(db, sourceId, day);
  return rows.length > 0;
}

/** Counts requests that were made already: the hops of a redirect. */
export async function addRequests(db: Db, sourceId: string, day: string, requests: number): Promise<void> {
  await sql`
    insert into request_days as d (source_id, day, requests) values (${sourceId}, ${day}::date, ${requests})
    on conflict (source_id, day) do update set requests = d.requests + excluded.requests`.execute(db);
}

/** How many requests were made for these sources today, each in its time zone; only those that have a budget and made any. */
export async function listRequestsToday(db: Db, sources: Source[], now: Date): Promise<Map<string, number>> {
  const asked = sources.filter(({ fetch }) => fetch.perDay !== null);
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ source_id: string; requests: number }>`
    select d.source_id, d.requests from request_days d join unnest(
      ${asked.map(({ id }) => id)}::text[],
      ${asked.map(({ timezone }) => localTimeOf(timezone, now).day)}::date[]
    ) as today (source_id, day) using (source_id, day)`.execute(db);
  return new Map(rows.map((row) => [row.source_id, row.requests]));
}

async function forgetOldDays(db: Db, sourceId: string, day: string): Promise<void> {
  await sql`delete from request_days where source_id = ${sourceId} and day < ${day}::date - ${KEPT_DAYS}::int`.execute(
    db,
  );
}
