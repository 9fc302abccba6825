import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { requireConfig } from '../../src/cli/context.ts';
import { openLog } from '../../src/cli/program-log.ts';
import { type Daemon, startDaemon } from '../../src/cli/start-daemon.ts';
import { expectLedgerHeld } from '../helpers/expect-ledger-held.ts';
import { makeAllDue, SHORT_DEADLINE_MS, setUpWatch, type WatchSetup, waitUntilIdle } from '../helpers/watch.ts';
import { momentOf } from '../newspaper/script.ts';
import { makeShortScript, SHORT_SCRIPT_MINUTES } from '../newspaper/short-script.ts';
import { type Newspaper, startNewspaper } from '../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

const STARTS_AT = new Date('2026-03-03T09:00:00Z');

/** Redis has sixteen databases; this test has one for itself. */
const redisUrl = inject('redisUrl');
/** One visit of everything every so many minutes; each round waits as long as the endless page may take. */
const backends = [
  { queue: 'PostgreSQL', url: null, isThere: true, stride: 2, hasEndlessPage: true },
  {
    queue: 'Redis',
    url: redisUrl === null ? null : `${redisUrl}/3`,
    isThere: redisUrl !== null,
    stride: 3,
    hasEndlessPage: false,
  },
];

describe.each(backends)('the daemon on the stand-in newspaper, its queue in $queue', (backend) => {
  const { url, isThere, stride, hasEndlessPage } = backend;
  describe.runIf(isThere)('', () => {
    const clock = makeStoryClock(STARTS_AT);
    const script = makeShortScript({ startsAt: STARTS_AT, slowMs: 200, hasEndlessPage });
    let newspaper: Newspaper;
    let setup: WatchSetup;
    let daemon: Daemon;

    beforeAll(async () => {
      newspaper = await startNewspaper({ now: clock.now, script });
      setup = await setUpWatch(newspaper.origin, { redisUrl: url, timeoutMs: SHORT_DEADLINE_MS });
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
      for (let minute = 0; minute <= SHORT_SCRIPT_MINUTES; minute += stride) {
        clock.goTo(minute);
        const at = momentOf(script, minute);
        visitTimes.push(at);
        await makeAllDue(setup.database, at);
        await waitUntilIdle(setup.database, at);
      }
      await expectLedgerHeld(setup.database.db, { script, visitTimes, origin: newspaper.origin });
    });
  });
});
