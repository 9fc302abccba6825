import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discoverSource } from '../../../jobs/discover-source.ts';
import { startWorkers } from '../../../jobs/start-workers.ts';
import { SWEEP_SETTINGS, sweep } from '../../../jobs/sweep.ts';
import { makeAllDue, waitUntilIdle } from '../../helpers/watch.ts';
import { flush, listBackends, openWorkshop, STARTS_AT, setSources, type Workshop } from './open-workshop.ts';

/** A stretch of these tests is as long as they last. */
const SETTINGS = { ...SWEEP_SETTINGS, everyMs: 100, requeueMs: 3_600_000 };
const REAL = new Date('2026-03-03T12:10:00Z');

describe.each(listBackends(6))('a sweep, the queue in $queue', ({ url, isThere }) => {
  describe.runIf(isThere)('', () => {
    let shop: Workshop;
    let articles: number;

    beforeAll(async () => {
      await flush(url);
      shop = await openWorkshop({ redisUrl: url });
      for (const { id } of shop.stet.config().sources) {
        await discoverSource(shop.stet, { sourceId: id }, STARTS_AT);
      }
      const rows = await shop.stet.database.db.selectFrom('articles').select('id').execute();
      articles = rows.length;
    });
    afterAll(() => shop.close());
    beforeEach(async () => {
      await emptyQueues(shop);
      await makeAllDue(shop.setup.database, STARTS_AT, true);
    });

    const sweepAt = (realNow: Date, settings = SETTINGS) => sweep(shop.stet, shop.queues, settings, STARTS_AT, realNow);
    /** How many sources and how many articles wait. */
    const countWaiting = async (): Promise<{ discover: number; visit: number }> => {
      const { waiting: discover = 0 } = await shop.queues.discover.getJobCounts('waiting');
      const visits = await shop.queues.visit.getJobs(['waiting'], 0, 1_000);
      return { discover, visit: visits.flatMap(({ data }) => data.articleIds).length };
    };

    it('queues what is due once, however often it is made, and by whomever', async () => {
      await Promise.all([sweepAt(REAL), sweepAt(REAL), sweepAt(REAL)]);
      await sweepAt(REAL);
      expect(await countWaiting()).toEqual({ discover: 4, visit: articles });
    });

    it('queues it again in the next stretch, for it may have been lost; and never more than may wait', async () => {
      const settings = { ...SETTINGS, limit: articles + 5 };
      await sweepAt(REAL, settings);
      const nextStretch = new Date(REAL.getTime() + SETTINGS.requeueMs);
      for (let times = 0; times < 3; times += 1) await sweepAt(nextStretch, settings);
      expect(await countWaiting()).toEqual({ discover: 8, visit: articles + 5 });
    });

    it('groups many into few jobs, and few into none with others', async () => {
      await sweepAt(REAL);
      const jobs = await shop.queues.visit.getJobs(['waiting'], 0, 1_000);
      expect(articles).toBeGreaterThan(16);
      expect(jobs.length).toBeLessThanOrEqual(16);
      await emptyQueues(shop);
      const { db } = shop.stet.database;
      await db
        .updateTable('articles')
        .set({ next_visit_at: new Date('2030-01-01') })
        .where('source_id', '<>', 'plain-wire')
        .execute();
      await sweepAt(REAL);
      const few = await shop.queues.visit.getJobs(['waiting'], 0, 1_000);
      expect(few.map(({ data }) => data.articleIds.length)).toEqual(few.map(() => 1));
      expect(few.length).toBeGreaterThan(1);
    });

    it('queues of each host no more than it can be asked for until the next', async () => {
      const before = shop.stet.config();
      setSources(shop, (all) => all.map((source) => ({ ...source, fetch: { ...source.fetch, delayMs: 100 } })));
      const swept = await sweepAt(REAL);
      shop.stet.setConfig(before);
      expect(swept.articles).toBe((SETTINGS.everyMs * 2) / 100);
    });

    it('lets what waits for a browser take no room from the others', async () => {
      const before = shop.stet.config();
      const settings = { ...SETTINGS, limit: articles };
      setSources(shop, (all) => all.map((each) => ({ ...each, fetch: { ...each.fetch, render: 'browser' as const } })));
      await sweepAt(REAL, settings);
      expect((await countWaiting()).visit).toBe(0);
      shop.stet.setConfig(before);
      await sweepAt(new Date(REAL.getTime() + SETTINGS.requeueMs), settings);
      expect((await countWaiting()).visit).toBe(articles);
    });

    it('queues nothing of a source that was switched off or removed', async () => {
      const before = shop.stet.config();
      setSources(shop, (all) =>
        all.filter(({ id }) => id !== 'plain-wire').map((each) => ({ ...each, enabled: each.id === 'elbtaler-bote' })),
      );
      const swept = await sweepAt(REAL);
      shop.stet.setConfig(before);
      const { db } = shop.stet.database;
      const mine = await db.selectFrom('articles').select('id').where('source_id', '=', 'elbtaler-bote').execute();
      expect(swept).toEqual({ sources: 1, articles: mine.length, deliveries: 0 });
      expect(await countWaiting()).toEqual({ discover: 1, visit: mine.length });
    });

    it('fills a queue that was emptied in the middle, and each visit is made once', { timeout: 30_000 }, async () => {
      const since = shop.newspaper.accessLog.length;
      const workers = startWorkers(shop.stet, shop.backend);
      try {
        await sweepAt(REAL);
        await expect.poll(() => shop.newspaper.accessLog.length - since, { interval: 2 }).toBeGreaterThan(3);
        await emptyQueues(shop);
        const idle = waitUntilIdle(shop.setup.database, STARTS_AT, 20_000);
        const again = setInterval(() => void sweepAt(REAL).catch(() => {}), SETTINGS.everyMs);
        await idle.finally(() => clearInterval(again));
      } finally {
        await workers.stop(5_000);
      }
      const urls = shop.newspaper.accessLog.slice(since).map((entry) => entry.url);
      expect(urls.length).toBeGreaterThan(articles);
      expect(urls.toSorted()).toEqual([...new Set(urls)].toSorted());
    });

    async function emptyQueues({ stet }: Workshop): Promise<void> {
      await flush(url);
      if (url === null) await sql`truncate bullmq.job cascade`.execute(stet.database.db);
    }
  });
});
