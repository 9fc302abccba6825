import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * Locks that hold as long as this process lives, on one connection of their own: PostgreSQL frees them when the
 * connection ends, so that a worker killed with `kill -9` leaves nothing locked and no lease has to run out.
 */
export type Session = {
  /** Takes the lock `name` if nobody holds it, this process included. */
  tryClaim(name: string): Promise<boolean>;
  release(name: string): Promise<void>;
  /** Whether no other process has a session on this database. */
  isAlone(): Promise<boolean>;
  close(): Promise<void>;
};

/** The lock that every session shares while it lives. */
const PRESENCE = lockKey('stet: in use');

/**
 * Opens the session. When its connection is lost it is opened again; claims held at that moment are lost with it,
 * which is why a claim only saves work, and what must not happen twice is checked in the transaction that stores it.
 */
export async function openSession(url: string, onError: (error: Error) => void): Promise<Session> {
  const held = new Set<string>();
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  let client: pg.Client | null = null;
  client = await connect();

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'stet session' });
    fresh.on('error', (error) => {
      onError(error);
      if (fresh === client && !isClosed) void reconnect();
    });
    await fresh.connect();
    await fresh.query('select pg_advisory_lock_shared($1)', [PRESENCE]);
    return fresh;
  }

  async function reconnect(): Promise<void> {
    for (let pauseMs = 100; !isClosed; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        client = await connect();
        return;
      } catch {
        await sleep(pauseMs);
      }
    }
  }

  /** One query after the other: a connection takes no second one while it answers the first. */
  function ask(query: string, key: string): Promise<{ taken?: boolean }[]> {
    const answer = last.then(async () => {
      if (client === null) throw new Error('the session with the database is not open');
      return (await client.query(query, [key])).rows;
    });
    last = answer.catch(() => {});
    return answer;
  }

  return {
    tryClaim: async (name) => {
      if (held.has(name)) return false; // PostgreSQL would give it to the same session twice
      held.add(name);
      try {
        const rows = await ask('select pg_try_advisory_lock($1) as taken', lockKey(name));
        if (rows[0]?.taken === true) return true;
      } catch (error) {
        held.delete(name);
        throw error;
      }
      held.delete(name);
      return false;
    },
    release: async (name) => {
      await ask('select pg_advisory_unlock($1)', lockKey(name)).catch(() => {}); // freed with the connection
      held.delete(name);
    },
    isAlone: async () => {
      await ask('select pg_advisory_unlock_shared($1)', PRESENCE);
      const rows = await ask('select pg_try_advisory_lock($1) as taken', PRESENCE);
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
