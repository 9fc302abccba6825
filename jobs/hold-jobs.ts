import { setTimeout as sleep } from 'node:timers/promises';

/** Holds jobs up while what they bring could not be stored. */
export type Holder = {
  /** To be told of each job that failed for a reason of ours. */
  doubt(): void;
  /** Whether the database is known to store nothing. */
  isHolding(): boolean;
  /** Resolves when nothing speaks against beginning a job, and when the process is told to end. */
  pass(): Promise<void>;
};

/**
 * After a job has failed, asks whether the database stores what it is given, every `everyMs` milliseconds until it
 * does: while its disk is full, pages that are fetched are asked for in vain. `tell` hears when jobs are held up, and
 * when they go on.
 */
export function holdJobs(
  isStoring: () => Promise<boolean>,
  { everyMs, stopping, tell }: { everyMs: number; stopping: AbortSignal; tell: (isHeld: boolean) => void },
): Holder {
  let doubted: Promise<void> | null = null;
  let isHolding = false;

  async function waitForStore(): Promise<void> {
    if (await isStoring()) return;
    isHolding = true;
    tell(true);
    do await sleep(everyMs, null, { signal: stopping }).catch(() => {});
    while (!stopping.aborted && !(await isStoring()));
    isHolding = stopping.aborted;
    if (!isHolding) tell(false);
  }

  return {
    isHolding: () => isHolding,
    doubt: () => {
      doubted ??= waitForStore().finally(() => {
        doubted = null;
      });
    },
    pass: async () => {
      while (doubted !== null && !stopping.aborted) await doubted;
    },
  };
}
