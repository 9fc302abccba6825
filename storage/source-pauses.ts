import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** A source that a person has make no visits, since when, and who. */
export type SourcePause = { id: string; pausedAt: Date; pausedBy: string | null };

/** Has a source make no visits, in all processes; one that is paused already stays so. False where there is none. */
export async function pauseSource(db: Db, id: string, by: string | null, now: Date): Promise<boolean> {
  const { rows } = await sql`update sources
    set paused_by = case when paused_at is null then ${by} else paused_by end, paused_at = coalesce(paused_at, ${now})
    where id = ${id} and removed_at is null returning id`.execute(db);
  return rows.length === 1;
}

/** Has a source make its visits again: what became due meanwhile is due. False where there is none. */
export async function resumeSource(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sources')
    .set({ paused_at: null, paused_by: null })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** All sources that are paused, by id. */
export async function listPausedSources(db: Db): Promise<SourcePause[]> {
  const rows = await db
    .selectFrom('sources')
    .select(['id', 'paused_at', 'paused_by'])
    .where('paused_at', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, paused_at: pausedAt, paused_by: pausedBy }) =>
    pausedAt === null ? [] : [{ id, pausedAt, pausedBy }],
  );
}
