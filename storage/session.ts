import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { PreparingClient } from './preparing-client.ts';

/**
 * Locks that hold as long as this process lives, on one connection of their own: PostgreSQL frees them when the
 * connection ends, so that a worker killed with `kill -9` leaves nothing locked and no lease has to run out.
 */
export type Session = {
  /** Takes the lock `name` if nobody holds it, this process included. */
  tryClaim(name: string): Promise<boolean>;
  /**
   * Takes the first of these locks that nobody holds, this process included, and gives its name; else `null`. A
   * `statement` of the caller's that takes it, for whoever wants to know more by the same question, gives its name as
   * `claimed` in its one row; it finds the names that are free here in `$1`, their keys in `$2`, and `values` after
   * them. It is not asked where none is free.
   */
  tryClaimOne<Row extends object>(
    names: string[],
    statement?: string,
    values?: unknown[],
  ): Promise<{ claimed: string | null; row: Row | null }>;
  /** Whether a lock that was taken is still held: another process may have got it while the connection was lost. */
  holds(name: string): boolean;
  release(name: string): Promise<void>;
  /** Whether no other process has a session on this database. */
  isAlone(): Promise<boolean>;
  close(): Promise<void>;
};

/** A server that is just starting, or ending, may take a connection and say nothing. */
const CONNECT_MS = 15_000;

const CLAIM_ONE = `select name as claimed from unnest($1::text[], $2::bigint[]) as t (name, key)
  where pg_try_advisory_lock(key) limit 1`;

/** A lock that is to be taken, or given back. */
type Order = { key: string; isClaim: boolean };

const CLAIM_OR_RELEASE = `select case when is_claim then pg_try_advisory_lock(key) else pg_advisory_unlock(key) end as done
  from unnest($1::bigint[], $2::boolean[]) with ordinality as t (key, is_claim, place) order by place`;

/** The lock that every session shares while it lives. */
const PRESENCE = lockKey('stet: in use');

/**
 * Opens the session. When its connection is lost it is opened again, and the claims that were held at that moment are
 * taken again unless somebody else was quicker. In between they hold nobody back, which is why a claim only saves
 * work, and what must not happen twice is checked in the transaction that stores it.
 */
export async function openSession(url: string, onError: (error: Error) => void): Promise<Session> {
  /** What this process asks for or has: nobody else here may ask for it. */
  const held = new Set<string>();
  /** What it has. Only this is taken again: what is merely asked for would be locked twice, and given back once. */
  const taken = new Set<string>();
  const ended = new WeakSet<pg.Client>();
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  let reconnected: Promise<void> = Promise.resolve();
  let client: pg.Client | null = null;
  client = await connect();

  async function connect(): Promise<pg.Client> {
    const fresh = new PreparingClient({
      ...{ connectionString: url, keepAlive: true, application_name: 'stet session' },
      connectionTimeoutMillis: CONNECT_MS,
    });
    fresh.on('error', (error) => {
      onError(error);
      if (fresh !== client) return; // a server that ends a connection tells of it twice
      client = null;
      if (!isClosed) reconnected = reconnect();
    });
    fresh.once('end', () => ended.add(fresh));
    await fresh.connect();
    // A machine that vanished ends nothing itself: the server is to notice within half a minute, and free what it held.
    await fresh.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3');
    await fresh.query('select pg_advisory_lock_shared($1)', [PRESENCE]);
    return fresh;
  }

  async function reconnect(): Promise<void> {
    for (let pauseMs = 100; !isClosed; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        const fresh = await connect();
        await retakeClaims(fresh);
        if (ended.has(fresh)) continue; // it went while claims were taken, which nobody else would notice
        client = fresh;
        break;
      } catch {
        await sleep(pauseMs);
      }
    }
    if (isClosed) await client?.end().catch(() => {});
  }

  async function retakeClaims(fresh: pg.Client): Promise<void> {
    for (const name of [...taken]) {
      const { rows } = await fresh.query('select pg_try_advisory_lock($1) as taken', [lockKey(name)]);
      if (rows[0]?.taken === true) continue;
      taken.delete(name);
      held.delete(name);
    }
  }

  /** One query after the other, and none while the connection is made again: a claim is not let go unnoticed then. */
  function ask<Row extends object>(makeQuery: () => [text: string, values: unknown[]]): Promise<Row[]> {
    const answer = last.then(async () => {
      await reconnected;
      if (client === null) throw new Error('the session with the database is not open');
      return (await client.query(...makeQuery())).rows as Row[];
    });
    last = answer.catch(() => {});
    return answer;
  }

  /** What is asked for while another query is on its way goes together in the next one. */
  let batch: { orders: Order[]; answer: Promise<{ done: boolean }[]> } | null = null;

  async function askTogether(order: Order): Promise<boolean> {
    if (batch === null) {
      const orders: Order[] = [];
      const answer = ask<{ done: boolean }>(() => {
        batch = null;
        return [CLAIM_OR_RELEASE, [orders.map(({ key }) => key), orders.map(({ isClaim }) => isClaim)]];
      });
      batch = { orders, answer };
    }
    const place = batch.orders.push(order) - 1;
    return (await batch.answer)[place]?.done === true;
  }

  return {
    tryClaim: async (name) => {
      if (held.has(name)) return false; // PostgreSQL would give it to the same session twice
      held.add(name);
      try {
        if (await askTogether({ key: lockKey(name), isClaim: true })) {
          taken.add(name);
          return true;
        }
      } catch (error) {
        held.delete(name);
        throw error;
      }
      held.delete(name);
      return false;
    },
    tryClaimOne: async <Row extends object>(names: string[], statement = CLAIM_ONE, values: unknown[] = []) => {
      const free = names.filter((name) => !held.has(name));
      if (free.length === 0) return { claimed: null, row: null };
      for (const name of free) held.add(name);
      let claimed: string | null = null;
      try {
        const [row] = await ask<Row & { claimed: string | null }>(() => [
          statement,
          [free, free.map(lockKey), ...values],
        ]);
        claimed = row?.claimed ?? null;
        if (claimed !== null) taken.add(claimed);
        return { claimed, row: row ?? null };
      } finally {
        for (const name of free) if (name !== claimed) held.delete(name);
      }
    },
    holds: (name) => taken.has(name),
    release: async (name) => {
      taken.delete(name);
      await askTogether({ key: lockKey(name), isClaim: false }).catch(() => {}); // freed with the connection
      held.delete(name);
    },
    isAlone: async () => {
      if (client === null) return false; // the server is gone: nobody can tell, and an ending must not wait for it
      await ask(() => ['select pg_advisory_unlock_shared($1)', [PRESENCE]]);
      const rows = await ask<{ taken: boolean }>(() => ['select pg_try_advisory_lock($1) as taken', [PRESENCE]]);
      return rows[0]?.taken === true;
    },
    close: async () => {
      isClosed = true;
      await client?.end().catch(() => {});
    },
  };
}

/** Advisory locks are named by 64-bit numbers. */
function lockKey(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE(0).toString();
}
