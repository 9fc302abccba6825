import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/**
 * Takes the host's slot, which all workers share, if it is free now, and gives 0; else the milliseconds until it is.
 * A slot is taken at the moment of asking, never ahead: who would come late to a slot of his own would come close to
 * the next one's. The clock is the database's, the only one that all machines have in common.
 */
export async function takeHostSlot(db: Db, host: string, delayMs: number): Promise<number> {
  const { rows: taken } = await sql`
    insert into hosts as h (host, next_slot_at)
    values (${host}, clock_timestamp() + ${delayMs} * interval '1 millisecond')
    on conflict (host) do update
      set next_slot_at = clock_timestamp() + ${delayMs} * interval '1 millisecond'
      where h.next_slot_at <= clock_timestamp()
    returning host`.execute(db);
  if (taken.length > 0) return 0;
  const { rows } = await sql<{ wait: number }>`
    select extract(epoch from (next_slot_at - clock_timestamp()))::float8 * 1000 as wait
    from hosts where host = ${host}`.execute(db);
  return Math.max(1, rows[0]?.wait ?? 1);
}

/** A host's robots.txt as last asked for. */
export type StoredRobots = {
  status: 'allow-all' | 'rules' | 'disallow-all';
  text: string;
  httpStatus: number | null;
  reason: string | null;
  fetchedAt: Date;
  /** Until then it is not asked for again. */
  freshUntil: Date;
};

/** The last robots.txt of a host that could be had, and until when it stands in for one that cannot. */
export type GoodRobots = { status: 'allow-all' | 'rules'; text: string; until: Date };

/** The stored robots.txt of an origin's host, and the last good one; `null` when it was never fetched. */
export async function loadRobots(
  db: Db,
  host: string,
): Promise<{ robots: StoredRobots; good: GoodRobots | null } | null> {
  const row = await db.selectFrom('hosts').selectAll().where('host', '=', host).executeTakeFirst();
  if (row === undefined || row.robots_status === null || row.robots_fetched_at === null) return null;
  const { robots_good_status: goodStatus, robots_good_until: until } = row;
  return {
    robots: {
      status: row.robots_status,
      text: row.robots_text ?? '',
      httpStatus: row.robots_http_status,
      reason: row.robots_reason,
      fetchedAt: row.robots_fetched_at,
      freshUntil: row.robots_fresh_until ?? row.robots_fetched_at,
    },
    good:
      goodStatus === null || until === null ? null : { status: goodStatus, text: row.robots_good_text ?? '', until },
  };
}

/** Keeps a host's robots.txt; where it could not be had, `good` is `null`, and the last good one stays. */
export async function saveRobots(db: Db, host: string, robots: StoredRobots, good: GoodRobots | null): Promise<void> {
  const values = {
    robots_status: robots.status,
    robots_text: robots.text,
    robots_http_status: robots.httpStatus,
    robots_reason: robots.reason,
    robots_fetched_at: robots.fetchedAt,
    robots_fresh_until: robots.freshUntil,
    ...(good === null
      ? {}
      : { robots_good_status: good.status, robots_good_text: good.text, robots_good_until: good.until }),
  };
  await db
    .insertInto('hosts')
    .values({ host, next_slot_at: sql<Date>`'-infinity'`, ...values })
    .onConflict((conflict) => conflict.column('host').doUpdateSet(values))
    .execute();
}
