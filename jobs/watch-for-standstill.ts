/** What takes at most a part of the shortest deadline of a fetch, ten seconds, cannot be why it passed. */
const STANDSTILL_MS = 5_000;
const TICK_MS = 500;

/** Tells whether this process stood still for a while: suspended, starved, or held up by work of its own. */
export type StandstillWatch = {
  /** Whether it did since the watch began. */
  hasStoodStill(): boolean;
  end(): void;
};

/** Watches from now on, by a clock that no setting of the time moves. */
export function watchForStandstill(longestMs = STANDSTILL_MS): StandstillWatch {
  let tickedAt = performance.now();
  let longest = 0;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - tickedAt);
    tickedAt = now;
  };
  const timer = setInterval(tick, TICK_MS).unref();
  return {
    hasStoodStill: () => {
      tick();
      return longest - TICK_MS > longestMs;
    },
    end: () => clearInterval(timer),
  };
}
