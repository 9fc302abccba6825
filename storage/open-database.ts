import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { StetError } from '../src/model/stet-error.ts';
import { type EmbeddedServer, startEmbedded, stopEmbedded } from './embedded/start-embedded.ts';
import { migrate } from './migrate.ts';
import { PreparingClient } from './preparing-client.ts';
import { openSession, type Session } from './session.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

/** An open database: the query builder, and what else must be shared by a process that uses it. */
export type Database = {
  db: Db;
  url: string;
  /** The folder of the embedded server; `null` when `DATABASE_URL` names one. */
  embeddedHome: string | null;
  /** Locks that end with this process, however it ends. */
  session: Session;
  /** A pool for another library on the same server, with a `search_path` of its own. The caller ends it. */
  openPool(searchPath: string, size: number): pg.Pool;
  /** Starts the embedded server again where it has died; for a server of somebody else's, nothing. */
  revive(): Promise<void>;
  /** Ends the connections, and the embedded server when no other process uses it. */
  close(): Promise<void>;
};

// Counts and sizes: all far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Opens the database that `databaseUrl` names, or the embedded one of `varDir`, and migrates it.
 * @throws StetError when it cannot be reached, is too old a PostgreSQL, or is newer than this program.
 */
export async function openDatabase(options: {
  databaseUrl: string | null;
  varDir: string;
  poolSize?: number;
  onError?: (error: Error) => void;
}): Promise<Database> {
  const onError = options.onError ?? (() => {});
  for (let attempt = 1; ; attempt += 1) {
    const server = options.databaseUrl === null ? await startEmbedded(options.varDir) : null;
    try {
      return await connect(options.databaseUrl ?? server?.url ?? '', server, options, onError);
    } catch (error) {
      // Another process may have ended the embedded server between our finding it and our connecting.
      if (server === null || error instanceof StetError || attempt === 3) throw describeConnection(error, options);
    }
  }
}

async function connect(
  url: string,
  server: EmbeddedServer | null,
  options: { varDir: string; poolSize?: number },
  onError: (error: Error) => void,
): Promise<Database> {
  const session = await openSession(url, onError);
  const pool = newPool(url, options.poolSize ?? 10, onError);
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await refuseOldServer(pool);
    await migrate(db);
  } catch (error) {
    await Promise.allSettled([db.destroy(), session.close()]);
    throw error;
  }
  let running = server;
  return {
    db,
    url,
    embeddedHome: server?.home ?? null,
    session,
    openPool: (searchPath, size) => newPool(url, size, onError, searchPath),
    revive: async () => {
      if (running !== null) running = await startEmbedded(options.varDir);
    },
    close: async () => {
      await db.destroy();
      const isLast = running !== null && (await session.isAlone());
      await session.close();
      if (running !== null && isLast) await stopEmbedded(running);
    },
  };
}

function newPool(url: string, max: number, onError: (error: Error) => void, searchPath?: string): pg.Pool {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    application_name: 'stet',
    ...(searchPath === undefined ? {} : { options: `-c search_path=${searchPath}` }),
  });
  // Without listeners a connection that drops would end the process: one that is idle is told of here, one in use by
  // the query that fails on it.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function refuseOldServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query('show server_version_num');
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major < 14) throw new StetError(`The database is PostgreSQL ${major}; stet needs 14 or newer.`);
}

function describeConnection(error: unknown, options: { databaseUrl: string | null; varDir: string }): unknown {
  if (error instanceof StetError) return error;
  const message = (error as Error).message || String((error as { code?: string }).code);
  if (options.databaseUrl === null) {
    return new StetError(`The embedded database in ${options.varDir} cannot be used: ${message}.`, { cause: error });
  }
  return new StetError(
    `The database at ${hidePassword(options.databaseUrl)} cannot be used: ${message}. Check that it runs and that DATABASE_URL is right; without DATABASE_URL stet brings its own.`,
    { cause: error },
  );
}

/** A database URL as it may be shown and logged. */
export function hidePassword(url: string): string {
  return url.replace(/(\/\/[^:/@]*):[^@]*@/, '$1:…@');
}
