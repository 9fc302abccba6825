import { newDelivery } from './deliveries.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';

/** More go into the next digest. */
const MOST = 200;

/**
 * Makes one delivery of all that waited for a channel's digest, for the end of its quiet hours or for its limit, and is
 * due at `now`; gives its id, or `null` where fewer than two did. Its members are claimed in one transaction: each is in
 * one digest or in none, and a digest that exists is delivered like anything in the outbox, whatever crashes.
 */
export async function gatherDeliveries(db: Db, channel: string, now: Date): Promise<string | null> {
  return await db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('deliveries')
      .select('id')
      .where('channel', '=', channel)
      .where('status', '=', 'pending')
      .where('purpose', '=', 'change')
      .where('waits_for', 'is not', null)
      .where('next_attempt_at', '<=', now)
      .orderBy('created_at')
      .orderBy('id')
      .limit(MOST)
      .forUpdate()
      .execute();
    const ids = waiting.map(({ id }) => id);
    if (ids.length < 2) return null;
    const id = makeId('digest', channel, ...ids);
    await tx
      .insertInto('deliveries')
      .values({ ...newDelivery(channel, now), id, purpose: 'digest' })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ status: 'pending', next_attempt_at: now, attempts: 0 }),
      )
      .execute();
    await tx
      .updateTable('deliveries')
      .set({ status: 'gathered', gathered_in: id, next_attempt_at: null })
      .where('id', 'in', ids)
      .execute();
    return id;
  });
}

/** The changes that a digest tells, in the order in which they came. */
export async function listGatheredChanges(db: Db, digestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('change_id')
    .where('gathered_in', '=', digestId)
    .where('status', '=', 'gathered')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ change_id: id }) => (id === null ? [] : [id]));
}
