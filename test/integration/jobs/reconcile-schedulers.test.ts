import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcileSchedulers } from '../../../jobs/reconcile-schedulers.ts';
import type { Source } from '../../../src/model/source.ts';
import { flush, listBackends, openWorkshop, type Workshop } from './open-workshop.ts';

describe.each(listBackends(5))('the job schedulers, in $queue', ({ url, isThere }) => {
  describe.runIf(isThere)('', () => {
    let shop: Workshop;
    let sources: Source[];

    beforeAll(async () => {
      await flush(url);
      shop = await openWorkshop({ redisUrl: url });
      ({ sources } = shop.stet.config());
    });
    afterAll(() => shop.close());

    const reconcile = (of: Source[], at = new Date()) => reconcileSchedulers(shop.queues.discover, of, 1, at);
    const ids = () => sources.map(({ id }) => id).toSorted();
    const paced = (id: string, schedule: Partial<Source['schedule']>): Source[] =>
      sources.map((source) =>
        source.id === id ? { ...source, schedule: { ...source.schedule, ...schedule } } : source,
      );

    /** How often a source's discovery is woken within `ms` milliseconds; looks no longer than until it was `enough` times. */
    async function countWoken(id: string, ms: number, enough = Number.POSITIVE_INFINITY): Promise<number> {
      const seen = Promise.withResolvers<void>();
      let count = 0;
      const work = async (job: { data: { sourceId: string } }) => {
        if (job.data.sourceId === id) count += 1;
        if (count >= enough) seen.resolve();
      };
      const settings = { concurrency: 4, lockDuration: 15_000 };
      const worker = shop.backend.openWorker('discover', work, settings, () => {});
      await Promise.race([seen.promise, new Promise((resolve) => setTimeout(resolve, ms))]);
      await worker.close();
      return count;
    }

    it('are set once, and then left alone', async () => {
      const first = await reconcile(sources);
      expect(first.upserted.toSorted()).toEqual(ids());
      expect(await reconcile(sources)).toEqual({ upserted: [], removed: [], isWhole: true });
      await countWoken('plain-wire', 5_000, 1);
      expect(await reconcile(sources)).toEqual({ upserted: [], removed: [], isWhole: true });
    });

    it('are altered in place when the schedule is edited, each by itself, and produce at the new pace', async () => {
      const quick = paced('plain-wire', { everyMs: 1_000 });
      expect(await reconcile(quick)).toEqual({ upserted: ['plain-wire'], removed: [], isWhole: true });
      expect(await countWoken('plain-wire', 10_000, 3)).toBe(3);
      expect(await reconcile(quick)).toEqual({ upserted: [], removed: [], isWhole: true });
    });

    it('change from a pace to a line of cron, its zone, and back', async () => {
      const cron = { everyMs: null, cron: '* * * * * *' };
      expect((await reconcile(paced('plain-wire', cron))).upserted).toEqual(['plain-wire']);
      expect(await reconcile(paced('plain-wire', cron))).toEqual({ upserted: [], removed: [], isWhole: true });
      expect(await countWoken('plain-wire', 10_000, 2)).toBe(2);
      const elsewhere = { ...cron, timezone: 'Asia/Tokyo' };
      expect((await reconcile(paced('plain-wire', elsewhere))).upserted).toEqual(['plain-wire']);
      expect(await reconcile(paced('plain-wire', elsewhere))).toEqual({ upserted: [], removed: [], isWhole: true });
      const slow = paced('plain-wire', { everyMs: 1_000, cron: null });
      expect((await reconcile(slow)).upserted).toEqual(['plain-wire']);
      expect(await countWoken('plain-wire', 10_000, 2)).toBe(2);
      expect(await reconcile(slow)).toEqual({ upserted: [], removed: [], isWhole: true });
    });

    it('go with their source, whether removed or switched off, and produce no more', async () => {
      const quick = paced('plain-wire', { everyMs: 1_000 });
      await reconcile(quick);
      const left = quick
        .filter(({ id }) => id !== 'plain-wire')
        .map((source) => ({ ...source, enabled: source.id !== 'capital-times' }));
      const { removed, upserted } = await reconcile(left);
      expect(removed.toSorted()).toEqual(['capital-times', 'plain-wire']);
      expect(upserted).toEqual([]);
      await countWoken('plain-wire', 300); // one may have been waiting for a worker
      expect(await countWoken('plain-wire', 2_000)).toBe(0);
      const back = await reconcile(quick);
      expect(back.upserted.toSorted()).toEqual(['capital-times', 'plain-wire']);
      expect(await countWoken('plain-wire', 10_000, 2)).toBe(2);
    });

    it('are set again when they stopped producing, their next job being lost', async () => {
      const quick = paced('plain-wire', { everyMs: 1_000 });
      await reconcile(quick);
      await loseNextJob();
      expect(await countWoken('plain-wire', 2_000), 'the trap is real: nothing comes of itself').toBe(0);
      const later = new Date(Date.now() + 120_000);
      expect((await reconcile(quick, later)).upserted).toContain('plain-wire');
      expect(await countWoken('plain-wire', 10_000, 2)).toBe(2);
    });

    /** Deletes what waits or is delayed, and leaves the schedulers. */
    async function loseNextJob(): Promise<void> {
      if (url === null) {
        await sql`delete from bullmq.job`.execute(shop.stet.database.db);
        return;
      }
      const redis = new Redis(url);
      const keys = await redis.keys('stet:discover:*');
      await redis.del(...keys.filter((key) => /:(delayed|wait|marker)$|:repeat:[^:]+:\d+$/.test(key)));
      redis.disconnect();
    }
  });
});
