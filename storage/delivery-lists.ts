import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { AttemptsTable, DeliveryPurpose, DeliveryStatus, DeliveryWait } from './alert-tables.ts';
import { isBehind } from './is-behind.ts';
import type { Db } from './open-database.ts';
import type { Tables } from './tables.ts';

/** A delivery as it is shown. */
export type ListedDelivery = {
  id: string;
  channel: string;
  purpose: DeliveryPurpose;
  status: DeliveryStatus;
  waits_for: DeliveryWait | null;
  gathered_in: string | null;
  change_id: string | null;
  headline: string | null;
  /** How many changes it tells: those of a digest. */
  changes: number;
  created_at: Date;
  next_attempt_at: Date | null;
  delivered_at: Date | null;
  attempts: number;
};

export type StoredAttempt = Selectable<AttemptsTable>;

export type DeliveryFilter = {
  channel?: string | undefined;
  status?: DeliveryStatus | undefined;
  /** Only what comes behind this one: where a page of the list went on from. */
  behind?: { at: Date; id: string } | undefined;
  limit: number;
};

/** Deliveries that fit a filter, newest first. */
export async function listDeliveries(
  db: Db,
  { channel, status, behind, limit }: DeliveryFilter,
): Promise<ListedDelivery[]> {
  let query = selectDeliveries(db);
  if (channel !== undefined) query = query.where('d.channel', '=', channel);
  if (status !== undefined) query = query.where('d.status', '=', status);
  if (behind !== undefined) query = query.where(isBehind(sql.ref('d.created_at'), 'd.id', behind));
  return await query.orderBy('d.created_at', 'desc').orderBy('d.id').limit(limit).execute();
}

/** One delivery by its whole id. */
export async function loadDelivery(db: Db, id: string): Promise<ListedDelivery | null> {
  return (await selectDeliveries(db).where('d.id', '=', id).executeTakeFirst()) ?? null;
}

function selectDeliveries(db: Db) {
  return db
    .selectFrom('deliveries as d')
    .leftJoin('changes as c', 'c.id', 'd.change_id')
    .leftJoin('articles as a', 'a.id', 'c.article_id')
    .select(['d.id', 'd.channel', 'd.purpose', 'd.status', 'd.waits_for', 'd.gathered_in', 'd.change_id'])
    .select(['d.created_at', 'd.next_attempt_at', 'd.delivered_at', 'd.attempts', 'a.headline'])
    .select(countChanges);
}

function countChanges(eb: ExpressionBuilder<Tables & { d: Tables['deliveries'] }, 'd'>) {
  return sql<number>`case ${eb.ref('d.purpose')} when 'change' then 1 when 'test' then 0 else
    (select count(*)::int from deliveries m where m.gathered_in = ${eb.ref('d.id')}) end`.as('changes');
}

/** What became of these deliveries at each attempt, oldest first; of one that was gathered, what became of its digest. */
export async function listAttempts(db: Db, deliveryIds: string[]): Promise<Map<string, StoredAttempt[]>> {
  const byDelivery = new Map<string, StoredAttempt[]>();
  if (deliveryIds.length === 0) return byDelivery;
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('delivery_id', 'in', deliveryIds)
    .orderBy('id')
    .execute();
  for (const row of rows) byDelivery.set(row.delivery_id, [...(byDelivery.get(row.delivery_id) ?? []), row]);
  return byDelivery;
}

/** How a channel stands: what waits, what was delivered last, what failed last. */
export type ChannelState = {
  name: string;
  pending: number;
  failed: number;
  lastDeliveredAt: Date | null;
  lastFailure: { at: Date; reason: string } | null;
  disabled: { at: Date; reason: string } | null;
};

/**
 * How these channels stand. `target` is a digest of where one leads by the configuration: one that was disabled and
 * leads elsewhere now is not any more.
 */
export async function listChannelStates(db: Db, channels: { name: string; target: string }[]): Promise<ChannelState[]> {
  if (channels.length === 0) return [];
  const names = channels.map(({ name }) => name);
  const targets = channels.map(({ target }) => target);
  const { rows } = await sql<StateRow>`
    select n.name,
      (select count(*)::int from deliveries d where d.channel = n.name and d.status in ('pending', 'held')) as pending,
      (select count(*)::int from deliveries d where d.channel = n.name and d.status = 'failed') as failed,
      (select max(d.delivered_at) from deliveries d where d.channel = n.name) as delivered_at,
      f.at as failed_at, f.reason, c.disabled_at, c.disabled_reason
    from unnest(${names}::text[], ${targets}::text[]) with ordinality as n (name, target, place)
    left join channels c on c.name = n.name and c.target = n.target
    left join lateral (select a.at, a.reason from attempts a join deliveries d on d.id = a.delivery_id
      where d.channel = n.name and a.outcome not in ('delivered', 'dropped') order by a.id desc limit 1) f on true
    order by n.place`.execute(db);
  return rows.map((row) => ({
    name: row.name,
    pending: row.pending,
    failed: row.failed,
    lastDeliveredAt: row.delivered_at,
    lastFailure: row.failed_at === null ? null : { at: row.failed_at, reason: row.reason ?? '' },
    disabled: row.disabled_at === null ? null : { at: row.disabled_at, reason: row.disabled_reason ?? '' },
  }));
}

type StateRow = {
  name: string;
  pending: number;
  failed: number;
  delivered_at: Date | null;
  failed_at: Date | null;
  reason: string | null;
  disabled_at: Date | null;
  disabled_reason: string | null;
};
