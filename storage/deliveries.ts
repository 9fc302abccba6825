import type { AttemptOutcome, DeliveryPurpose, DeliveryStatus, DeliveryWait } from './alert-tables.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import { toStorableText } from './storable-text.ts';

/** Puts a change in the outbox of channels, in the transaction that stores the change. */
export async function addDeliveries(db: Db, changeId: string, channels: string[], now: Date): Promise<void> {
  if (channels.length === 0) return;
  await db
    .insertInto('deliveries')
    .values(
      channels.map((channel) => ({
        ...newDelivery(channel, now),
        id: makeId('delivery', changeId, channel),
        change_id: changeId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['change_id', 'channel']).doNothing())
    .execute();
}

/** Puts a message in the outbox by which a person tries a channel, and gives its id. */
export async function addTestDelivery(db: Db, channel: string, now: Date): Promise<string> {
  const id = makeId('test', channel, now.getTime());
  const test = { ...newDelivery(channel, now), id, purpose: 'test' as const };
  await db
    .insertInto('deliveries')
    .values(test)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}

/** A delivery that is due at once; of no change. */
export function newDelivery(channel: string, now: Date) {
  const status: DeliveryStatus = 'pending';
  return { change_id: null, channel, status, next_attempt_at: now, created_at: now };
}

export type PendingDelivery = {
  id: string;
  /** The one change that it tells; `null` for a digest and for a test. */
  changeId: string | null;
  channel: string;
  purpose: DeliveryPurpose;
  attempts: number;
  dueAt: Date;
  /** What it waited for until now. */
  waitedFor: DeliveryWait | null;
};

/** Deliveries that are due at `now`, longest overdue first. */
export async function listDeliveriesDue(db: Db, now: Date, limit: number): Promise<PendingDelivery[]> {
  const rows = await pending(db)
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('created_at')
    .limit(limit)
    .execute();
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
    .select(['id', 'change_id', 'channel', 'purpose', 'attempts', 'next_attempt_at', 'waits_for'])
    .where('status', '=', 'pending');
}

type PendingRow = {
  id: string;
  change_id: string | null;
  channel: string;
  purpose: DeliveryPurpose;
  attempts: number;
  next_attempt_at: Date | null;
  waits_for: DeliveryWait | null;
};

function toPending(row: PendingRow): PendingDelivery[] {
  if (row.next_attempt_at === null) return [];
  const { id, change_id: changeId, channel, purpose, attempts, next_attempt_at: dueAt, waits_for: waitedFor } = row;
  return [{ id, changeId, channel, purpose, attempts, dueAt, waitedFor }];
}

/** Puts off a delivery that is due at `now` and could not be tried for a reason of ours; it is not counted as an attempt. */
export async function postponeDelivery(
  db: Db,
  id: string,
  now: Date,
  until: Date,
  waitsFor: DeliveryWait | null = null,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ next_attempt_at: until, ...(waitsFor === null ? {} : { waits_for: waitsFor }) })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where('next_attempt_at', '<=', now)
    .execute();
}

/** What an attempt came to, and what becomes of the delivery: `nextAttemptAt` is set while it is pending. */
export type FinishedAttempt = {
  outcome: AttemptOutcome;
  httpStatus: number | null;
  reason: string | null;
  status: Extract<DeliveryStatus, 'pending' | 'delivered' | 'failed' | 'disabled'>;
  nextAttemptAt: Date | null;
};

/** Of what services say about a refusal, so much is kept. */
const LONGEST_REASON = 1_000;

/** Keeps what an attempt came to; what a digest gathered shares its end. Nothing happens to what is not pending any more. */
export async function saveAttempt(db: Db, id: string, attempt: FinishedAttempt, now: Date): Promise<void> {
  const { outcome, httpStatus, status, nextAttemptAt } = attempt;
  const reason = attempt.reason === null ? null : toStorableText(attempt.reason).slice(0, LONGEST_REASON);
  const end = {
    status,
    last_error: status === 'delivered' ? null : reason,
    delivered_at: status === 'delivered' ? now : null,
  };
  await db.transaction().execute(async (tx) => {
    const saved = await tx
      .updateTable('deliveries')
      .set((eb) => ({ ...end, attempts: eb('attempts', '+', 1), next_attempt_at: nextAttemptAt }))
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .returning('id')
      .executeTakeFirst();
    if (saved === undefined) return;
    const row = { delivery_id: id, at: now, outcome, status: httpStatus, reason: reason ?? '' };
    await tx.insertInto('attempts').values(row).execute();
    if (status === 'pending') return;
    await tx
      .updateTable('deliveries')
      .set(end)
      .where('gathered_in', '=', id)
      .where('status', '=', 'gathered')
      .execute();
  });
}
