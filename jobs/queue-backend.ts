import {
  createPostgresBackend,
  type Job,
  type PgPool,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import { StetError } from '../src/model/stet-error.ts';
import { type Database, hidePassword } from '../storage/open-database.ts';
import { type Tell, tellSeldom } from './tell-seldom.ts';
import { waitAtMost } from './wait-at-most.ts';

export type JobQueue = Pick<
  Queue,
  | 'addBulk'
  | 'upsertJobScheduler'
  | 'getJobSchedulers'
  | 'removeJobScheduler'
  | 'getJobCounts'
  | 'getJobs'
  | 'getFailed'
  | 'close'
>;
export type JobWorker = Pick<Worker, 'close'>;
export type WorkerSettings = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'autorun'
>;

/** Told of each attempt that failed; `job` is missing when it was lost with its worker too often. */
export type OnFailed = (job: Job | undefined, error: Error) => void;

/** Where jobs wait. It only wakes workers up: what is due is in the database, and a queue that is lost costs one tick. */
export type QueueBackend = {
  kind: 'postgres' | 'redis';
  openQueue(name: string): JobQueue;
  openWorker(
    name: string,
    work: (job: Job) => Promise<unknown>,
    settings: WorkerSettings,
    onFailed: OnFailed,
  ): JobWorker;
  /** @throws when the backend does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** The schema of BullMQ's own tables: the one its PostgreSQL backend uses for a pool that was made elsewhere. */
const QUEUE_SCHEMA = 'bullmq';
const REDIS_PREFIX = 'stet';
const CLOSE_MS = 2_000;

/** A server that stays away is told of this often, and no oftener. */
const TELL_EVERY_MS = 10_000;

/**
 * Opens the queue: BullMQ on Redis or Valkey where `redisUrl` is set, else in the database itself. Nothing outside
 * this file knows which. `onError` is told of what it has trouble with, the same trouble once in ten seconds.
 * @throws StetError when Redis cannot be reached.
 */
export async function openQueueBackend(
  redisUrl: string | null,
  database: Database,
  onError: Tell,
): Promise<QueueBackend> {
  const tell = tellSeldom(onError, TELL_EVERY_MS, () => performance.now());
  return redisUrl === null ? await openPostgres(database, tell) : await openRedis(redisUrl, tell);
}

async function openPostgres(database: Database, onError: (error: Error) => void): Promise<QueueBackend> {
  const pool = database.openPool(QUEUE_SCHEMA, 16);
  pool.setMaxListeners(0); // each queue and each worker of BullMQ listens to it for errors
  const client = await pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
  } finally {
    client.release();
  }
  const onPostgres = withBackend(createPostgresBackend);
  const connection = pool as PgPool; // the same object: BullMQ describes of it what it uses
  return {
    kind: 'postgres',
    openQueue: (name) => {
      const queue = new onPostgres.Queue(name, { connection });
      queue.on('error', onError);
      return queue;
    },
    openWorker: (name, work, settings, onFailed) => {
      const worker = new onPostgres.Worker(name, work, { connection, ...settings });
      worker.on('error', onError);
      worker.on('failed', onFailed);
      return worker;
    },
    ping: async () => {
      await pool.query('select 1');
    },
    close: async () => {
      await waitAtMost(pool.end(), CLOSE_MS); // it would wait for the connection of a job that was given up
    },
  };
}

async function openRedis(redisUrl: string, onError: (error: Error) => void): Promise<QueueBackend> {
  const connection = connectRedis(redisUrl);
  connection.on('error', onError);
  try {
    await connection.connect();
    await connection.ping();
  } catch (cause) {
    connection.disconnect();
    throw new StetError(
      `Redis at ${hidePassword(redisUrl)} cannot be used: ${(cause as Error).message}. Check that it runs and that REDIS_URL is right; without REDIS_URL stet keeps its queue in the database.`,
      { cause },
    );
  }
  const options = { connection, prefix: REDIS_PREFIX };
  return {
    kind: 'redis',
    openQueue: (name) => {
      const queue = new Queue(name, options);
      queue.on('error', onError);
      return queue;
    },
    openWorker: (name, work, settings, onFailed) => {
      const worker = new Worker(name, work, { ...options, ...settings });
      worker.on('error', onError);
      worker.on('failed', onFailed);
      return worker;
    },
    ping: async () => {
      await connection.ping();
    },
    close: async () => {
      connection.disconnect();
    },
  };
}

/** BullMQ's blocking commands must wait as long as it takes, hence no limit of retries; a lost connection is made again. */
function connectRedis(redisUrl: string): Redis {
  return new Redis(redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    connectTimeout: 5_000,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 6), 5_000),
  });
}
