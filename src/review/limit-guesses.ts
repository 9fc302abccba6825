const MOST_WRONG = 10;
const WINDOW_MS = 60_000;

/**
 * Counts the wrong tokens that were shown to this process, so that nobody can try many. Times are milliseconds of one
 * clock that only goes forward.
 */
export type GuessLimit = {
  /** How long from `at` no token is looked at, right or wrong; 0: it is. */
  waitMs(at: number): number;
  countWrong(at: number): void;
};

/** A limit of ten wrong tokens within any minute. */
export function limitGuesses(): GuessLimit {
  let wrong: number[] = [];
  return {
    waitMs: (at) => {
      wrong = wrong.filter((earlier) => earlier > at - WINDOW_MS);
      const [oldest] = wrong;
      return oldest === undefined || wrong.length < MOST_WRONG ? 0 : oldest + WINDOW_MS - at;
    },
    countWrong: (at) => {
      wrong.push(at);
    },
  };
}
