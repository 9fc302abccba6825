import { requireConfig } from '../../../src/cli/context.ts';
import { type Daemon, type DaemonOptions, startDaemon } from '../../../src/cli/start-daemon.ts';
import { setUpWatch, type WatchSetup } from '../../helpers/watch.ts';
import { makeShortScript } from '../../newspaper/short-script.ts';
import { type Newspaper, type NewspaperOptions, startNewspaper } from '../../newspaper/start-newspaper.ts';
import { makeStoryClock, type StoryClock } from '../../newspaper/story-clock.ts';
import { openMemoryLog, STARTS_AT } from '../jobs/open-workshop.ts';

/** The stand-in newspaper, a configuration that watches it, and a daemon to be started on both. */
export type Watch = {
  newspaper: Newspaper;
  clock: StoryClock;
  setup: WatchSetup;
  lines: ReturnType<typeof openMemoryLog>['lines'];
  start(options?: Partial<DaemonOptions>): Promise<Daemon>;
  close(): Promise<void>;
};

export async function openWatch(
  options: Parameters<typeof setUpWatch>[1] & { newspaper?: Partial<NewspaperOptions> } = {},
): Promise<Watch> {
  const { newspaper: answers, ...watching } = options;
  const clock = makeStoryClock(STARTS_AT);
  const script = makeShortScript({ startsAt: STARTS_AT, slowMs: 200, hasEndlessPage: false });
  const newspaper = await startNewspaper({ now: clock.now, script, ...answers });
  const setup = await setUpWatch(newspaper.origin, watching);
  const { log, lines } = openMemoryLog();
  const daemons: Daemon[] = [];
  return {
    ...{ newspaper, clock, setup, lines },
    start: async (given = {}) => {
      const daemon = await startDaemon({
        environment: setup.environment,
        config: requireConfig(setup.environment),
        roles: ['scheduler', 'worker'],
        clock: { now: clock.now, rate: 1 },
        log,
        sweep: { everyMs: 100, requeueMs: 2_000 },
        ...given,
      });
      daemons.push(daemon);
      return daemon;
    },
    close: async () => {
      for (const daemon of daemons) await daemon.stop();
      await newspaper.stop();
      await setup.close();
    },
  };
}
