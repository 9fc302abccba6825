import { requireConfig } from '../../src/cli/context.ts';
import { openLog } from '../../src/cli/program-log.ts';
import { startDaemon } from '../../src/cli/start-daemon.ts';
import { startWeb } from '../../src/review/start-web.ts';
import type { Db } from '../../storage/open-database.ts';
import { makeAllDue, setUpWatch, waitUntilIdle } from '../helpers/watch.ts';
import { momentOf } from '../newspaper/script.ts';
import { makeShortScript } from '../newspaper/short-script.ts';
import { startNewspaper } from '../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

/** The stand-in newspaper, a whole daemon that watches it, and the daemon's review UI. */
export type WatchedPaper = {
  url: string;
  db: Db;
  /** Goes to a minute of the newspaper's script, and visits everything there once. */
  visitAllAt(minute: number): Promise<void>;
  /** A second review UI on the same database, which asks for this token. */
  openWithToken(token: string): Promise<{ url: string; stop(): Promise<void> }>;
  close(): Promise<void>;
};

/** Starts the newspaper at minute 0 of its short script, and a daemon with all roles on it. */
export async function openWatchedPaper(): Promise<WatchedPaper> {
  const startsAt = new Date('2026-03-03T09:00:00Z');
  const storyClock = makeStoryClock(startsAt);
  const clock = { now: storyClock.now, rate: 1 };
  const script = makeShortScript({ startsAt, slowMs: 50, hasEndlessPage: false });
  const newspaper = await startNewspaper({ now: clock.now, script });
  const { environment, database, close } = await setUpWatch(newspaper.origin);
  const config = requireConfig(environment);
  const daemon = await startDaemon({
    environment,
    config,
    roles: ['scheduler', 'worker', 'web'],
    clock,
    log: openLog('silent', false),
    sweep: { everyMs: 50, requeueMs: 5_000 },
  });
  if (daemon.url === null) throw new Error('the daemon has no review UI');
  return {
    url: daemon.url,
    db: database.db,
    visitAllAt: async (minute) => {
      storyClock.goTo(minute);
      const at = momentOf(script, minute);
      await makeAllDue(database, at);
      await waitUntilIdle(database, at);
    },
    openWithToken: (token) =>
      startWeb({ db: database.db, sources: () => config.sources, clock, host: '127.0.0.1', port: 0, token }),
    close: async () => {
      await daemon.stop();
      await newspaper.stop();
      await close();
    },
  };
}
