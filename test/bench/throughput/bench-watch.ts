import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { stringify } from 'yaml';
import { addArticles } from '../../../storage/articles.ts';
import { startEmbedded, stopEmbedded } from '../../../storage/embedded/start-embedded.ts';
import { openDatabase } from '../../../storage/open-database.ts';
import { cpuMs, residentBytes } from './cpu-time.ts';

const PROGRAM = fileURLToPath(new URL('../../../src/cli/stet.js', import.meta.url));
const SOURCE = 'bench';
const POLL_MS = 50;

/** What a round of visits took. */
export type Round = { visits: number; wallMs: number; cpuMs: number };

/** stet as one runs it (`stet start`), in processes of its own, watching the bench's site and no endpoint of it. */
export type BenchWatch = {
  /** Has these articles visited, all due at once, and waits until the last is stored. */
  visit(paths: string[]): Promise<Round>;
  /** How many captures there are of each outcome. */
  outcomes(): Promise<Record<string, number>>;
  /** Bytes that the processes hold in memory, each. */
  memory(): number[];
  end(): Promise<void>;
};

/** Starts a database, and as many processes as `roles` has; `visits` at a time in each. */
export async function startWatch(origin: string, roles: string[], visits: number): Promise<BenchWatch> {
  const folder = await mkdtemp(join(tmpdir(), 'stet-bench-'));
  await chmod(folder, 0o755); // temporary folders are closed; the server of root runs under another account
  const server = await startEmbedded(folder);
  await writeConfig(folder, origin, visits);
  const database = await openDatabase({ databaseUrl: server.url, varDir: folder, poolSize: 1 });
  const { db } = database;
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const ourBackend = rows[0]?.pid ?? 0;
  const daemons = roles.map((role) => startDaemon(folder, server.url, role));
  await waitFor(async () => (await db.selectFrom('sources').select('id').execute()).length > 0);
  await sleep(1_000);
  const countCpu = () => cpuMs([...daemons.map(({ pid }) => pid ?? 0), server.pid], [ourBackend]);
  const isIdle = async () => {
    const due = sql<{ due: boolean }>`select exists (select from articles where next_visit_at <= now()) as due`;
    return (await due.execute(db)).rows[0]?.due === false;
  };
  return {
    visit: async (paths) => {
      const candidates = paths.map((path) => ({ identity: path, url: origin + path, title: null }));
      const before = countCpu();
      const startedAt = performance.now();
      await addArticles(db, SOURCE, candidates, new Date());
      await sql`update articles set next_visit_at = now() where identity = any(${paths})`.execute(db);
      await waitFor(isIdle);
      return { visits: paths.length, wallMs: performance.now() - startedAt, cpuMs: countCpu() - before };
    },
    outcomes: async () => {
      const counted = sql<{ outcome: string; n: number }>`select outcome, count(*) as n from captures group by 1`;
      return Object.fromEntries((await counted.execute(db)).rows.map(({ outcome, n }) => [outcome, Number(n)]));
    },
    memory: () => daemons.map(({ pid }) => residentBytes(pid ?? 0)),
    end: async () => {
      await Promise.all(daemons.map(endDaemon));
      await database.close();
      await stopEmbedded(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeConfig(folder: string, origin: string, visits: number): Promise<void> {
  await mkdir(join(folder, 'config', 'sources'), { recursive: true });
  const settings = { network: { allowPrivate: ['127.0.0.0/8'] }, web: { port: 0 }, workers: { visits } };
  await writeFile(join(folder, 'config', 'stet.yaml'), stringify(settings));
  const source = {
    name: 'Bench',
    homepage: origin,
    discover: [{ feed: `${origin}/feed` }],
    schedule: { every: '7d', revisit: { floor: '1d', ceiling: '7d' } },
    fetch: { render: 'http', delay: '0s', concurrency: visits },
  };
  await writeFile(join(folder, 'config', 'sources', `${SOURCE}.yaml`), stringify(source));
}

function startDaemon(folder: string, databaseUrl: string, role: string): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a');
  const options = (process.env.STET_BENCH_NODE_OPTIONS ?? '').split(' ').filter((option) => option !== '');
  return spawn(process.execPath, [...options, PROGRAM, 'start', '--role', role], {
    env: {
      PATH: process.env.PATH,
      STET_CONFIG: join(folder, 'config'),
      STET_DATA: join(folder, 'var'),
      DATABASE_URL: databaseUrl,
      REDIS_URL: process.env.REDIS_URL ?? '',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'ignore', log],
  });
}

async function endDaemon(daemon: ChildProcess): Promise<void> {
  const exited = once(daemon, 'exit');
  daemon.kill('SIGTERM');
  await exited;
}

async function waitFor(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await sleep(POLL_MS);
}
