import { MINUTE_MS } from './script.ts';

/** A clock that stands until it is set: for tests. */
export type StoryClock = {
  now: () => Date;
  /** Sets it to that minute after its start; it may go back. */
  goTo: (minute: number) => void;
};

/** A clock that shows `startsAt` until it is set. */
export function makeStoryClock(startsAt: Date): StoryClock {
  let minute = 0;
  return {
    now: () => new Date(startsAt.getTime() + minute * MINUTE_MS),
    goTo: (target) => {
      minute = target;
    },
  };
}

/** A clock that starts at `startsAt` now, and on which so many seconds pass in one real second: 60 makes a minute. */
export function startFastClock(startsAt: Date, secondsPerSecond: number): () => Date {
  const started = performance.now();
  return () => new Date(startsAt.getTime() + (performance.now() - started) * secondsPerSecond);
}
