import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startWorkers } from '../../../jobs/start-workers.ts';
import { SWEEP_SETTINGS, sweep } from '../../../jobs/sweep.ts';
import { CHILD_ENV } from '../../helpers/child-env.ts';
import { waitUntilIdle } from '../../helpers/watch.ts';
import { addDueArticles, flush, listBackends, openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

const PROGRAM = fileURLToPath(new URL('./run-blocking-worker.ts', import.meta.url));
/** Longer than a job's lock (8 s) and the look for such (3 s), so that another worker takes the job for lost. */
const BLOCK_MS = 14_000;
/** The one that it blocks at, and those that others do meanwhile. */
const FIRST = 21;
const STORIES = [FIRST, 22, 23, 25];

// Both at the same time: it is all waiting.
describe.concurrent.each(listBackends(8))('a worker whose event loop stands still, the queue in $queue', (backend) => {
  it.runIf(backend.isThere)('does its job once, or another does', { timeout: 60_000 }, async () => {
    await flush(backend.url);
    const shop = await openWorkshop({ redisUrl: backend.url });
    const blocked = startBlockingWorker(shop);
    const sweepNow = () =>
      sweep(shop.stet, shop.queues, { ...SWEEP_SETTINGS, requeueMs: 2_000 }, STARTS_AT, new Date());
    let again: NodeJS.Timeout | undefined;
    try {
      await addDueArticles(shop, [FIRST]);
      await blocked.isUp;
      await sweepNow();
      await blocked.hasBlocked;
      await addDueArticles(shop, STORIES);
      const others = startWorkers(shop.stet, shop.backend);
      again = setInterval(() => void sweepNow().catch(() => {}), 500);
      await waitUntilIdle(shop.setup.database, STARTS_AT, 40_000);
      clearInterval(again);
      await others.stop(5_000);
      expect(await blocked.end()).toBe(0);
      const { db } = shop.stet.database;
      const captures = await db.selectFrom('captures').select(['article_id', 'outcome']).execute();
      expect(captures.map(({ outcome }) => outcome)).toEqual(STORIES.map(() => 'new'));
      expect(new Set(captures.map((capture) => capture.article_id)).size).toBe(STORIES.length);
      expect(await db.selectFrom('versions').select('number').execute()).toEqual(STORIES.map(() => ({ number: 1 })));
    } finally {
      clearInterval(again);
      await blocked.end();
      await shop.close();
    }
  });
});

function startBlockingWorker({ setup }: Workshop) {
  const { configDir, varDir, databaseUrl, redisUrl } = setup.environment;
  const env = {
    ...{ ...CHILD_ENV, STET_CONFIG: configDir, STET_DATA: varDir },
    ...{ DATABASE_URL: databaseUrl ?? '', REDIS_URL: redisUrl ?? '' },
  };
  const child = spawn(process.execPath, [PROGRAM, STARTS_AT.toISOString(), String(BLOCK_MS)], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const hears = async (word: string) => {
    await expect.poll(() => said, { timeout: 20_000 }).toContain(word);
  };
  return {
    isUp: hears('up'),
    hasBlocked: hears('blocked'),
    end: () => {
      child.stdin.end();
      return exited;
    },
  };
}
