import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import type { DeliveryStatus } from './tables.ts';

/** Puts a change in the outbox of channels, in the transaction that stores the change. */
export async function addDeliveries(db: Db, changeId: string, channels: string[], now: Date): Promise<void> {
  if (channels.length === 0) return;
  await db
    .insertInto('deliveries')
    .values(
      channels.map((channel) => ({
        id: makeId('delivery', changeId, channel),
        change_id: changeId,
        channel,
        status: 'pending' as const,
        next_attempt_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['change_id', 'channel']).doNothing())
    .execute();
}

export type PendingDelivery = { id: string; changeId: string; channel: string; attempts: number; dueAt: Date };

/** Deliveries that are due at `now`, longest overdue first. */
export async function listDeliveriesDue(db: Db, now: Date, limit: number): Promise<PendingDelivery[]> {
  const rows = await pending(db).where('next_attempt_at', '<=', now).orderBy('next_attempt_at').limit(limit).execute();
  return rows.flatMap(toPending);
}

/** One delivery that is still to be made; `null` when it is done or given up. */
export async function loadPendingDelivery(db: Db, id: string): Promise<PendingDelivery | null> {
  const row = await pending(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : (toPending(row)[0] ?? null);
}

function pending(db: Db) {
  return db
    .selectFrom('deliveries')
    .select(['id', 'change_id', 'channel', 'attempts', 'next_attempt_at'])
    .where('status', '=', 'pending');
}

type PendingRow = {
  id: string;
  change_id: string;
  channel: string;
  attempts: number;
  next_attempt_at: Date | null;
};

function toPending(row: PendingRow): PendingDelivery[] {
  if (row.next_attempt_at === null) return [];
  const { id, change_id, channel, attempts, next_attempt_at } = row;
  return [{ id, changeId: change_id, channel, attempts, dueAt: next_attempt_at }];
}

/** Puts off a delivery that is due at `now` and could not be tried for a reason of ours; it is not counted as an attempt. */
export async function postponeDelivery(db: Db, id: string, now: Date, until: Date): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ next_attempt_at: until })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where('next_attempt_at', '<=', now)
    .execute();
}

/** Keeps what an attempt came to. `nextAttemptAt` is set while the delivery is pending. */
export async function saveAttempt(
  db: Db,
  id: string,
  attempt: { status: DeliveryStatus; error: string | null; nextAttemptAt: Date | null },
  now: Date,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set((eb) => ({
      status: attempt.status,
      attempts: eb('attempts', '+', 1),
      last_error: attempt.error,
      next_attempt_at: attempt.nextAttemptAt,
      delivered_at: attempt.status === 'delivered' ? now : null,
    }))
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .execute();
}
