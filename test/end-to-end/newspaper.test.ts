import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { requireConfig } from '../../src/cli/context.ts';
import { openLog } from '../../src/cli/program-log.ts';
import { type Daemon, startDaemon } from '../../src/cli/start-daemon.ts';
import { listHoldings } from '../helpers/holdings.ts';
import { FETCH_DEADLINE_MS, makeAllDue, setUpWatch, type WatchSetup, waitUntilIdle } from '../helpers/watch.ts';
import { expectLedger } from '../newspaper/expect-ledger.ts';
import { momentOf } from '../newspaper/script.ts';
import { makeShortScript, SHORT_SCRIPT_MINUTES } from '../newspaper/short-script.ts';
import { type Newspaper, startNewspaper } from '../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

const STARTS_AT = new Date('2026-03-03T09:00:00Z');

/** One visit of everything every so many minutes. */
const STRIDE = 2;

/** Redis has sixteen databases; this test has one for itself. */
const redisUrl = inject('redisUrl');
const backends = [
  { queue: 'PostgreSQL', url: null, isThere: true },
  { queue: 'Redis', url: redisUrl === null ? null : `${redisUrl}/3`, isThere: redisUrl !== null },
];

describe.each(backends)('the daemon on the stand-in newspaper, its queue in $queue', ({ url, isThere }) => {
  describe.runIf(isThere)('', () => {
    const clock = makeStoryClock(STARTS_AT);
    const script = makeShortScript({ startsAt: STARTS_AT, slowMs: 200 });
    let newspaper: Newspaper;
    let setup: WatchSetup;
    let daemon: Daemon;

    beforeAll(async () => {
      newspaper = await startNewspaper({ now: clock.now, script });
      setup = await setUpWatch(newspaper.origin, url);
      const { environment } = setup;
      daemon = await startDaemon({
        environment,
        config: requireConfig(environment),
        roles: ['scheduler', 'worker'],
        clock: { now: clock.now, rate: 1 },
        log: openLog('silent', false),
        sweep: { everyMs: 50, requeueMs: 5_000 },
      });
    });
    afterAll(async () => {
      await daemon.stop();
      await newspaper.stop();
      await setup.close();
    });

    it('holds in the end just what the script says: versions, changes and outcomes', { timeout: 300_000 }, async () => {
      const visitTimes: Date[] = [];
      for (let minute = 0; minute <= SHORT_SCRIPT_MINUTES; minute += STRIDE) {
        clock.goTo(minute);
        const at = momentOf(script, minute);
        visitTimes.push(at);
        await makeAllDue(setup.database, at);
        await waitUntilIdle(setup.database, at);
      }
      const ledger = expectLedger(script, visitTimes, { origin: newspaper.origin, deadlineMs: FETCH_DEADLINE_MS });
      const holdings = await listHoldings(setup.database.db);
      expect(holdings.map((article) => article.url).toSorted()).toEqual(
        ledger.articles.map((article) => article.finalUrl).toSorted(),
      );
      for (const expected of ledger.articles) {
        const held = holdings.find((article) => article.url === expected.finalUrl);
        expect(held?.outcomes, expected.finalUrl).toEqual(expected.visits.map((visit) => visit.outcome));
        expect(held?.status, expected.finalUrl).toBe(expected.status);
        expect(held?.versions, expected.finalUrl).toEqual(
          expected.versions.map(({ number, headline, seenAt, texts }) => ({ number, headline, seenAt, texts })),
        );
        expect(held?.changes.map(({ from, to }) => ({ from, to })), expected.finalUrl).toEqual(
          expected.changes.map(({ from, to }) => ({ from, to })),
        );
        for (const [index, change] of expected.changes.entries()) {
          expect(held?.changes[index]?.kinds, `${expected.finalUrl} ${change.from} → ${change.to}`).toEqual(
            expect.arrayContaining(change.kinds),
          );
        }
      }
    });
  });
});
