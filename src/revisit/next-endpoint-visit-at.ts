import { Cron } from 'croner';

/** How often an endpoint is asked: every so many milliseconds, or by a cron line in its time zone. */
export type EndpointSchedule = { everyMs: number | null; cron: string | null; timezone: string };

/** What is known of an endpoint's visits. `retryAfterMs` counts from `lastVisitAt`, which is `null` before the first. */
export type EndpointHistory = { lastVisitAt: Date | null; failures: number; retryAfterMs: number | null };

const DEFAULT_EVERY = 5 * 60_000;
/** An endpoint that fails is asked half as often after each failure, but at least every six hours. */
const LONGEST_BACKOFF = 6 * 3_600_000;
const LONGEST_RETRY_AFTER = 24 * 3_600_000;

/**
 * When an endpoint is due again: at once when it was never visited, else after its interval or at its next cron time,
 * later after failures in a row, and never before its Retry-After (RFC 9110 § 10.2.3), which is obeyed for up to a day.
 * `null` for a cron line that never comes again.
 * @throws TypeError for a cron line that cannot be read (the configuration is checked before).
 */
export function nextEndpointVisitAt(schedule: EndpointSchedule, history: EndpointHistory, now: Date): Date | null {
  const { lastVisitAt, failures, retryAfterMs } = history;
  if (lastVisitAt === null) return schedule.cron === null ? now : nextCronTime(schedule, now);
  const last = lastVisitAt.getTime();
  const earliest = last + Math.max(backoffMs(schedule, failures), Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER));
  if (schedule.cron === null) {
    return new Date(Math.max(now.getTime(), earliest, last + (schedule.everyMs ?? DEFAULT_EVERY)));
  }
  // A cron time that passes while it waits is let go: the next one is soon enough.
  return nextCronTime(schedule, new Date(Math.max(now.getTime(), earliest)));
}

function backoffMs({ everyMs }: EndpointSchedule, failures: number): number {
  if (failures === 0) return 0;
  const first = everyMs ?? DEFAULT_EVERY;
  // What is asked less often than every six hours anyway is not asked more often because it failed.
  return Math.min(Math.max(first, LONGEST_BACKOFF), first * 2 ** Math.min(30, failures));
}

function nextCronTime({ cron, timezone }: EndpointSchedule, after: Date): Date | null {
  return cron === null ? null : new Cron(cron, { timezone, paused: true }).nextRun(after);
}
