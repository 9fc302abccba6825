import { randomBytes } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Db } from './open-database.ts';
import type { SubscriptionsTable } from './push-tables.ts';

export type StoredSubscription = Selectable<SubscriptionsTable>;

/** 256 bits: nobody guesses where a hub posts to, nor what it signs with. */
const SECRET_BYTES = 32;

/**
 * Makes the subscriptions those that the endpoints offer now: a new one for each endpoint with a hub, and an end to
 * those whose endpoint is switched off, names another hub, or whose callback is not below `publicUrl` (`null`: no hub
 * can reach us).
 */
export async function planSubscriptions(db: Db, publicUrl: string | null, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`update subscriptions as s set state = 'leaving', attempts = 0, next_attempt_at = ${now}
      where s.state not in ('leaving', 'ended') and (${publicUrl}::text is null
        or not starts_with(s.callback, ${publicUrl}::text)
        or not exists (select from endpoints e
          where e.id = s.endpoint_id and e.enabled and e.hub = s.hub and e.topic = s.topic))`.execute(tx);
    if (publicUrl === null) return;
    const wanted = await tx
      .selectFrom('endpoints as e')
      .select(['e.id', 'e.hub', 'e.topic'])
      .where('e.enabled', '=', true)
      .where('e.hub', 'is not', null)
      .where(
        sql<boolean>`not exists (select from subscriptions s where s.endpoint_id = e.id and s.state not in ('leaving', 'ended'))`,
      )
      .execute();
    for (const { id: endpointId, hub, topic } of wanted) {
      if (hub !== null && topic !== null) await addSubscription(tx, { endpointId, hub, topic, publicUrl }, now);
    }
  });
}

async function addSubscription(
  tx: Db,
  { endpointId, hub, topic, publicUrl }: { endpointId: string; hub: string; topic: string; publicUrl: string },
  now: Date,
): Promise<void> {
  const id = randomBytes(SECRET_BYTES).toString('base64url');
  await tx
    .insertInto('subscriptions')
    .values({
      ...{ id, endpoint_id: endpointId, hub, topic, state: 'pending' as const, next_attempt_at: now },
      callback: `${publicUrl.replace(/\/*$/, '/')}websub/${id}`,
      secret: randomBytes(SECRET_BYTES).toString('hex'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The subscriptions whose hub is to be asked at `now`, longest overdue first. */
export async function listSubscriptionsDue(db: Db, now: Date, limit: number): Promise<{ id: string; dueAt: Date }[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select(['id', 'next_attempt_at'])
    .where('state', '<>', 'ended')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, dueAt: row.next_attempt_at ?? now }));
}

/** One subscription by its whole id. */
export async function loadSubscription(db: Db, id: string): Promise<StoredSubscription | null> {
  return (await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** What may become of a subscription. */
export type SubscriptionUpdate = Partial<
  Pick<
    StoredSubscription,
    'state' | 'next_attempt_at' | 'attempts' | 'asked_at' | 'expires_at' | 'last_error' | 'missed_at'
  >
>;

/** Keeps what became of a subscription. */
export async function updateSubscription(db: Db, id: string, update: SubscriptionUpdate): Promise<void> {
  await db.updateTable('subscriptions').set(update).where('id', '=', id).execute();
}

/** Keeps why a request failed, unless the hub has verified it all the same. */
export async function saveRequestError(db: Db, id: string, reason: string): Promise<void> {
  await db
    .updateTable('subscriptions')
    .set({ last_error: reason })
    .where('id', '=', id)
    .where('attempts', '>', 0)
    .execute();
}

/** The subscription of an endpoint that its hub keeps up at `now`; `null` where none is. */
export async function loadActiveSubscription(
  db: Db,
  endpointId: string,
  now: Date,
): Promise<StoredSubscription | null> {
  const found = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', 'active')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return found ?? null;
}

/** How an endpoint's subscription stands, for people: nothing of its secret. */
export type SubscriptionSummary = Pick<
  StoredSubscription,
  'hub' | 'state' | 'expires_at' | 'last_error' | 'last_push_at' | 'pushes' | 'rejected_pushes'
> & { source_id: string; endpoint_id: string; url: string };

/** The subscriptions of these sources (`null`: of all) that are not over, with their endpoints. */
export async function listSubscriptions(db: Db, sourceIds: string[] | null = null): Promise<SubscriptionSummary[]> {
  return await db
    .selectFrom('subscriptions as s')
    .innerJoin('endpoints as e', 'e.id', 's.endpoint_id')
    .select(['s.hub', 's.state', 's.expires_at', 's.last_error', 's.last_push_at', 's.pushes', 's.rejected_pushes'])
    .select(['e.source_id', 's.endpoint_id', 'e.url'])
    .where('s.state', '<>', 'ended')
    .$if(sourceIds !== null, (query) => query.where(sql<boolean>`e.source_id = any(${sourceIds})`))
    .orderBy('e.source_id')
    .orderBy('e.url')
    .execute();
}
