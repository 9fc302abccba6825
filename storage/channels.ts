import { sql } from 'kysely';
import type { Rate } from '../src/model/channel.ts';
import type { Db } from './open-database.ts';

/** That a channel's receiver takes no more, since when, and why; `null` while it does. */
export type Disabled = { at: Date; reason: string } | null;

/**
 * What is known of a channel that leads where `target` (a digest of its configuration) says: one that was disabled and
 * leads elsewhere now is not any more.
 */
export async function meetChannel(db: Db, name: string, target: string): Promise<Disabled> {
  await db
    .insertInto('channels')
    .values({ name, target })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ target, disabled_at: null, disabled_reason: null })
        .where('channels.target', '<>', target),
    )
    .execute();
  const row = await db
    .selectFrom('channels')
    .select(['disabled_at', 'disabled_reason'])
    .where('name', '=', name)
    .executeTakeFirst();
  const { disabled_at: at = null, disabled_reason: reason = null } = row ?? {};
  return at === null || reason === null ? null : { at, reason };
}

/** Notes that a channel's receiver takes no more. */
export async function disableChannel(db: Db, name: string, reason: string, now: Date): Promise<void> {
  await db
    .updateTable('channels')
    .set({ disabled_at: now, disabled_reason: reason })
    .where('name', '=', name)
    .where('disabled_at', 'is', null)
    .execute();
}

/** Lets a channel be tried again; false where it was not disabled. */
export async function enableChannel(db: Db, name: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('channels')
    .set({ disabled_at: null, disabled_reason: null })
    .where('name', '=', name)
    .where('disabled_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Takes one of the turns that a limit leaves a channel at `now`: `null`, or when the next one is free. Two processes
 * that ask at once wait for each other at the channel's row.
 */
export async function takeTurnOfChannel(db: Db, name: string, { count, perMs }: Rate, now: Date): Promise<Date | null> {
  return await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('channels').select('turns').where('name', '=', name).forUpdate().executeTakeFirst();
    const since = now.getTime() - perMs;
    const turns = (row?.turns ?? []).filter((at) => at.getTime() > since);
    const oldest = turns.at(-count);
    if (oldest !== undefined) return new Date(oldest.getTime() + perMs);
    const taken = sql<Date[]>`${[...turns, now]}::timestamptz[]`;
    await tx.updateTable('channels').set({ turns: taken }).where('name', '=', name).execute();
    return null;
  });
}
