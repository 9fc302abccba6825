import { setTimeout as sleep } from 'node:timers/promises';
import { reconcileSchedulers } from './reconcile-schedulers.ts';
import type { Stet } from './stet.ts';
import { SWEEP_SETTINGS, type SweepSettings, sweep } from './sweep.ts';
import type { Queues } from './wake-workers.ts';

/** The scheduler, running. */
export type Scheduler = {
  /** Sweeps and reconciles at once, as after an edit of the configuration. */
  wake(): void;
  stop(): Promise<void>;
};

/** How many sweeps pass between two looks for schedulers that differ from the configuration. */
const SWEEPS_A_RECONCILIATION = 15;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Runs the scheduler: every few seconds one sweep, and now and then a reconciliation of the job schedulers. Of several
 * schedulers on one database one works; the next takes over when it ends. A sweep that fails is logged, the embedded
 * database is revived, and the next sweep comes later each time.
 */
export function startScheduler(
  stet: Stet,
  queues: Queues,
  realNow: () => Date,
  settings: SweepSettings = SWEEP_SETTINGS,
): Scheduler {
  const stopping = new AbortController();
  let waking = new AbortController();
  let isLeader = false;
  let failures = 0;
  let sweepsUntilReconciliation = 0;

  async function tick(): Promise<void> {
    isLeader ||= await stet.database.session.tryClaim('scheduler');
    if (!isLeader) return;
    if (sweepsUntilReconciliation <= 0) {
      const { sources } = stet.config();
      const done = await reconcileSchedulers(queues.discover, sources, stet.clock.rate, realNow());
      if (done.upserted.length + done.removed.length > 0) stet.log.debug(done, 'schedulers reconciled');
      sweepsUntilReconciliation = SWEEPS_A_RECONCILIATION;
    }
    sweepsUntilReconciliation -= 1;
    await sweep(stet, queues, settings, stet.clock.now(), realNow());
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await tick();
        if (failures > 0) stet.log.info('the scheduler works again');
        failures = 0;
      } catch (error) {
        failures += 1;
        stet.log.error({ err: error }, 'the sweep failed and will be made again');
        await stet.database.revive().catch((cause: unknown) => stet.log.error({ err: cause }, 'no database'));
      }
      waking = new AbortController();
      const pauseMs = Math.min(settings.everyMs * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
      await sleep(pauseMs, null, { signal: AbortSignal.any([stopping.signal, waking.signal]) }).catch(() => {});
    }
  }

  const running = run();
  return {
    wake: () => {
      sweepsUntilReconciliation = 0;
      waking.abort();
    },
    stop: async () => {
      stopping.abort();
      await running;
      if (isLeader) await stet.database.session.release('scheduler');
    },
  };
}
