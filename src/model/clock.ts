/**
 * The time that stet lives in. `rate` is how many milliseconds of it pass in one real millisecond: 1, but for a
 * demonstration, where an hour passes in a minute.
 */
export type Clock = { now(): Date; rate: number };

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date(), rate: 1 };

/** A clock that shows `startsAt` now, and runs `rate` times as fast as the machine's. */
export function fastClock(startsAt: Date, rate: number): Clock {
  const begun = performance.now();
  return { now: () => new Date(startsAt.getTime() + (performance.now() - begun) * rate), rate };
}
