import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** So many bodies of a subscription wait to be read; beyond that, the feed itself is read. */
const MOST_WAITING = 10;

/** For so long a body that comes again is known to have been here. */
const REMEMBERED_MS = 24 * 60 * 60 * 1_000;

/** A body that a hub pushed. */
export type Push = { body: Uint8Array; contentType: string | null };

/**
 * Keeps a push, to be read by a worker. `repeated`: the very same was here within a day, and nothing is done. `full`:
 * too many wait; the endpoint is due instead.
 */
export async function savePush(
  db: Db,
  subscriptionId: string,
  push: Push,
  now: Date,
): Promise<'kept' | 'repeated' | 'full'> {
  const digest = createHash('sha256').update(push.body).digest('hex');
  return await db.transaction().execute(async (tx) => {
    // One after the other: the bodies that wait are counted.
    await tx.selectFrom('subscriptions').select('id').where('id', '=', subscriptionId).forUpdate().execute();
    await tx
      .deleteFrom('pushes')
      .where('subscription_id', '=', subscriptionId)
      .where('body', 'is', null)
      .where('received_at', '<', new Date(now.getTime() - REMEMBERED_MS))
      .execute();
    const isFull = (await countWaiting(tx, subscriptionId)) >= MOST_WAITING;
    const added = await tx
      .insertInto('pushes')
      .values({
        subscription_id: subscriptionId,
        ...{ digest, received_at: now, content_type: push.contentType, body: isFull ? null : push.body },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('digest')
      .execute();
    if (added.length === 0) return 'repeated';
    await tx
      .updateTable('subscriptions')
      .set({ last_push_at: now, pushes: sql`pushes + 1` })
      .where('id', '=', subscriptionId)
      .execute();
    if (!isFull) return 'kept';
    await sql`update endpoints set next_visit_at = least(next_visit_at, ${now}::timestamptz)
      where id = (select endpoint_id from subscriptions where id = ${subscriptionId})`.execute(tx);
    return 'full';
  });
}

async function countWaiting(tx: Db, subscriptionId: string): Promise<number> {
  const { waiting } = await tx
    .selectFrom('pushes')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('subscription_id', '=', subscriptionId)
    .where('body', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(waiting);
}

/** Counts a push that nobody who knows the secret has signed. */
export async function countRejectedPush(db: Db, subscriptionId: string): Promise<void> {
  await db
    .updateTable('subscriptions')
    .set({ rejected_pushes: sql`rejected_pushes + 1` })
    .where('id', '=', subscriptionId)
    .execute();
}

/** The sources that have a push to be read, with the time of the first. */
export async function listSourcesPushed(db: Db, limit: number): Promise<{ sourceId: string; dueAt: Date }[]> {
  const { rows } = await sql<{ sourceId: string; dueAt: Date }>`
    select e.source_id as "sourceId", min(p.received_at) as "dueAt"
    from pushes p join subscriptions s on s.id = p.subscription_id join endpoints e on e.id = s.endpoint_id
    where p.body is not null group by e.source_id order by "dueAt" limit ${limit}`.execute(db);
  return rows;
}

/** A push that waits, and what it was pushed for. */
export type WaitingPush = Push & {
  subscriptionId: string;
  digest: string;
  endpointId: string;
  endpointUrl: string;
  topic: string;
};

/** The pushes of a source that wait to be read, oldest first. */
export async function loadWaitingPushes(db: Db, sourceId: string): Promise<WaitingPush[]> {
  const rows = await db
    .selectFrom('pushes as p')
    .innerJoin('subscriptions as s', 's.id', 'p.subscription_id')
    .innerJoin('endpoints as e', 'e.id', 's.endpoint_id')
    .select(['p.subscription_id', 'p.digest', 'p.content_type', 'p.body', 's.endpoint_id', 's.topic', 'e.url'])
    .where('e.source_id', '=', sourceId)
    .where('p.body', 'is not', null)
    .orderBy('p.received_at')
    .limit(MOST_WAITING)
    .execute();
  return rows.flatMap((row) => {
    const { subscription_id: subscriptionId, digest, content_type: contentType, body, topic } = row;
    if (body === null) return [];
    return [{ subscriptionId, digest, contentType, body, topic, endpointId: row.endpoint_id, endpointUrl: row.url }];
  });
}

/** Lets go of a push that was read; that it was here is remembered. `isUnread`: the endpoint is due instead. */
export async function closePush(db: Db, push: WaitingPush, isUnread: boolean, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('pushes')
      .set({ body: null })
      .where('subscription_id', '=', push.subscriptionId)
      .where('digest', '=', push.digest)
      .execute();
    if (!isUnread) return;
    await tx
      .updateTable('endpoints')
      .set({ next_visit_at: now })
      .where('id', '=', push.endpointId)
      .where('next_visit_at', '>', now)
      .execute();
  });
}

/**
 * Makes articles that a push says something new of due at once: those that are still visited, and have not been since
 * `updatedAt` (`null`: now). Gives how many.
 */
export async function raiseVisits(
  db: Db,
  told: { url: string; updatedAt: string | null }[],
  now: Date,
): Promise<number> {
  if (told.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update articles as a set next_visit_at = ${now}
    from json_to_recordset(${JSON.stringify(told)}::json) as t (url text, "updatedAt" timestamptz)
    join article_urls u on address_key(u.url) = address_key(t.url)
    join articles met on met.id = u.article_id
    where a.id = coalesce(met.merged_into, met.id) and a.next_visit_at > ${now}
      and (t."updatedAt" is null or a.last_visit_at is null or t."updatedAt" > a.last_visit_at)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
