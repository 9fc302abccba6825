import { CompiledQuery, sql } from 'kysely';
import type { Db } from './open-database.ts';
import type { Session } from './session.ts';

/** How a host stands with us at this moment, by the database's clock. Times in milliseconds. */
export type HostState = {
  /** Until its next free slot; 0: it is free. */
  waitMs: number;
  /** Bad signs in a row. While there are any, it is asked by one request at a time. */
  failures: number;
  pause: HostPause | null;
};

/** Until when a host is left alone, and why: a sentence. */
export type HostPause = { until: Date; reason: string };

type HostRow = {
  wait: number;
  failures: number;
  is_paused: boolean;
  paused_until: Date | null;
  pause_reason: string | null;
};

// PostgreSQL before 17 subtracts nothing from what is infinitely long ago.
const HOST_STATE = (host: string, delayMs: string) => `
  select failures, paused_until, pause_reason, coalesce(paused_until > clock_timestamp(), false) as is_paused,
    greatest(0, extract(epoch from
      greatest(next_slot_at, asked_at + ${delayMs} * interval '1 millisecond', now()) - clock_timestamp()
    ))::float8 * 1000 as wait
  from hosts where host = ${host}`;

/** How a host stands with who keeps `delayMs` after any request to it; nothing is altered. */
export async function loadHostState(db: Db, host: string, delayMs: number): Promise<HostState> {
  const { rows } = await db.executeQuery(CompiledQuery.raw(HOST_STATE('$1', '$2'), [host, delayMs]));
  return toHostState((rows[0] as HostRow | undefined) ?? null);
}

function toHostState(row: HostRow | null): HostState {
  if (row === null) return { waitMs: 0, failures: 0, pause: null };
  const pause =
    row.is_paused && row.paused_until !== null ? { until: row.paused_until, reason: row.pause_reason ?? '' } : null;
  return { waitMs: Math.max(0, Math.ceil(row.wait)), failures: row.failures, pause };
}

// By `case`: PostgreSQL may else take a lock before it looks whether it is one that may be taken.
const CLAIM_PLACE = `
  with state as materialized (${HOST_STATE('$3::text', '$4::float8')})
  select state.*, case when coalesce(not is_paused and wait <= 0, true) then (
    select name from unnest($1::text[], $2::bigint[]) as t (name, key)
    where case when coalesce(failures, 0) = 0 or name = $5::text then pg_try_advisory_lock(key) else false end limit 1
  ) end as claimed
  from (values (1)) as one (row) left join state on true`;

/**
 * Takes one of the host's `places`, names of claims, if it may be asked now, and says how it stands; `state` is `null`
 * where this process has all places itself, and asked nothing. After a bad sign only the first place is given.
 */
export async function claimPlace(
  session: Pick<Session, 'tryClaimOne'>,
  { host, delayMs, places }: { host: string; delayMs: number; places: string[] },
): Promise<{ state: HostState | null; place: string | null }> {
  const asked = await session.tryClaimOne<HostRow | { failures: null }>(places, CLAIM_PLACE, [
    ...[host, delayMs, places[0]],
  ]);
  const { row, claimed } = asked;
  if (row === null) return { state: null, place: null };
  return { state: toHostState(row.failures === null ? null : row), place: claimed };
}

/**
 * Takes the host's slot, which all workers share, if it is free now and the host not paused; gives the host's
 * bad signs in a row until now, and `null` where it was not taken. A slot is taken at the moment of asking, never ahead: who would come late to a slot of his own would come close to the
 * next one's. The clock is the database's, the only one that all machines have in common. It is free `delayMs` after any
 * request before; `nextDelayMs` is the least that all others keep after this one. After a bad sign only who `isFirst`
 * at the host may ask.
 */
export async function takeHostSlot(
  db: Db,
  host: string,
  { delayMs, nextDelayMs }: { delayMs: number; nextDelayMs: number },
  isFirst: boolean,
): Promise<number | null> {
  const { rows } = await sql<{ failures: number }>`
    insert into hosts as h (host, next_slot_at, asked_at)
    values (${host}, clock_timestamp() + ${nextDelayMs} * interval '1 millisecond', clock_timestamp())
    on conflict (host) do update
      set next_slot_at = excluded.next_slot_at, asked_at = excluded.asked_at
      where greatest(h.next_slot_at, h.asked_at + ${delayMs} * interval '1 millisecond') <= clock_timestamp()
        and (h.paused_until is null or h.paused_until <= clock_timestamp())
        and (h.failures = 0 or ${isFirst})
    returning failures`.execute(db);
  return rows[0]?.failures ?? null;
}

/** Moves a host's next slot to `delayMs` from now, if it was to come sooner. */
export async function deferHostSlot(db: Db, host: string, delayMs: number): Promise<void> {
  await sql`
    update hosts set next_slot_at = clock_timestamp() + ${delayMs} * interval '1 millisecond'
    where host = ${host} and next_slot_at < clock_timestamp() + ${delayMs} * interval '1 millisecond'`.execute(db);
}

/** Notes that a host gave a bad sign for the `failures`-th time in a row, and leaves it alone for `pauseMs` milliseconds. */
export async function pauseHost(
  db: Db,
  host: string,
  trouble: { failures: number; pauseMs: number; reason: string; sourceId: string },
): Promise<void> {
  const { failures, pauseMs, reason, sourceId } = trouble;
  await sql`
    insert into hosts as h (host, failures, paused_until, pause_reason, pause_source_id)
    select ${host}::text, ${failures}::int, t.until, case when t.until is not null then ${reason}::text end, ${sourceId}::text
    from (select case when ${pauseMs}::float8 > 0
      then clock_timestamp() + ${pauseMs}::float8 * interval '1 millisecond' end as until) t
    on conflict (host) do update
      set failures = greatest(h.failures, excluded.failures),
        pause_reason = case when h.paused_until > excluded.paused_until then h.pause_reason
          else coalesce(excluded.pause_reason, h.pause_reason) end,
        pause_source_id = excluded.pause_source_id,
        paused_until = greatest(h.paused_until, excluded.paused_until)`.execute(db);
}

/** Notes that a host answered well again, unless it gave more than `failures` bad signs since. */
export async function clearHost(db: Db, host: string, failures: number): Promise<void> {
  await db
    .updateTable('hosts')
    .set({ failures: 0, paused_until: null, pause_reason: null, pause_source_id: null })
    .where('host', '=', host)
    .where('failures', '<=', failures)
    .execute();
}

/** A host that is left alone, and the source for which it was asked when that began. */
export type PausedHost = HostPause & { host: string; sourceId: string | null };

/** All hosts that are left alone at present, by name. */
export async function listPausedHosts(db: Db): Promise<PausedHost[]> {
  const rows = await db
    .selectFrom('hosts')
    .select(['host', 'paused_until', 'pause_reason', 'pause_source_id'])
    .where('paused_until', '>', sql<Date>`clock_timestamp()`)
    .orderBy('host')
    .execute();
  return rows.flatMap(({ host, paused_until: until, pause_reason: reason, pause_source_id: sourceId }) =>
    until === null ? [] : [{ host, until, reason: reason ?? '', sourceId }],
  );
}
