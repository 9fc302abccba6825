import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkers, type Workers } from '../../../jobs/start-workers.ts';
import type { Stet } from '../../../jobs/stet.ts';
import { SWEEP_SETTINGS, sweep } from '../../../jobs/sweep.ts';
import { makeAllDue } from '../../helpers/watch.ts';
import { addDueArticles, flush, listBackends, openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

const STORIES = [21, 22, 23];
const ARTICLES = STORIES.length;
const BUG = 'a bug of ours';

describe.each(listBackends(7))('a job that throws, the queue in $queue', ({ url, isThere }) => {
  describe.runIf(isThere)('', () => {
    let shop: Workshop;
    let workers: Workers | null = null;

    beforeEach(async () => {
      await flush(url);
      shop = await openWorkshop({ redisUrl: url });
    });
    afterEach(async () => {
      await workers?.stop(5_000);
      await shop.close();
    });

    /** Workers whose visits throw at the host's door; gives how often they came that far. */
    function startBroken(): { attempts: number[] } {
      const broken = { attempts: [] as number[] };
      const stet: Stet = {
        ...shop.stet,
        fetcher: {
          ...shop.stet.fetcher,
          fetch: async () => {
            broken.attempts.push(performance.now());
            throw new Error(BUG);
          },
        },
      };
      workers = startWorkers(stet, shop.backend);
      return broken;
    }

    const sweepAt = (realMs: number) =>
      sweep(shop.stet, shop.queues, SWEEP_SETTINGS, shop.stet.clock.now(), new Date(realMs));
    const dueTimes = async (table: 'articles' | 'endpoints') =>
      (await shop.stet.database.db.selectFrom(table).select('next_visit_at').execute()).map((row) => row.next_visit_at);

    it('is tried three times, later each time, then kept with its reason, and put off', {
      timeout: 30_000,
    }, async () => {
      await addDueArticles(shop, STORIES);
      const broken = startBroken();
      await sweepAt(0);
      await expect.poll(async () => (await shop.queues.visit.getFailed()).length, { timeout: 20_000 }).toBe(ARTICLES);
      const failed = await shop.queues.visit.getFailed();
      for (const job of failed) expect(job).toMatchObject({ failedReason: BUG, attemptsMade: 3 });
      expect(broken.attempts).toHaveLength(3 * ARTICLES);
      const spanMs = (broken.attempts.at(-1) ?? 0) - (broken.attempts[0] ?? 0);
      expect(spanMs).toBeGreaterThan(1_400); // 1 s and 2 s, each half of it at least

      const later = new Date(STARTS_AT.getTime() + 5 * 60_000);
      await expect.poll(() => dueTimes('articles')).toEqual(Array(ARTICLES).fill(later));
      expect(await shop.stet.database.db.selectFrom('captures').selectAll().execute()).toEqual([]);
      const told = shop.lines.filter((line) => line.level >= 40);
      expect(told.map((line) => line.msg).toSorted()).toEqual(
        [
          ...Array(ARTICLES).fill('a job failed and will be tried again'),
          ...Array(ARTICLES).fill('a job failed and will be tried again'),
          ...Array(ARTICLES).fill('a job failed for good'),
        ].toSorted(),
      );
      for (const line of told) expect(line.err?.message).toBe(BUG);

      // Where even that could not be stored, the failed job stands in the way for the rest of the stretch only.
      await workers?.stop(5_000);
      await makeAllDue(shop.setup.database, STARTS_AT, true);
      await sweepAt(SWEEP_SETTINGS.requeueMs - 1);
      expect(await shop.queues.visit.getJobCounts('waiting')).toEqual({ waiting: 0 });
      await sweepAt(SWEEP_SETTINGS.requeueMs);
      expect(await shop.queues.visit.getJobCounts('waiting')).toEqual({ waiting: ARTICLES });
      workers = startWorkers(shop.stet, shop.backend);
      const captures = () => shop.stet.database.db.selectFrom('captures').select('outcome').execute();
      await expect.poll(captures, { timeout: 10_000 }).toHaveLength(ARTICLES);
    });

    it('and looks for articles is put off likewise', { timeout: 30_000 }, async () => {
      startBroken();
      const { sources } = shop.stet.config();
      await sweepAt(0);
      await expect
        .poll(async () => (await shop.queues.discover.getFailed()).length, { timeout: 20_000 })
        .toBe(sources.length);
      const later = new Date(STARTS_AT.getTime() + 5 * 60_000);
      await expect
        .poll(async () => new Set((await dueTimes('endpoints')).map(Number)))
        .toEqual(new Set([Number(later)]));
      expect(shop.lines.filter((line) => line.level >= 40)).toHaveLength(3 * sources.length);
    });
  });
});
