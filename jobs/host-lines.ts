import { setTimeout as sleep } from 'node:timers/promises';

/** Who in this process waits for a turn at which host: only the first of each line asks the database. */
export type HostLines = {
  /**
   * Does `work` when all who came to this host's line before are through, and gives what it gives; `null` when that is
   * not so at `until` (by `performance.now()`). Rejects when the signal is aborted.
   */
  queue<T>(host: string, until: number, signal: AbortSignal, work: () => Promise<T>): Promise<T | null>;
  /** Waits `ms` milliseconds, or until a turn of this process at the host is over. */
  waitForEnd(host: string, ms: number, signal: AbortSignal): Promise<void>;
  /** Tells that a turn of this process at the host is over. */
  tellEnd(host: string): void;
};

/** Opens the lines of a process: none yet. */
export function openHostLines(): HostLines {
  const last = new Map<string, Promise<void>>();
  const waiting = new Map<string, () => void>();
  return {
    queue: async (host, until, signal, work) => {
      const before = last.get(host);
      const through = Promise.withResolvers<void>();
      // Who gives up leaves no gap: those behind wait for those before.
      const mine = (before ?? Promise.resolve()).then(() => through.promise);
      last.set(host, mine);
      try {
        if (before !== undefined && !(await endsBy(before, until, signal))) return null;
        return await work();
      } finally {
        through.resolve();
        void mine.then(() => {
          if (last.get(host) === mine) last.delete(host);
        });
      }
    },
    waitForEnd: async (host, ms, signal) => {
      const ended = Promise.withResolvers<void>();
      waiting.set(host, ended.resolve);
      await endsBy(ended.promise, performance.now() + ms, signal);
      waiting.delete(host);
    },
    tellEnd: (host) => waiting.get(host)?.(),
  };
}

async function endsBy(promise: Promise<void>, until: number, signal: AbortSignal): Promise<boolean> {
  const done = new AbortController();
  const ms = Math.min(Math.max(0, until - performance.now()), 2 ** 31 - 1);
  const late = sleep(ms, false, { signal: AbortSignal.any([signal, done.signal]) });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    late.catch(() => {}); // not awaited any more
    done.abort();
  }
}
