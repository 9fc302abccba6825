const WINDOW_MS = 60_000;
/** Of one callback, and of all together, within a window: a busy paper publishes some dozens of times an hour. */
const MOST_OF_ONE = 60;
const MOST_OF_ALL = 1_000;

/** Counts requests in this process, in windows of a minute. Times are milliseconds of one clock that only goes forward. */
export type RequestLimit = {
  /** Takes one request for `key` at `at`, and gives 0; or how long to wait until one may be taken. */
  take(key: string, at: number): number;
};

/** A limit of sixty requests a minute for one key, and of a thousand for all. */
export function limitRequests(): RequestLimit {
  let startedAt = Number.NEGATIVE_INFINITY;
  let all = 0;
  let counts = new Map<string, number>();
  return {
    take: (key, at) => {
      if (at - startedAt >= WINDOW_MS) {
        startedAt = at;
        all = 0;
        counts = new Map();
      }
      const count = counts.get(key) ?? 0;
      if (count >= MOST_OF_ONE || all >= MOST_OF_ALL) return startedAt + WINDOW_MS - at;
      all += 1;
      counts.set(key, count + 1);
      return 0;
    },
  };
}
