import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** So many months ahead of the present one have a partition. */
const MONTHS_AHEAD = 3;

/** Whoever else needs the table goes first: there are months to try again. */
const LOCK_TIMEOUT = '2s';

/** Several processes may come to it at once. */
const LOCK = 'stet: capture partitions';

/**
 * Sees to it that captures of this month, by `now`, and of the next three have a partition of their own; gives how
 * many were added. Where it cannot be done, captures go to the default partition, and nothing is lost.
 */
export async function addCapturePartitions(db: Db, now: Date): Promise<number> {
  const months = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => startOfMonth(now, ahead));
  if ((await countPartitions(db, months)) === months.length) return 0;
  return await db.transaction().execute(async (tx) => {
    await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(tx);
    await sql`select pg_advisory_xact_lock(hashtextextended(${LOCK}, 0))`.execute(tx);
    const before = await countPartitions(tx, months);
    for (const month of months) await sql`select add_capture_partition(${month}::timestamptz)`.execute(tx);
    return (await countPartitions(tx, months)) - before;
  });
}

async function countPartitions(db: Db, months: Date[]): Promise<number> {
  const names = months.map((month) => `captures_${month.toISOString().slice(0, 7).replace('-', '_')}`);
  const { rows } = await sql<{ there: number }>`
    select count(*) as there from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where i.inhparent = 'captures'::regclass and c.relname = any(${names})`.execute(db);
  return Number(rows[0]?.there ?? 0);
}

function startOfMonth(now: Date, ahead: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
}
