import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded, stopEmbedded } from '../../storage/embedded/start-embedded.ts';
import { openDatabase } from '../../storage/open-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL server; each test makes a database of its own in it. */
    postgresUrl: string;
    /** A real Redis server, where the machine has one. */
    redisUrl: string | null;
  }
}

/** Starts the servers that tests share: the embedded PostgreSQL, and Redis from REDIS_URL or the PATH. */
export async function setup({ provide }: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'stet-test-'));
  await chmod(folder, 0o755); // temporary folders are closed; the server of root runs under another account
  const postgres = await startEmbedded(folder);
  await prepareServer(postgres.url);
  provide('postgresUrl', postgres.url);
  const redis = await startRedis(folder);
  provide('redisUrl', redis?.url ?? null);
  if (redis === null) {
    process.stderr.write(
      'No REDIS_URL and no redis-server on the PATH: the tests that need a real Redis are reported as skipped.\n',
    );
  }
  return async () => {
    redis?.stop();
    await stopEmbedded(postgres);
    await rm(folder, { recursive: true, force: true });
  };
}

/** The database that others are copies of. */
export const MIGRATED = 'stet_migrated';

/** What the server holds is gone with it, so it need not wait for the disk; and nobody need migrate each database anew. */
async function prepareServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await client.query(`alter system set ${setting} = off`);
  }
  await client.query('select pg_reload_conf()');
  await client.query(`create database ${MIGRATED}`);
  await client.end();
  const migrated = new URL(url);
  migrated.pathname = `/${MIGRATED}`;
  await (await openDatabase({ databaseUrl: migrated.href, varDir: '/nonexistent' })).close();
}

async function startRedis(folder: string): Promise<{ url: string; stop(): void } | null> {
  const given = process.env.REDIS_URL;
  if (given !== undefined && given !== '') return { url: given, stop: () => {} };
  if (spawnSync('redis-server', ['--version']).error !== undefined) return null;
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => {}); // until it listens
  await Promise.race([
    client.ping(),
    sleep(10_000).then(() => Promise.reject(new Error('redis-server did not start'))),
  ]);
  client.disconnect();
  return { url, stop: () => child.kill('SIGKILL') };
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
