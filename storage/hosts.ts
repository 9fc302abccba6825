import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/**
 * Takes the next free slot of a host, which all workers share, and gives the milliseconds to wait for it; `null`, and
 * none taken, when that is more than `longestWaitMs`. The clock is the database's, the only one that all machines have
 * in common.
 */
export async function reserveHostSlot(
  db: Db,
  host: string,
  delayMs: number,
  longestWaitMs: number | null = null,
): Promise<number | null> {
  const { rows } = await sql<{ wait: number }>`
    insert into hosts as h (host, next_slot_at)
    values (${host}, clock_timestamp() + ${delayMs} * interval '1 millisecond')
    on conflict (host) do update
      set next_slot_at = greatest(h.next_slot_at, clock_timestamp()) + ${delayMs} * interval '1 millisecond'
      where ${longestWaitMs}::float8 is null
        or h.next_slot_at <= clock_timestamp() + ${longestWaitMs}::float8 * interval '1 millisecond'
    returning extract(epoch from (next_slot_at - ${delayMs} * interval '1 millisecond' - clock_timestamp()))::float8 * 1000
      as wait`.execute(db);
  const [slot] = rows;
  return slot === undefined ? null : Math.max(0, slot.wait);
}

/** A host's robots.txt as last fetched. */
export type StoredRobots = {
  status: 'allow-all' | 'rules' | 'disallow-all';
  text: string;
  httpStatus: number | null;
  reason: string | null;
  fetchedAt: Date;
};

/** The stored robots.txt of an origin's host; `null` when it was never fetched. */
export async function loadRobots(db: Db, host: string): Promise<StoredRobots | null> {
  const row = await db.selectFrom('hosts').selectAll().where('host', '=', host).executeTakeFirst();
  if (row === undefined || row.robots_status === null || row.robots_fetched_at === null) return null;
  return {
    status: row.robots_status,
    text: row.robots_text ?? '',
    httpStatus: row.robots_http_status,
    reason: row.robots_reason,
    fetchedAt: row.robots_fetched_at,
  };
}

/** Keeps a host's robots.txt. */
export async function saveRobots(db: Db, host: string, robots: StoredRobots): Promise<void> {
  const values = {
    robots_status: robots.status,
    robots_text: robots.text,
    robots_http_status: robots.httpStatus,
    robots_reason: robots.reason,
    robots_fetched_at: robots.fetchedAt,
  };
  await db
    .insertInto('hosts')
    .values({ host, next_slot_at: sql<Date>`'-infinity'`, ...values })
    .onConflict((conflict) => conflict.column('host').doUpdateSet(values))
    .execute();
}
