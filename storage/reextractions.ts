import { type Selectable, sql } from 'kysely';
import { noTotals, type RereadTotals } from '../src/model/reread-totals.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import type { ReextractionsTable } from './reextraction-tables.ts';

export type Reextraction = Selectable<ReextractionsTable>;

/** Orders what is stored to be read anew; `null`: an order before this one has not ended. */
export async function orderReextraction(
  db: Db,
  { sourceId, isDryRun, by }: { sourceId: string | null; isDryRun: boolean; by: string | null },
  now: Date,
): Promise<Reextraction | null> {
  const row = await db
    .insertInto('reextractions')
    .values({
      ...{ id: makeId('reextraction', crypto.randomUUID()), source_id: sourceId, is_dry_run: isDryRun },
      ...{ status: 'waiting', reason: null, asked_at: now, asked_by: by, begun_at: null, ended_at: null },
      ...{ place_source: null, place_article: null, totals: JSON.stringify(noTotals()), held: '[]' },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** The newest orders, newest first. */
export async function listReextractions(db: Db, limit: number): Promise<Reextraction[]> {
  return await db
    .selectFrom('reextractions')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** One order by its id. */
export async function loadReextraction(db: Db, id: string): Promise<Reextraction | null> {
  return (await db.selectFrom('reextractions').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The order that has not ended, if there is one, and since when it is due. */
export async function listReextractionsDue(db: Db): Promise<{ id: string; dueAt: Date }[]> {
  return await db
    .selectFrom('reextractions')
    .select(['id', 'asked_at as dueAt'])
    .where('ended_at', 'is', null)
    .execute();
}

/** Begins an order, or goes on with it where the process that had it ended; `null`: it has ended. */
export async function beginReextraction(db: Db, id: string, now: Date): Promise<Reextraction | null> {
  const row = await db
    .updateTable('reextractions')
    .set({ status: 'running', begun_at: sql<Date>`coalesce(begun_at, ${now})` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Where an order is, and what it came to so far. */
export type ReextractionProgress = {
  place: { sourceId: string; articleId: string };
  totals: RereadTotals;
  held: string[];
};

/** Notes how far an order is. False where it was stopped: no more is to be read. */
export async function noteReextraction(
  db: Db,
  id: string,
  { place, totals, held }: ReextractionProgress,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reextractions')
    .set({
      ...{ place_source: place.sourceId, place_article: place.articleId },
      ...{ totals: JSON.stringify(totals), held: JSON.stringify(held) },
    })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends an order. False where it had ended. */
export async function endReextraction(
  db: Db,
  id: string,
  { status, reason = null }: { status: 'done' | 'stopped' | 'failed'; reason?: string | null },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reextractions')
    .set({ status, reason, ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
