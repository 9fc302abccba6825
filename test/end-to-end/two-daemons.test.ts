import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { startDaemonProcess } from '../helpers/daemon-process.ts';
import { setFileClock } from '../helpers/file-clock.ts';
import { makeAllDue, setUpWatch, waitUntilIdle } from '../helpers/watch.ts';
import { momentOf } from '../newspaper/script.ts';
import { makeShortScript } from '../newspaper/short-script.ts';

import { type AccessEntry, startNewspaper } from '../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

const STARTS_AT = new Date('2026-03-03T09:00:00Z');
const DELAY_MS = 150;
const redisUrl = inject('redisUrl');

const backends = [
  { queue: 'PostgreSQL', url: null, isThere: true },
  { queue: 'Redis', url: redisUrl === null ? null : `${redisUrl}/4`, isThere: redisUrl !== null },
];

describe.each(backends)('two daemons on one database, the queue in $queue', ({ url, isThere }) => {
  it.runIf(isThere)('make each visit once, and keep the delay of the host together', { timeout: 120_000 }, async () => {
    const clock = makeStoryClock(STARTS_AT);
    const script = makeShortScript({ startsAt: STARTS_AT, hasEndlessPage: false });
    const newspaper = await startNewspaper({ now: clock.now, script });
    const setup = await setUpWatch(newspaper.origin, { redisUrl: url, delay: `${DELAY_MS}ms` });
    const clockPath = join(setup.environment.configDir, '..', 'clock');
    setFileClock(clockPath, STARTS_AT);
    const daemons = [1, 2].map(() => startDaemonProcess(setup.environment, clockPath));
    try {
      await Promise.all(daemons.map((daemon) => daemon.ready));
      for (const minute of [0, 6]) {
        clock.goTo(minute);
        const at = momentOf(script, minute);
        setFileClock(clockPath, at);
        await makeAllDue(setup.database, at);
        await waitUntilIdle(setup.database, at);
        const round = newspaper.accessLog.filter((entry) => entry.clockAt.getTime() === at.getTime());
        expectEachOnce(round);
      }
      expectDelay(newspaper.accessLog);
    } finally {
      await Promise.all(daemons.map((daemon) => daemon.end('SIGTERM')));
      await newspaper.stop();
      await setup.close();
    }
  });
});

function expectEachOnce(round: AccessEntry[]): void {
  const urls = round.map((entry) => entry.url);
  expect(urls.length).toBeGreaterThan(20);
  expect(urls.toSorted()).toEqual([...new Set(urls)].toSorted());
}

/**
 * The slots of a host are the delay apart. A request may leave its slot a little late on a busy machine, but n of them
 * never take less than n − 1 delays in all, and hardly ever less than a delay each.
 */
function expectDelay(log: AccessEntry[]): void {
  const times = log.map((entry) => entry.at).toSorted((a, b) => a - b);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  expect(spanMs).toBeGreaterThan((times.length - 2) * DELAY_MS);
  const short = gaps.filter((gap) => gap < DELAY_MS * 0.8);
  expect(short.length / gaps.length, `gaps below ${DELAY_MS * 0.8} ms: ${short}`).toBeLessThan(0.05);
}
