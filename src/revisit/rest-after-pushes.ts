/** What is pushed is polled for a quarter as often, and at least every hour all the same. */
const SLOWER = 4;
const LONGEST_MS = 60 * 60_000;

/**
 * When an endpoint whose hub pushes what is new is polled next, `nextAt` being when it would be without: later, as a
 * safety net. One that is asked less often than every hour anyway stays as it is.
 */
export function restAfterPushes(nextAt: Date, now: Date): Date {
  const gapMs = nextAt.getTime() - now.getTime();
  return new Date(now.getTime() + Math.max(gapMs, Math.min(gapMs * SLOWER, LONGEST_MS)));
}
