import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { type Environment, readEnvironment } from '../../config/environment.ts';
import type { Database } from '../../storage/open-database.ts';
import { openDatabase } from '../../storage/open-database.ts';
import { newspaperSources, type SourceTiming } from '../newspaper/sources.ts';
import { createDatabase } from './database.ts';

/** How long an answer may take where there is one that comes late or never: shorter than a person would set it, so that it ends soon. */
export const SHORT_DEADLINE_MS = 1_500;
/** How long elsewhere: a slow machine is no trouble of the newspaper's, whose host would be left alone for minutes. */
const DEADLINE_MS = 20_000;

const EVERY_MINUTE: SourceTiming = { every: '1m', floor: '1m', ceiling: '1m' };

/** Everything that a daemon needs to watch the stand-in newspaper, and a look at what it stored. */
export type WatchSetup = { environment: Environment; database: Database; close(): Promise<void> };

/** Makes a database and a configuration folder for the papers at `origin`. */
export async function setUpWatch(
  origin: string,
  options: {
    redisUrl?: string | null;
    isEmbedded?: boolean;
    timing?: SourceTiming;
    delay?: string;
    timeoutMs?: number;
    render?: 'http' | 'browser' | 'auto';
    /** Requests to the host at the same time. */
    concurrency?: number;
    renderTimeout?: string;
    varDir?: string;
  } = {},
): Promise<WatchSetup> {
  const { redisUrl = null, isEmbedded = false, timing = EVERY_MINUTE, delay = '0s' } = options;
  const { timeoutMs = DEADLINE_MS, render = 'http', concurrency = 1, renderTimeout = '45s' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'stet-watch-'));
  const configDir = join(folder, 'config');
  await mkdir(join(configDir, 'sources'), { recursive: true });
  const network = { allowPrivate: ['127.0.0.0/8'], timeout: `${timeoutMs}ms` };
  const workers = { visits: 8, renderTimeout };
  await writeFile(join(configDir, 'stet.yaml'), stringify({ network, web: { port: 0 }, workers }));
  for (const [id, text] of Object.entries(newspaperSources(origin, timing))) {
    const fetch = `render: ${render}, delay: ${delay}, concurrency: ${concurrency}`;
    await writeFile(join(configDir, 'sources', `${id}.yaml`), text.replace('render: http, delay: 0s', fetch));
  }
  await chmod(folder, 0o755); // temporary folders are closed; the server of root runs under another account
  const { url, drop } = isEmbedded ? { url: null, drop: async () => {} } : await createDatabase({ isMigrated: true });
  const environment: Environment = {
    ...readEnvironment({ PATH: process.env.PATH }),
    configDir,
    varDir: options.varDir ?? join(folder, 'var'),
    databaseUrl: url,
    redisUrl,
    logLevel: 'silent',
  };
  const database = await openDatabase({ databaseUrl: url, varDir: environment.varDir });
  return {
    environment,
    database,
    close: async () => {
      await database.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Makes every endpoint, and every article that is still visited, due at `at`; but not what a daemon that saw the
 * clock move has visited at that moment already, unless `isAgain`.
 */
export async function makeAllDue({ db }: Database, at: Date, isAgain = false): Promise<void> {
  const before = isAgain ? new Date(at.getTime() + 1) : at;
  await db
    .updateTable('endpoints')
    .set({ next_visit_at: at })
    .where('enabled', '=', true)
    .where((eb) => eb.or([eb('last_visit_at', 'is', null), eb('last_visit_at', '<', before)]))
    .execute();
  await db
    .updateTable('articles')
    .set({ next_visit_at: at })
    .where('next_visit_at', 'is not', null)
    .where((eb) => eb.or([eb('last_visit_at', 'is', null), eb('last_visit_at', '<', before)]))
    .execute();
}

/**
 * For how long nothing may be done while visits are due. A machine that is slow for a moment makes three pages late, and
 * their host is left alone for a minute, the second time for two: that is as it should be.
 */
const STILL_MS = 150_000;

/**
 * Waits until nothing is due at `at` any more. Before a daemon has stored its sources, nothing is due yet: that is no end.
 * @throws when no visit was made for so long, however slow the machine, and after `deadlineMs` where that is given.
 */
export async function waitUntilIdle({ db }: Database, at: Date, deadlineMs = Number.POSITIVE_INFINITY): Promise<void> {
  const startedAt = performance.now();
  let last = { due: Number.NaN, at: startedAt };
  for (;;) {
    const due = await countDue(db, at);
    if (due === 0 && (await hasEndpoints(db))) return;
    const now = performance.now();
    if (due !== last.due) last = { due, at: now };
    if (now - last.at > STILL_MS || now - startedAt > deadlineMs) {
      throw new Error(`${due} visits are still due at ${at.toISOString()}`);
    }
    await sleep(20);
  }
}

async function hasEndpoints(db: Database['db']): Promise<boolean> {
  return (await db.selectFrom('endpoints').select('id').limit(1).executeTakeFirst()) !== undefined;
}

async function countDue(db: Database['db'], at: Date): Promise<number> {
  const { due } = await db
    .selectNoFrom((eb) => [
      eb(
        eb
          .selectFrom('endpoints')
          .select((each) => each.fn.countAll<number>().as('n'))
          .where('enabled', '=', true)
          .where('next_visit_at', '<=', at),
        '+',
        eb
          .selectFrom('articles')
          .select((each) => each.fn.countAll<number>().as('n'))
          .where('next_visit_at', '<=', at),
      ).as('due'),
    ])
    .executeTakeFirstOrThrow();
  return Number(due);
}
