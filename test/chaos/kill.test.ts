import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type DaemonProcess, startDaemonProcess } from '../helpers/daemon-process.ts';
import { expectLedgerHeld } from '../helpers/expect-ledger-held.ts';
import { setFileClock } from '../helpers/file-clock.ts';
import { makeAllDue, setUpWatch, waitUntilIdle } from '../helpers/watch.ts';
import { momentOf } from '../newspaper/script.ts';
import { makeShortScript, SHORT_SCRIPT_MINUTES } from '../newspaper/short-script.ts';
import { startNewspaper } from '../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

const STARTS_AT = new Date('2026-03-03T09:00:00Z');
/** The short form kills six times, the long one (STET_CHAOS=long) twenty, in rounds that are closer together. */
const IS_LONG = process.env.STET_CHAOS === 'long';
const STRIDE = IS_LONG ? 5 : 15;
const KILLS = IS_LONG ? 20 : 6;
const KILLS_A_ROUND = IS_LONG ? 2 : 1;
/** A round of visits takes about this long: kills come at any moment of it, or of the start after the last kill. */
const KILL_WITHIN_MS = 1_200;

it(`holds the same in the end although the daemon was killed ${KILLS} times`, { timeout: 600_000 }, async () => {
  const clock = makeStoryClock(STARTS_AT);
  const script = makeShortScript({ startsAt: STARTS_AT, slowMs: 200, hasEndlessPage: false });
  const newspaper = await startNewspaper({ now: clock.now, script });
  const setup = await setUpWatch(newspaper.origin, { isEmbedded: true });
  const clockPath = join(setup.environment.configDir, '..', 'clock');
  setFileClock(clockPath, STARTS_AT);
  let daemon: DaemonProcess = startDaemonProcess(setup.environment, clockPath);
  const visitTimes: Date[] = [];
  const killedAfterMs: number[] = [];
  try {
    await daemon.ready;
    for (let minute = 0; minute <= SHORT_SCRIPT_MINUTES; minute += STRIDE) {
      clock.goTo(minute);
      const at = momentOf(script, minute);
      visitTimes.push(at);
      setFileClock(clockPath, at);
      await makeAllDue(setup.database, at);
      for (let kill = 0; kill < KILLS_A_ROUND && killedAfterMs.length < KILLS; kill += 1) {
        const afterMs = Math.random() * KILL_WITHIN_MS;
        killedAfterMs.push(Math.round(afterMs));
        await sleep(afterMs);
        await daemon.end('SIGKILL');
        daemon = startDaemonProcess(setup.environment, clockPath);
      }
      await waitUntilIdle(setup.database, at);
    }
    expect(killedAfterMs, 'so many in each round, until there were enough').toHaveLength(KILLS);
    await expectLedgerHeld(setup.database.db, { script, visitTimes, origin: newspaper.origin });
    expect(await daemon.end('SIGTERM')).toBe(0);
  } finally {
    await daemon.end('SIGKILL');
    await newspaper.stop();
    await setup.close();
  }
});
