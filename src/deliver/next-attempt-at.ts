/** Waits after the first, second … attempt, in milliseconds: the schedule that Standard Webhooks recommends, three days in all. */
const WAITS = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600].map((s) => s * 1000);
/** The share of a wait by which it may be longer, so that what failed together is not tried again together. */
const JITTER = 0.2;
const LONGEST_RETRY_AFTER = 24 * 3_600_000;

/**
 * When a delivery is tried again after `attempts` failed ones (1 after the first); `null` when it is given up, after
 * ten attempts over three days. `jitter` is a number in [0, 1); a receiver's Retry-After is obeyed for up to a day.
 */
export function nextAttemptAt(attempts: number, retryAfterMs: number | null, jitter: number, now: Date): Date | null {
  const wait = WAITS[Math.max(0, attempts - 1)];
  if (wait === undefined) return null;
  const spread = wait * (1 + JITTER * jitter);
  return new Date(now.getTime() + Math.round(Math.max(spread, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER))));
}
