import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/load-config.ts';
import { addPartitionsAhead } from './add-partitions-ahead.ts';
import { applySources } from './apply-sources.ts';
import { catchUpForAWhile } from './catch-up-for-a-while.ts';
import { openFigureKeeper } from './figure-keeper.ts';
import { learnFromVisits } from './learn-from-visits.ts';
import { reconcileSchedulers } from './reconcile-schedulers.ts';
import type { Stet } from './stet.ts';
import { SWEEP_SETTINGS, type SweepSettings, sweep } from './sweep.ts';
import { waitAtMost } from './wait-at-most.ts';
import type { Queues } from './wake-workers.ts';

/** The scheduler, running. */
export type Scheduler = {
  /** Sweeps at once, as after an edit of the configuration. */
  wake(): void;
  stop(): Promise<void>;
};

/** How many sweeps pass between two looks for schedulers that differ from the configuration. */
const SWEEPS_A_RECONCILIATION = 15;
/** And how many between two lessons from the visits that were stored. */
const SWEEPS_A_LESSON = 30;
const LONGEST_PAUSE_MS = 30_000;

const CLAIM = 'scheduler';

/** How long a stop waits for a sweep: one that hangs, its Redis being gone, is nothing to wait for. */
const STOP_MS = 2_000;

/**
 * Runs the scheduler: every few seconds one sweep, and now and then a reconciliation of the job schedulers. Of several
 * schedulers on one database one works; the next takes over when it ends. A configuration that was edited is brought
 * into the database by the next sweep. A sweep that fails is logged, the embedded database is revived, and the next
 * sweep comes later each time.
 */
export function startScheduler(
  stet: Stet,
  queues: Queues,
  realNow: () => Date,
  settings: SweepSettings = SWEEP_SETTINGS,
): Scheduler {
  const stopping = new AbortController();
  let waking = new AbortController();
  let failures = 0;
  let sweepsUntilReconciliation = 0;
  let sweepsUntilLearning = 0;
  let isCaughtUp = false;
  let synced: Config | null = null;
  const figures = openFigureKeeper(stet);

  async function tick(): Promise<void> {
    const { db, session } = stet.database;
    if (!session.holds(CLAIM)) {
      synced = null; // whoever led until now may have read another configuration
      if (!(await session.tryClaim(CLAIM))) return;
      stet.log.debug('this scheduler leads');
    }
    const config = stet.config();
    if (config !== synced) {
      await applySources(db, config.sources, stet.clock.now());
      synced = config;
      sweepsUntilReconciliation = 0;
    }
    if (sweepsUntilReconciliation <= 0) {
      await addPartitionsAhead(stet, stet.clock.now());
      const { sources } = config;
      const done = await reconcileSchedulers(queues.discover, sources, stet.clock.rate, realNow());
      if (done.upserted.length + done.removed.length > 0) stet.log.debug(done, 'schedulers reconciled');
      // What is left is done after the next sweeps: until then these find what is due of themselves.
      sweepsUntilReconciliation = done.isWhole ? SWEEPS_A_RECONCILIATION : 1;
    }
    sweepsUntilReconciliation -= 1;
    await sweep(stet, queues, settings, stet.clock.now(), realNow());
    figures.tick(config.sources);
    if (!isCaughtUp) isCaughtUp = await catchUpForAWhile(db);
    if (sweepsUntilLearning <= 0) {
      await learnFromVisits(db, stet.clock.now());
      sweepsUntilLearning = SWEEPS_A_LESSON;
    }
    sweepsUntilLearning -= 1;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      waking = new AbortController();
      try {
        await tick();
        if (failures > 0) stet.log.info('the scheduler works again');
        failures = 0;
      } catch (error) {
        failures += 1;
        stet.log.error({ err: error }, 'the sweep failed and will be made again');
        await stet.database.revive().catch((cause: unknown) => stet.log.error({ err: cause }, 'no database'));
      }
      const pauseMs = Math.min(settings.everyMs * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
      await sleep(pauseMs, null, { signal: AbortSignal.any([stopping.signal, waking.signal]) }).catch(() => {});
    }
  }

  const running = run();
  return {
    wake: () => waking.abort(),
    stop: async () => {
      stopping.abort();
      await waitAtMost(running, STOP_MS);
      await waitAtMost(figures.idle(), STOP_MS);
      await waitAtMost(stet.database.session.release(CLAIM), STOP_MS);
    },
  };
}
